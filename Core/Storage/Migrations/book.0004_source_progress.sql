-- Crawler/Sources/SourceProgressStore: where the reading of a list of several pages goes on after a break.
CREATE TABLE source_progress (
    source_id BIGINT NOT NULL PRIMARY KEY REFERENCES sources(id), generation BIGINT NOT NULL, page BIGINT NOT NULL, address TEXT NOT NULL, format TEXT NOT NULL,
    settings_hash TEXT NOT NULL, seen BIGINT NOT NULL, believed BIGINT NOT NULL, begun_at BIGINT NOT NULL
){{strict}};

-- Crawler/Sources/SourcePageStore: the pages that a sitemap lists, when each is due, and the rows that it gave.
CREATE TABLE source_pages (
    source_id BIGINT NOT NULL REFERENCES sources(id), address TEXT NOT NULL, modified_at BIGINT, listed BIGINT NOT NULL, is_old BOOLEAN NOT NULL,
    asked_at BIGINT, next_at BIGINT NOT NULL, failures BIGINT NOT NULL, etag TEXT, last_modified TEXT, body_hash TEXT, item_keys TEXT NOT NULL, items BIGINT NOT NULL,
    PRIMARY KEY (source_id, address)
){{strict}};
CREATE INDEX source_pages_by_due ON source_pages (source_id, next_at);
