-- Core/Deals/CouponStore: offers for many pieces as a rule in JSON, who grants it, and what people's votes came to when the last was cast.
ALTER TABLE coupons ADD COLUMN layer BIGINT NOT NULL DEFAULT 2;
ALTER TABLE coupons ADD COLUMN rule TEXT;
ALTER TABLE coupons ADD COLUMN stock_left BIGINT;
ALTER TABLE coupons ADD COLUMN works_milli BIGINT NOT NULL DEFAULT 0;
ALTER TABLE coupons ADD COLUMN fails_milli BIGINT NOT NULL DEFAULT 0;
ALTER TABLE coupons ADD COLUMN voted_at BIGINT;
ALTER TABLE coupons ADD COLUMN half_life_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE coupons ADD COLUMN verified_at BIGINT;

-- Core/Deals/CouponVotes: the last word of each person (member:7, key:3) on a coupon.
CREATE TABLE coupon_votes (
    coupon_id BIGINT NOT NULL, voter TEXT NOT NULL, works BIGINT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (coupon_id, voter)
){{strict}};
