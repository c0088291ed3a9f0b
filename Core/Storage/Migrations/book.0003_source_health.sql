-- Crawler/Sources/SourceRunStore: how a run's text was read, how many of its prices were, and how many rows its document brought.
ALTER TABLE source_runs ADD COLUMN charset TEXT;
ALTER TABLE source_runs ADD COLUMN charset_by BIGINT;
ALTER TABLE source_runs ADD COLUMN replaced BIGINT NOT NULL DEFAULT 0;
ALTER TABLE source_runs ADD COLUMN price_rows BIGINT NOT NULL DEFAULT 0;
ALTER TABLE source_runs ADD COLUMN priced BIGINT NOT NULL DEFAULT 0;
ALTER TABLE source_runs ADD COLUMN generation_rows BIGINT;
UPDATE source_runs SET generation_rows = added + changed + unchanged WHERE outcome IN (1, 3);

-- Crawler/Sources/SourceStore: what a source brought before this instant says nothing of its usual size any more.
ALTER TABLE sources ADD COLUMN usual_since BIGINT;

-- Crawler/Sources/SourceTroubleStore: what is wrong with a source, from the alert to the recovery; one is open at a time.
CREATE TABLE source_troubles (
    id BIGINT NOT NULL PRIMARY KEY, source_id BIGINT NOT NULL REFERENCES sources(id), kind BIGINT NOT NULL, opened_at BIGINT NOT NULL,
    closed_at BIGINT, expected BIGINT NOT NULL, found BIGINT NOT NULL, since BIGINT, detail TEXT
){{strict}};
CREATE INDEX source_troubles_by_source ON source_troubles (source_id, id);
CREATE UNIQUE INDEX source_troubles_one_open ON source_troubles (source_id) WHERE closed_at IS NULL;
