-- Written by Core/Clicks/ClickJournal: every hit of a tracked link, also those that do not count.
CREATE TABLE clicks (
    ordinal         BIGINT NOT NULL PRIMARY KEY, -- the click's part of the click ref; grows for ever
    link_code       TEXT NOT NULL,
    at              BIGINT NOT NULL,
    method          TEXT NOT NULL,
    verdict         BIGINT NOT NULL,              -- 1 human, 2 suspect, 3 bot
    reasons         TEXT NOT NULL,                -- reason words, comma-joined; empty for a plain human
    visitor         TEXT,                         -- salted daily hash; null after 48 h and under DNT/GPC
    address         TEXT,                         -- truncated to /24 or /48
    agent           TEXT,                         -- at most 512 characters
    agent_family    TEXT,
    referrer_host   TEXT
){{strict}};
CREATE INDEX clicks_by_link ON clicks (link_code, at);
CREATE INDEX clicks_by_time ON clicks (at);

-- Written by Core/Clicks/VisitorSalts: dies after 48 h, and with it the meaning of the day's visitor hashes.
CREATE TABLE visitor_salts (
    day             TEXT NOT NULL PRIMARY KEY,    -- yyyy-MM-dd, UTC
    salt            TEXT NOT NULL
){{strict}};
