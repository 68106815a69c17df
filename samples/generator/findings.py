"""What those who run the mall say of its search."""

from dataclasses import dataclass

SYNONYMS = {
    "trainers": ("trainers", "sneakers", "running shoes", "Turnschuhe", "Laufschuhe"),
    "way_in": ("entrance", "way in", "Eingang"),
}


@dataclass
class Pin:
    slug: str
    query: str
    targets: tuple


PINS = (
    Pin("gift_ideas", "gift ideas", ("jewellers", "books", "toys")),
    Pin("lunch", "lunch", ("kitchen",)),
)

# An eye test is no pair of glasses. Slug, query, product
EXCLUSIONS = (("no_test_for_glasses", "reading glasses", "eye_test"),)


def pins(stores):
    """Those of which every store is in the mall."""
    open_here = {store.slug for store in stores}
    return [Pin(pin.slug, pin.query, [f"store:{slug}" for slug in pin.targets])
            for pin in PINS if open_here.issuperset(pin.targets)]


def exclusions(products):
    """Those whose product somebody here sells."""
    sold = {product.slug for product in products}
    return [(slug, query, f"product:{product}") for slug, query, product in EXCLUSIONS if product in sold]
