-- Crawler/Sources/SourceStore: when a source's document last came whole, and when its server was last found to say "not modified" of a changed one.
ALTER TABLE sources ADD COLUMN whole_at BIGINT;
ALTER TABLE sources ADD COLUMN lied_at BIGINT;
