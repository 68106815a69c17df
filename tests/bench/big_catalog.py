"""A large table of offers, twice: as people write it for `mallctl apply`, and as psql copies it into a table."""

import csv
import uuid

STORES = 300
BEGIN, END = "2026-03-02 08:00", "2026-03-08 20:00"
BEGIN_UTC, END_UTC = "2026-03-02 07:00Z", "2026-03-08 19:00Z"  # of Europe/Berlin
HEADING = ["slug", "name:en", "name:de", "store", "offer_kind", "description:en", "from", "to", "audience", "cap", "price",
           "discount", "draft"]
COLUMNS = ["mall_id", "id", "slug", "name", "store", "offer_kind", "description", '"from"', '"to"', "audience", "cap",
           "price_minor", "discount", "draft"]


def write_mall(folder, slug):
    """mall.yaml and stores.csv, to be applied before the offers."""
    folder.mkdir()
    (folder / "mall.yaml").write_text(
        f"kind: mall\nslug: {slug}\nname: {{en: Offers}}\ntime_zone: Europe/Berlin\ncurrency: EUR\n")
    rows = "".join(f"store-{i},Store {i}\n" for i in range(STORES))
    (folder / "stores.csv").write_text("slug,name:en\n" + rows)


def price(number, changed_every):
    """In cents; of one row in `changed_every` another one, of none where that is 0."""
    cents = 100 + number % 9900
    return cents + 1 if changed_every and number % changed_every == 0 else cents


def write_offers(path, count, changed_every=0):
    """As mallctl reads them."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        write(HEADING)
        for i in range(count):
            cents = price(i, changed_every)
            write((f"offer-{i}", f"Offer {i} of the week", f"Angebot {i} der Woche", f"store-{i % STORES}", "standard",
                   f"Everything of shelf {i % 97}, while stocks last", BEGIN, END, "all", 50 + i % 500,
                   f"{cents // 100}.{cents % 100:02}", 5 + i % 50, "false"))


def write_table(path, count, mall):
    """The same offers as rows of the table, in COLUMNS."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        write = csv.writer(file, lineterminator="\n").writerow
        for i in range(count):
            slug = f"offer-{i}"
            write((mall, uuid.uuid5(mall, f"offer {slug}"), slug,
                   f'{{"de": "Angebot {i} der Woche", "en": "Offer {i} of the week"}}', f"store-{i % STORES}", "standard",
                   f'{{"en": "Everything of shelf {i % 97}, while stocks last"}}', BEGIN_UTC, END_UTC, "all", 50 + i % 500,
                   price(i, 0), 5 + i % 50, "false"))
