-- Core/Search/SearchStore: words that people searched for and that found something, with how often; never who asked.
CREATE TABLE search_words (words TEXT NOT NULL PRIMARY KEY, asked BIGINT NOT NULL, last_at BIGINT NOT NULL){{strict}};
CREATE INDEX search_words_by_last ON search_words (last_at);

-- Core/Search/SearchStore: when somebody last asked for the index to be laid out anew; every process that searches sees it. One row.
CREATE TABLE search_rebuilds (id BIGINT NOT NULL PRIMARY KEY, asked_at BIGINT NOT NULL){{strict}};
