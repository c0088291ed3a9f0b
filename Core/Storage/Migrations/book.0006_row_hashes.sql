-- Core/Deals/ListedRows: rows that are believed and say nothing new until their bytes change. An item with an entry here has the negative of
-- the generation it was last read in; 0 is an item that its source no longer lists.
CREATE TABLE row_hashes (
    source_id BIGINT NOT NULL, item_id BIGINT NOT NULL, hash BIGINT NOT NULL, PRIMARY KEY (source_id, item_id)
){{strict}};

-- Core/Deals/ListedRows: when a source was last read whole.
CREATE TABLE listings (source_id BIGINT NOT NULL PRIMARY KEY, listed_at BIGINT NOT NULL){{strict}};

-- Most rows are not refused, and most deals have no end: an index of all of them costs each import and finds nothing sooner.
DROP INDEX feed_items_by_refusal;
CREATE INDEX feed_items_by_refusal ON feed_items (source_id, refusal) WHERE refusal IS NOT NULL;
DROP INDEX deals_by_end;
CREATE INDEX deals_by_end ON deals (ends_at) WHERE ends_at IS NOT NULL;
