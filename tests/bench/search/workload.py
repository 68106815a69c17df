"""The malls that are searched and what is asked of them: documents.tsv and queries.tsv, one folder a mall.

All engines read these files; the peers read the same text folded (documents.folded.tsv, queries.folded.tsv), which
search_bench writes with the table that mallctl folds by, so that accents, case and width are no handicap.
"""

import csv
import random

import products

COLUMNS = ["id", "kind", "name", "aliases", "brand", "category", "tags", "store", "popularity"]
LARGE = 100_000
SMALL_MALLS, SMALL_STORES = 6, 300
SEED = 300


def read_table(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def write_table(path, columns, rows):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\t".join(columns) + "\n")
        file.writelines("\t".join(row[column] for column in columns) + "\n" for row in rows)


def read_stores(path):
    """Brands as stores: the first category is the store's, the words of all of them are its tags."""
    return [{"id": row["id"], "kind": "store", "name": row["name"], "aliases": row["alt_names"], "brand": "",
             "category": row["category"].split("|")[0].replace("/", "."), "tags": row["tags"], "store": "",
             "popularity": row["reach"]} for row in read_table(path)]


class Mall:
    """One mall in a folder of its own. `here` says of each query whether its store is in the mall."""

    def __init__(self, folder, name, documents, queries):
        self.name, self.folder, self.documents = name, folder / name, documents
        self.folder.mkdir()
        ids = {document["id"] for document in documents}
        self.queries = [dict(query, here=query["expected"] in ids) for query in queries]
        write_table(self.folder / "documents.tsv", COLUMNS, documents)
        write_table(self.folder / "queries.tsv", ["qid", "query"], self.queries)


def small_malls(folder, stores, queries):
    """Malls of 300 stores apart from each other, drawn first from those that are asked for, then from all."""
    draw = random.Random(SEED)
    asked = {query["expected"] for query in queries}
    pool = sorted((store for store in stores if store["id"] in asked), key=lambda store: store["id"])
    rest = [store for store in stores if store["id"] not in asked]
    draw.shuffle(pool)
    draw.shuffle(rest)
    pool += rest
    return [Mall(folder, f"small-{number}", pool[number * SMALL_STORES:(number + 1) * SMALL_STORES], queries)
            for number in range(SMALL_MALLS)]


def make_malls(folder, brands, queries_path):
    """The mall of all brands, the same with products to 100,000 documents, and the small ones."""
    stores = read_stores(brands)
    queries = read_table(queries_path)
    large = stores + products.make_products(LARGE - len(stores), stores)
    return (Mall(folder, "brands", stores, queries), Mall(folder, "large", large, queries),
            small_malls(folder, stores, queries))
