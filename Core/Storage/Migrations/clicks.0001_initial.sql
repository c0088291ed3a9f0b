-- The clicks' own file: nothing here is worth money, and nothing here may make a redirect wait. So the table of hits has no index but its
-- key, which grows at its end only; counts by link, deal, group and day are rolled up beside it and can be rebuilt from it.

-- Core/Clicks/ClickStore: every hit of a tracked link, also those that do not count.
CREATE TABLE clicks (
    ordinal         BIGINT NOT NULL PRIMARY KEY, -- the click's part of the click ref; grows for ever within its block
    link_code       TEXT NOT NULL,
    deal_id         BIGINT NOT NULL,
    group_id        BIGINT NOT NULL,              -- 0: no group
    at              BIGINT NOT NULL,
    method          TEXT NOT NULL,
    verdict         BIGINT NOT NULL,              -- 1 human, 2 suspect, 3 bot
    reasons         TEXT NOT NULL,                -- reason words, comma-joined; empty for a plain human
    visitor         TEXT,                         -- salted daily hash; null after 48 h and under DNT/GPC
    address         TEXT,                         -- truncated to /24 or /48
    agent           TEXT,                         -- at most 512 characters; null under DNT/GPC
    agent_family    TEXT,
    referrer_host   TEXT
){{strict}};

-- Core/Clicks/ClickCounts: hits per link and day (days since 1970, UTC), and between which ordinals they are.
CREATE TABLE click_counts (
    link_code TEXT NOT NULL, day BIGINT NOT NULL, deal_id BIGINT NOT NULL, group_id BIGINT NOT NULL,
    humans BIGINT NOT NULL, suspects BIGINT NOT NULL, bots BIGINT NOT NULL, first_ordinal BIGINT NOT NULL, last_ordinal BIGINT NOT NULL,
    PRIMARY KEY (link_code, day)
){{strict}};
CREATE INDEX click_counts_by_deal ON click_counts (deal_id, day);
CREATE INDEX click_counts_by_group ON click_counts (group_id, day);
CREATE INDEX click_counts_by_day ON click_counts (day);

-- Core/Clicks/OrdinalBlocks: each start of the program takes a block of ordinals for itself alone, so that no ref is ever given twice,
-- not even one whose click was never written. Within a block rows arrive in the order of their ordinals.
CREATE TABLE ordinal_blocks (
    first_ordinal BIGINT NOT NULL PRIMARY KEY, last_ordinal BIGINT NOT NULL, taken_at BIGINT NOT NULL,
    counted_through BIGINT NOT NULL,              -- click_counts holds the block up to here
    blanked_through BIGINT NOT NULL               -- visitor hashes are gone up to here
){{strict}};

-- Core/Clicks/VisitorSalts: dies after 48 h, and with it the meaning of the day's visitor hashes.
CREATE TABLE visitor_salts (
    day             TEXT NOT NULL PRIMARY KEY,    -- yyyy-MM-dd, UTC
    salt            TEXT NOT NULL
){{strict}};
