-- Crawler/Sources/SourceStore: where a source has moved for good, and since when it is gone.
ALTER TABLE sources ADD COLUMN moved_to TEXT;
ALTER TABLE sources ADD COLUMN moved_polls BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sources ADD COLUMN gone_at BIGINT;
