"""Products of a large mall, made of a seed: the same seed, the same rows, whoever reads them.

Half of the names are ordinary ("Regenjacke Baumwolle wasserdicht dunkelblau 42"), a third belong to a series with a
made-up name and number ("Tovelin 340 kabelloser Kopfhörer"), as catalogs have them, and a sixth begin with the name of
a brand of the mall, whose store sells them: such products are what most easily pushes the store itself off its place.
"""

import random

import vocabulary

SEED = 20260301
SERIES = 4000

ONSETS = "b br c ch d dr f fl g gr h j k l m n p pr qu r s sh st t tr v w z".split()
VOWELS = "a e i o u ai ea io ou".split()
CODAS = ["", "", "", "l", "n", "r", "s", "x", "nd", "rt", "m"]


def series_names(draw):
    """Made-up words of two or three syllables."""
    names = set()
    while len(names) < SERIES:
        syllables = draw.choice((2, 2, 3))
        word = "".join(draw.choice(ONSETS) + draw.choice(VOWELS) for _ in range(syllables)) + draw.choice(CODAS)
        if 4 <= len(word) <= 10:
            names.add(word.capitalize())
    return sorted(names)


def plain_name(draw, shelf, language):
    noun = draw.choice(vocabulary.NOUNS[shelf][language]).replace("-", " ")
    words = [noun]
    if shelf not in ("food", "electronics", "care"):
        words.append(draw.choice(vocabulary.MATERIALS[language]))
    if draw.random() < 0.7:
        words.append(draw.choice(vocabulary.ADJECTIVES[language]))
    if shelf in ("clothing", "shoes") and draw.random() < 0.6:
        words.append(draw.choice(vocabulary.FOR_WHOM[language]))
    if shelf != "food" and draw.random() < 0.8:
        words.append(draw.choice(vocabulary.COLOURS[language]))
    if language == "en":
        words = [*words[1:], noun]  # the noun comes last
    if draw.random() < 0.85:
        words.append(draw.choice(vocabulary.SIZES[shelf]))
    return " ".join(words)


def write_product(draw, number, series, brands):
    """One row of workload.COLUMNS."""
    shelf = draw.choice(sorted(vocabulary.NOUNS))
    language = draw.choice(("en", "en", "de", "fr", "es", "it"))
    name = plain_name(draw, shelf, language)
    brand = ""
    store = draw.choice(brands)
    kind = draw.random()
    if kind < 1 / 6:
        brand = store["name"]
        name = f"{brand} {name}"
    elif kind < 1 / 2:
        name = f"{draw.choice(series)} {draw.choice((10, 20, 25, 30, 50, 100)) * draw.choice((1, 2, 3, 5, 7))} {name}"
    return {"id": f"p{number:06}", "kind": "product", "name": name[:1].upper() + name[1:], "aliases": "", "brand": brand,
            "category": shelf, "tags": "", "store": store["id"], "popularity": "0"}


def make_products(count, stores):
    """`count` rows, sold by the given stores."""
    draw = random.Random(SEED)
    series = series_names(draw)
    return [write_product(draw, number, series, stores) for number in range(count)]
