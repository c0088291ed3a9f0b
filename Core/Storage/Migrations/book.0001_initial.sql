-- Types are PostgreSQL's names; SQLite's STRICT words are put in by Migrator. Money is BIGINT minor units, instants are BIGINT
-- Unix milliseconds UTC, ids are time-ordered (Ids.Next), enums are numbers that are never renumbered, lists are JSON text.
-- Each table is written by exactly one file, named above it.

-- Core/Access/OperatorStore
CREATE TABLE operators (
    id BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, created_at BIGINT NOT NULL, disabled_at BIGINT
){{strict}};
CREATE TABLE sign_in_links (
    token_hash TEXT NOT NULL PRIMARY KEY, operator_id BIGINT NOT NULL REFERENCES operators(id),
    created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT
){{strict}};

-- Core/Access/ApiKeyStore
CREATE TABLE api_keys (
    id BIGINT NOT NULL PRIMARY KEY, prefix TEXT NOT NULL UNIQUE, secret_hash TEXT NOT NULL, name TEXT NOT NULL,
    scopes TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT, revoked_at BIGINT, last_used_at BIGINT
){{strict}};

-- Core/Access/IdempotencyStore: an answer given once is given again for the same key and body.
CREATE TABLE idempotency_keys (
    owner TEXT NOT NULL, idempotency_key TEXT NOT NULL, request_hash TEXT NOT NULL, status BIGINT NOT NULL, answer TEXT NOT NULL,
    created_at BIGINT NOT NULL, PRIMARY KEY (owner, idempotency_key)
){{strict}};
CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at);

-- Core/Access/AuditStore
CREATE TABLE audit_log (
    id BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, subject TEXT NOT NULL, detail TEXT NOT NULL
){{strict}};

-- Core/Members/MemberStore
CREATE TABLE members (
    id BIGINT NOT NULL PRIMARY KEY, display_name TEXT NOT NULL, language TEXT NOT NULL, created_at BIGINT NOT NULL, erased_at BIGINT
){{strict}};
CREATE TABLE member_accounts (
    channel TEXT NOT NULL, external_id TEXT NOT NULL, member_id BIGINT NOT NULL REFERENCES members(id),
    private_chat TEXT, blocked_at BIGINT, created_at BIGINT NOT NULL,
    PRIMARY KEY (channel, external_id)
){{strict}};
CREATE INDEX member_accounts_by_member ON member_accounts (member_id);

-- Core/Members/GroupStore
CREATE TABLE groups (
    id BIGINT NOT NULL PRIMARY KEY, channel TEXT NOT NULL, external_id TEXT NOT NULL, topic TEXT, title TEXT NOT NULL,
    state BIGINT NOT NULL, state_reason TEXT, language TEXT NOT NULL, zone TEXT NOT NULL,
    digest_minute BIGINT, quiet_from BIGINT, quiet_to BIGINT,
    categories TEXT NOT NULL, words TEXT NOT NULL, excluded_words TEXT NOT NULL, min_discount_bp BIGINT NOT NULL, max_items BIGINT NOT NULL,
    admin_member_id BIGINT REFERENCES members(id), created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL,
    UNIQUE (channel, external_id)
){{strict}};

-- Core/Members/WatchStore
CREATE TABLE watches (
    id BIGINT NOT NULL PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES members(id), words TEXT NOT NULL, deal_id BIGINT,
    max_price_minor BIGINT, currency TEXT, created_at BIGINT NOT NULL, ended_at BIGINT, last_deal_id BIGINT, last_price_minor BIGINT, last_told_at BIGINT
){{strict}};
CREATE INDEX watches_open ON watches (ended_at, member_id);

-- Core/Members/ConversationStore: what the bot asked a person in a chat and still waits for.
CREATE TABLE conversations (
    channel TEXT NOT NULL, chat TEXT NOT NULL, person TEXT NOT NULL, awaiting TEXT NOT NULL, state TEXT NOT NULL, updated_at BIGINT NOT NULL,
    PRIMARY KEY (channel, chat, person)
){{strict}};

-- Crawler/Sources/SourceStore
CREATE TABLE sources (
    id BIGINT NOT NULL PRIMARY KEY, source_key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind BIGINT NOT NULL, location TEXT NOT NULL,
    settings TEXT NOT NULL, enabled BOOLEAN NOT NULL, every_seconds BIGINT NOT NULL, next_due_at BIGINT NOT NULL, lease_until BIGINT,
    etag TEXT, last_modified TEXT, body_hash TEXT, last_run_at BIGINT, last_success_at BIGINT, rung BIGINT NOT NULL, last_outcome BIGINT, last_message TEXT,
    generation BIGINT NOT NULL, generation_rows BIGINT NOT NULL, baseline_at BIGINT, created_at BIGINT NOT NULL
){{strict}};
CREATE INDEX sources_due ON sources (enabled, next_due_at);

-- Crawler/Sources/SourceRunStore
CREATE TABLE source_runs (
    id BIGINT NOT NULL PRIMARY KEY, source_id BIGINT NOT NULL REFERENCES sources(id), started_at BIGINT NOT NULL, finished_at BIGINT NOT NULL,
    outcome BIGINT NOT NULL, status_code BIGINT, message TEXT, bytes BIGINT NOT NULL, seen BIGINT NOT NULL, added BIGINT NOT NULL,
    changed BIGINT NOT NULL, unchanged BIGINT NOT NULL, refused BIGINT NOT NULL, expired BIGINT NOT NULL, refusals TEXT NOT NULL
){{strict}};
CREATE INDEX source_runs_by_source ON source_runs (source_id, id);

-- Core/Deals/FeedItemStore: the source's own words, kept so that a deal can be traced to them.
CREATE TABLE feed_items (
    id BIGINT NOT NULL PRIMARY KEY, source_id BIGINT NOT NULL, item_key TEXT NOT NULL, body TEXT NOT NULL, body_hash TEXT NOT NULL,
    deal_id BIGINT, refusal BIGINT, refusal_detail TEXT, first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, generation BIGINT NOT NULL,
    UNIQUE (source_id, item_key)
){{strict}};
CREATE INDEX feed_items_by_generation ON feed_items (source_id, generation);
CREATE INDEX feed_items_by_deal ON feed_items (deal_id);
CREATE INDEX feed_items_by_refusal ON feed_items (source_id, refusal);

-- Core/Deals/DealStore
CREATE TABLE deals (
    id BIGINT NOT NULL PRIMARY KEY, identity TEXT NOT NULL UNIQUE, merchant TEXT NOT NULL, merchant_item TEXT, title TEXT NOT NULL, url TEXT NOT NULL,
    image_url TEXT, description TEXT, brand TEXT, gtin TEXT, mpn TEXT, category TEXT,
    price_minor BIGINT, list_price_minor BIGINT, currency TEXT, availability BIGINT NOT NULL,
    state BIGINT NOT NULL, state_reason TEXT, starts_at BIGINT, ends_at BIGINT,
    source_id BIGINT, feed_item_id BIGINT, first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    search_text TEXT NOT NULL DEFAULT ''
){{strict}};
CREATE INDEX deals_by_state ON deals (state, changed_at);
CREATE INDEX deals_by_merchant ON deals (merchant, merchant_item);
CREATE INDEX deals_by_end ON deals (state, ends_at);

-- Core/Deals/PriceHistory: one row each time an offer's price or list price changed, from the first day.
CREATE TABLE price_points (
    deal_id BIGINT NOT NULL, at BIGINT NOT NULL, price_minor BIGINT NOT NULL, list_price_minor BIGINT, currency TEXT NOT NULL, PRIMARY KEY (deal_id, at)
){{strict}};

-- Core/Deals/CouponStore
CREATE TABLE coupons (
    id BIGINT NOT NULL PRIMARY KEY, source_id BIGINT NOT NULL, coupon_key TEXT NOT NULL, merchant TEXT NOT NULL, title TEXT NOT NULL,
    code TEXT, claim_url TEXT, kind BIGINT NOT NULL, amount_minor BIGINT, percent_bp BIGINT, threshold_minor BIGINT, currency TEXT,
    scope BIGINT NOT NULL, scope_values TEXT NOT NULL, starts_at BIGINT, ends_at BIGINT, state BIGINT NOT NULL,
    first_seen_at BIGINT NOT NULL, last_seen_at BIGINT NOT NULL, generation BIGINT NOT NULL,
    UNIQUE (source_id, coupon_key)
){{strict}};
CREATE INDEX coupons_by_merchant ON coupons (merchant, state);

-- Core/Ranking/DigestStore: what a group was chosen, once per slot for ever, and what was not chosen and why.
CREATE TABLE digests (
    id BIGINT NOT NULL PRIMARY KEY, group_id BIGINT NOT NULL REFERENCES groups(id), slot TEXT NOT NULL, kind BIGINT NOT NULL,
    built_at BIGINT NOT NULL, settings TEXT NOT NULL, considered BIGINT NOT NULL, passed_over TEXT NOT NULL,
    UNIQUE (group_id, slot)
){{strict}};
CREATE TABLE digest_picks (
    digest_id BIGINT NOT NULL REFERENCES digests(id), position BIGINT NOT NULL, deal_id BIGINT NOT NULL, score BIGINT NOT NULL, parts TEXT NOT NULL,
    price_minor BIGINT NOT NULL, currency TEXT NOT NULL, PRIMARY KEY (digest_id, position)
){{strict}};
CREATE INDEX digest_picks_by_deal ON digest_picks (deal_id, digest_id);
CREATE TABLE digest_passes (
    digest_id BIGINT NOT NULL REFERENCES digests(id), deal_id BIGINT NOT NULL, rule BIGINT NOT NULL, detail TEXT NOT NULL, score BIGINT,
    PRIMARY KEY (digest_id, deal_id)
){{strict}};
CREATE INDEX digest_passes_by_deal ON digest_passes (deal_id, digest_id);

-- Core/Links/LinkStore: deal x sharer x place. member_id 0: no person, the place alone; group_id 0: no group.
CREATE TABLE links (
    code TEXT NOT NULL PRIMARY KEY, deal_id BIGINT NOT NULL, member_id BIGINT NOT NULL, place_kind BIGINT NOT NULL, place_id BIGINT NOT NULL,
    group_id BIGINT NOT NULL, network TEXT NOT NULL, destination TEXT NOT NULL, created_at BIGINT NOT NULL, disabled_at BIGINT, disabled_reason TEXT,
    UNIQUE (deal_id, member_id, place_kind, place_id, group_id)
){{strict}};
CREATE INDEX links_by_created ON links (created_at);
CREATE INDEX links_by_place ON links (place_kind, place_id);

-- Core/Outbox/OutboxStore
CREATE TABLE messages (
    id BIGINT NOT NULL PRIMARY KEY, notice TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, chat TEXT NOT NULL, topic TEXT,
    kind BIGINT NOT NULL, priority BIGINT NOT NULL, body TEXT NOT NULL, group_id BIGINT, digest_id BIGINT, deal_id BIGINT, edit_of TEXT,
    not_before BIGINT NOT NULL, expires_at BIGINT, attempts BIGINT NOT NULL, state BIGINT NOT NULL, created_at BIGINT NOT NULL,
    sending_at BIGINT, sent_at BIGINT, platform_id TEXT, error TEXT
){{strict}};
CREATE INDEX messages_due ON messages (state, not_before);
CREATE INDEX messages_by_chat ON messages (channel, chat, id);
CREATE INDEX messages_by_digest ON messages (digest_id);
CREATE INDEX messages_by_deal ON messages (deal_id);

-- Core/Outbox/InboxStore: an update is taken once.
CREATE TABLE updates_taken (
    channel TEXT NOT NULL, update_id BIGINT NOT NULL, taken_at BIGINT NOT NULL, PRIMARY KEY (channel, update_id)
){{strict}};

-- Core/Orders/OrderReportStore: what networks said, word for word, for ever.
CREATE TABLE order_reports (
    id BIGINT NOT NULL PRIMARY KEY, network TEXT NOT NULL, order_no TEXT NOT NULL, item_no TEXT NOT NULL, body TEXT NOT NULL, body_hash TEXT NOT NULL,
    origin BIGINT NOT NULL, received_at BIGINT NOT NULL, UNIQUE (network, order_no, item_no, body_hash)
){{strict}};
{{immutable order_reports}}

-- Core/Orders/OrderStore: the current fact of (network, order, item). link_code null: unattributed.
CREATE TABLE orders (
    id BIGINT NOT NULL PRIMARY KEY, network TEXT NOT NULL, order_no TEXT NOT NULL, item_no TEXT NOT NULL,
    status BIGINT NOT NULL, status_reason TEXT, updated_at BIGINT NOT NULL, ordered_at BIGINT NOT NULL, confirmed_at BIGINT,
    merchant TEXT, title TEXT, quantity BIGINT NOT NULL, sale_minor BIGINT NOT NULL, commission_minor BIGINT NOT NULL, currency TEXT NOT NULL,
    click_ref TEXT, attribution BIGINT NOT NULL, attribution_reason TEXT, link_code TEXT, click_ordinal BIGINT,
    deal_id BIGINT, member_id BIGINT, group_id BIGINT,
    report_id BIGINT NOT NULL, ref_report_id BIGINT, revision BIGINT NOT NULL, first_seen_at BIGINT NOT NULL, changed_at BIGINT NOT NULL,
    UNIQUE (network, order_no, item_no)
){{strict}};
CREATE INDEX orders_by_member ON orders (member_id, ordered_at);
CREATE INDEX orders_by_group ON orders (group_id, ordered_at);
CREATE INDEX orders_by_link ON orders (link_code);
CREATE INDEX orders_by_deal ON orders (deal_id);
CREATE INDEX orders_by_time ON orders (ordered_at);

-- Core/Orders/OrderSyncStore
CREATE TABLE order_syncs (
    network TEXT NOT NULL PRIMARY KEY, watermark BIGINT, next_due_at BIGINT NOT NULL, last_run_at BIGINT, last_success_at BIGINT, rung BIGINT NOT NULL, last_message TEXT
){{strict}};

-- Core/Rebates/TermsStore: versions of the rules, and the version and parties fixed on each order when it was first accepted.
CREATE TABLE rebate_terms (
    version BIGINT NOT NULL PRIMARY KEY, from_at BIGINT NOT NULL, rebate_bp BIGINT NOT NULL, share_bp BIGINT NOT NULL, group_bp BIGINT NOT NULL,
    hold_days BIGINT NOT NULL, note TEXT NOT NULL
){{strict}};
CREATE TABLE order_terms (
    order_id BIGINT NOT NULL PRIMARY KEY REFERENCES orders(id), terms_version BIGINT NOT NULL REFERENCES rebate_terms(version),
    buyer_member_id BIGINT, sharer_member_id BIGINT, admin_member_id BIGINT, allows_rebate BOOLEAN NOT NULL,
    release_at BIGINT, released_at BIGINT, held_at BIGINT, held_reason TEXT
){{strict}};
CREATE INDEX order_terms_release ON order_terms (released_at, release_at);

-- Core/Ledger/Journal
CREATE TABLE ledger_entries (
    seq BIGINT NOT NULL PRIMARY KEY, reference TEXT NOT NULL UNIQUE, subject TEXT NOT NULL, kind BIGINT NOT NULL, reason TEXT NOT NULL,
    terms_version BIGINT, recorded_at BIGINT NOT NULL, previous_hash TEXT NOT NULL, hash TEXT NOT NULL UNIQUE
){{strict}};
CREATE INDEX ledger_entries_by_subject ON ledger_entries (subject, seq);
CREATE INDEX ledger_entries_by_time ON ledger_entries (recorded_at);
CREATE TABLE ledger_lines (
    entry_seq BIGINT NOT NULL REFERENCES ledger_entries(seq), line BIGINT NOT NULL, account TEXT NOT NULL, currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL, PRIMARY KEY (entry_seq, line)
){{strict}};
CREATE INDEX ledger_lines_by_account ON ledger_lines (account, currency, entry_seq);
{{immutable ledger_entries}}
{{immutable ledger_lines}}
CREATE TABLE ledger_balances (
    account TEXT NOT NULL, currency TEXT NOT NULL, balance_minor BIGINT NOT NULL, last_seq BIGINT NOT NULL, PRIMARY KEY (account, currency)
){{strict}};

-- Core/Ledger/Verification
CREATE TABLE ledger_verifications (
    id BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, sound BOOLEAN NOT NULL, entries BIGINT NOT NULL, head_hash TEXT NOT NULL, findings TEXT NOT NULL
){{strict}};

-- Core/Payouts/PayoutStore
CREATE TABLE payouts (
    id BIGINT NOT NULL PRIMARY KEY, member_id BIGINT NOT NULL REFERENCES members(id), amount_minor BIGINT NOT NULL, currency TEXT NOT NULL,
    method TEXT NOT NULL, destination TEXT NOT NULL, state BIGINT NOT NULL, idempotency_key TEXT NOT NULL, requested_at BIGINT NOT NULL,
    decided_at BIGINT, decided_by TEXT, resolved_at BIGINT, provider_reference TEXT, reason TEXT,
    UNIQUE (member_id, method, idempotency_key)
){{strict}};
CREATE INDEX payouts_by_member ON payouts (member_id, id);
CREATE INDEX payouts_by_state ON payouts (state, id);
CREATE TABLE payout_events (
    id BIGINT NOT NULL PRIMARY KEY, payout_id BIGINT NOT NULL REFERENCES payouts(id), at BIGINT NOT NULL, state BIGINT NOT NULL, actor TEXT NOT NULL, note TEXT NOT NULL
){{strict}};
CREATE INDEX payout_events_by_payout ON payout_events (payout_id, id);
