-- Crawler/Sources/SourceProgressStore: where the reading of a list of several pages goes on after a break.
CREATE TABLE source_progress (
    source_id BIGINT NOT NULL PRIMARY KEY REFERENCES sources(id), generation BIGINT NOT NULL, page BIGINT NOT NULL, address TEXT NOT NULL, format TEXT NOT NULL,
    settings_hash TEXT NOT NULL, seen BIGINT NOT NULL, believed BIGINT NOT NULL, begun_at BIGINT NOT NULL
){{strict}};
