-- Core/Orders/PostbackStore: what networks called us about, once each. It is a hint and moves no money; message_key tells a repeat. order_no and word are
-- the caller's own and may be null.
CREATE TABLE postbacks (
    id BIGINT NOT NULL PRIMARY KEY, network TEXT NOT NULL, message_key TEXT NOT NULL, received_at BIGINT NOT NULL, order_no TEXT, word TEXT, is_signed BOOLEAN NOT NULL
){{strict}};
CREATE UNIQUE INDEX postbacks_once ON postbacks (network, message_key);
CREATE INDEX postbacks_by_order ON postbacks (network, order_no, id) WHERE order_no IS NOT NULL;
CREATE INDEX postbacks_by_time ON postbacks (received_at);
