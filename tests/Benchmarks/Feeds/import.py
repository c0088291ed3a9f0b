"""What a hobbyist writes: csv and sqlite3 of the standard library, one upsert a row. Arguments: the CSV, the database, plain or same.

plain keeps one table of offers; same keeps what the product keeps: the row's own words, the offer with its search text and indexes, and a
point of price history for each change.
"""

import csv
import json
import sqlite3
import sys
import time

path, database, kind = sys.argv[1:]
book = sqlite3.connect(database)
book.execute("PRAGMA journal_mode=WAL")
book.execute("PRAGMA synchronous=NORMAL")
book.execute("PRAGMA cache_size=-262144")
book.execute(
    "CREATE TABLE IF NOT EXISTS offers (id INTEGER PRIMARY KEY, merchant TEXT, sku TEXT, title TEXT, url TEXT, image TEXT, description TEXT, brand TEXT,"
    " category TEXT, price INTEGER, list_price INTEGER, currency TEXT, seen INTEGER, search_text TEXT, UNIQUE (merchant, sku))"
)
if kind == "same":
    book.execute("CREATE TABLE IF NOT EXISTS words (source INTEGER, sku TEXT, body TEXT, hash TEXT, seen INTEGER, UNIQUE (source, sku))")
    book.execute("CREATE TABLE IF NOT EXISTS points (merchant TEXT, sku TEXT, at INTEGER, price INTEGER, list_price INTEGER, PRIMARY KEY (merchant, sku, at))")
    book.execute("CREATE INDEX IF NOT EXISTS offers_seen ON offers (seen)")
    book.execute("CREATE INDEX IF NOT EXISTS offers_merchant ON offers (merchant, sku, price)")
OFFER = (
    "INSERT INTO offers (merchant, sku, title, url, image, description, brand, category, price, list_price, currency, seen, search_text)"
    " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (merchant, sku) DO UPDATE SET title=excluded.title, url=excluded.url, image=excluded.image,"
    " description=excluded.description, brand=excluded.brand, category=excluded.category, price=excluded.price, list_price=excluded.list_price,"
    " currency=excluded.currency, seen=excluded.seen, search_text=excluded.search_text"
)
WORDS = "INSERT INTO words VALUES (1,?,?,?,?) ON CONFLICT (source, sku) DO UPDATE SET body=excluded.body, hash=excluded.hash, seen=excluded.seen"
POINT = (
    "INSERT INTO points SELECT ?,?,?,?,? WHERE NOT EXISTS (SELECT 1 FROM points WHERE merchant=? AND sku=? AND price=? ORDER BY at DESC LIMIT 1)"
)


def cents(text):
    return round(float(text) * 100) if text else None


def save(offers, words, points):
    if kind == "same":
        book.executemany(WORDS, words)
        book.executemany(POINT, points)
    book.executemany(OFFER, offers)
    book.commit()


now = int(time.time() * 1000)
offers, words, points = [], [], []
with open(path, encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        sku, price, was = row["merchant_product_id"], cents(row["search_price"]), cents(row["rrp_price"])
        title, brand, category = row["product_name"], row["brand_name"], row["merchant_category"]
        offers.append((
            "shop", sku, title, row["merchant_deep_link"], row["aw_image_url"], row["description"], brand, category, price, was, row["currency"], now,
            f"{title} {brand} {category}".lower() if kind == "same" else None,
        ))
        if kind == "same":
            body = json.dumps(row, ensure_ascii=False)
            words.append((sku, body, str(hash(body)), now))
            points.append(("shop", sku, now, price, was, "shop", sku, price))
        if len(offers) == 5000:
            save(offers, words, points)
            offers, words, points = [], [], []
save(offers, words, points)
print(book.execute("SELECT COUNT(*) FROM offers").fetchone()[0])
