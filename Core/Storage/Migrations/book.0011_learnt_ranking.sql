-- Core/Ranking/DigestStore: how likely each choice was (millionths; null: a person chose), what was expected of it, and what it was then, to learn from.
ALTER TABLE digest_picks ADD COLUMN propensity_ppm BIGINT;
ALTER TABLE digest_picks ADD COLUMN expected_ppm BIGINT;
ALTER TABLE digest_picks ADD COLUMN is_trial BOOLEAN;
ALTER TABLE digest_picks ADD COLUMN facts TEXT;
ALTER TABLE digest_passes ADD COLUMN expected_ppm BIGINT;

-- Core/Members/GroupStore: what weighs in a group's digests, how much may be posted in seven days, and what is worth posting at all.
ALTER TABLE groups ADD COLUMN revenue_bp BIGINT NOT NULL DEFAULT 0;
ALTER TABLE groups ADD COLUMN week_items BIGINT;
ALTER TABLE groups ADD COLUMN least_score BIGINT;
ALTER TABLE groups ADD COLUMN people BIGINT;

-- Core/Ranking/TasteStore: what was learnt of all groups' clicks and orders, JSON. Always to be rebuilt from digests, clicks and orders.
CREATE TABLE learnt_tastes (name TEXT NOT NULL PRIMARY KEY, learnt_at BIGINT NOT NULL, shown BIGINT NOT NULL, body TEXT NOT NULL){{strict}};
