-- Core/Links/LinkStore: the share text (口令) of a link, for chats in which its shop's links do not open.
ALTER TABLE links ADD COLUMN share_text TEXT;

-- Core/Links/SlotLeaseStore: which link has an ad slot of a network that echoes nothing but the slot. item is the network's own lasting key of the
-- product; used_at moves when the link is handed out again; crowded: the product was still at rest in every slot.
CREATE TABLE slot_leases (
    id BIGINT NOT NULL PRIMARY KEY, network TEXT NOT NULL, slot TEXT NOT NULL, deal_id BIGINT NOT NULL, item TEXT, link_code TEXT NOT NULL,
    leased_at BIGINT NOT NULL, used_at BIGINT NOT NULL, crowded BOOLEAN NOT NULL
){{strict}};
CREATE INDEX slot_leases_by_slot ON slot_leases (network, slot, used_at);
CREATE INDEX slot_leases_by_use ON slot_leases (network, used_at);
CREATE INDEX slot_leases_by_deal ON slot_leases (deal_id, used_at);
CREATE INDEX slot_leases_by_item ON slot_leases (item, used_at) WHERE item IS NOT NULL;
CREATE INDEX slot_leases_by_link ON slot_leases (link_code);

-- Core/Orders/OrderReportStore: the network's own row of a correction (a refund told of apart from its order); null for a word on the order itself.
ALTER TABLE order_reports ADD COLUMN correction TEXT;
