-- Core/Catalog/ProductStore: which offers are one product. A product is called by the first deal that was put into it.
CREATE TABLE product_offers (
    deal_id BIGINT NOT NULL PRIMARY KEY, product_id BIGINT NOT NULL, placed_by BIGINT NOT NULL, score_bp BIGINT NOT NULL, placed_at BIGINT NOT NULL
){{strict}};
CREATE INDEX product_offers_by_product ON product_offers (product_id) WHERE product_id <> deal_id;

-- Core/Catalog/ProductStore: what a new deal is looked for by, as hashes: numbers of goods and shops, models, the title, its rare words.
CREATE TABLE product_keys (hash BIGINT NOT NULL, deal_id BIGINT NOT NULL, PRIMARY KEY (hash, deal_id)){{clustered}};

-- Core/Catalog/ProductStore: pairs that a person judges, and what was said. first_id is the lesser.
CREATE TABLE product_pairs (
    first_id BIGINT NOT NULL, second_id BIGINT NOT NULL, state BIGINT NOT NULL, score_bp BIGINT NOT NULL, reason TEXT NOT NULL,
    found_at BIGINT NOT NULL, said_at BIGINT, said_by TEXT, PRIMARY KEY (first_id, second_id)
){{strict}};
CREATE INDEX product_pairs_waiting ON product_pairs (score_bp, first_id, second_id) WHERE state = 1;
CREATE INDEX product_pairs_by_second ON product_pairs (second_id);
