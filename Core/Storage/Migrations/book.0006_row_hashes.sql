-- Core/Deals/ListedRows: rows that are believed and say nothing new until their bytes change. An item with an entry here has the negative of
-- the generation it was last read in; 0 is an item that its source no longer lists.
CREATE TABLE row_hashes (
    source_id BIGINT NOT NULL, item_id BIGINT NOT NULL, hash BIGINT NOT NULL, PRIMARY KEY (source_id, item_id)
){{clustered}};

-- Core/Deals/ListedRows: when a source was last read whole.
CREATE TABLE listings (source_id BIGINT NOT NULL PRIMARY KEY, listed_at BIGINT NOT NULL){{strict}};

-- Core/Deals/PriceHistory: the points of an offer lie together, in one tree instead of two.
CREATE TABLE price_points_by_deal (
    deal_id BIGINT NOT NULL, at BIGINT NOT NULL, price_minor BIGINT NOT NULL, list_price_minor BIGINT, currency TEXT NOT NULL, PRIMARY KEY (deal_id, at)
){{clustered}};
INSERT INTO price_points_by_deal (deal_id, at, price_minor, list_price_minor, currency)
SELECT deal_id, at, price_minor, list_price_minor, currency FROM price_points;
DROP TABLE price_points;
ALTER TABLE price_points_by_deal RENAME TO price_points;

-- An index that each new row goes into and that finds nothing sooner is only a cost: most rows are not refused, most deals have no end, and a
-- merchant's item is found by the deal's identity.
DROP INDEX feed_items_by_refusal;
CREATE INDEX feed_items_by_refusal ON feed_items (source_id, refusal) WHERE refusal IS NOT NULL;
DROP INDEX deals_by_end;
CREATE INDEX deals_by_end ON deals (ends_at) WHERE ends_at IS NOT NULL;
DROP INDEX deals_by_merchant;
CREATE INDEX deals_by_merchant ON deals (merchant);
