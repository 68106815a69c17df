"""Who is where: stores with made-up names, the tenants behind them and their leases. Vacant shops stay unnamed.

A few stores bear names that everybody knows and mistypes, so that search has something to show.
"""

import random
import re
from dataclasses import dataclass, field

DAY = "Mo-Sa 10:00-20:00; Su 12:00-18:00"
EARLY = "Mo-Sa 07:00-20:00; Su 08:00-18:00"
LATE = "Su-Th 11:00-23:00; Fr-Sa 11:00-02:00"
DESK = "Mo-Fr 09:00-18:30; Sa 10:00-16:00"

# category, English and German noun, hours, yearly rent per square metre, tags
TRADES = (
    ("food.bakery", "Bakery", "Bäckerei", EARLY, 620, ("bread", "breakfast")),
    ("fashion.clothing", "Fashion", "Mode", DAY, 480, ("clothing",)),
    ("food.cafe", "Café", "Café", EARLY, 560, ("coffee", "cake", "breakfast")),
    ("fashion.shoes", "Shoes", "Schuhe", DAY, 460, ("shoes", "repair")),
    ("health.pharmacy", "Pharmacy", "Apotheke", DESK, 590, ("medicine",)),
    ("media.books", "Books", "Bücher", DAY, 310, ("books", "stationery")),
    ("electronics", "Electronics", "Elektronik", DAY, 390, ("phones", "computers")),
    ("health.optician", "Opticians", "Optik", DESK, 520, ("glasses",)),
    ("food.restaurant", "Kitchen", "Küche", LATE, 430, ("lunch", "dinner")),
    ("sports", "Sports", "Sport", DAY, 350, ("outdoor", "running")),
    ("toys", "Toys", "Spielwaren", DAY, 330, ("children", "games")),
    ("home", "Living", "Wohnen", DAY, 290, ("furniture", "lamps")),
    ("beauty.hairdresser", "Hairdressers", "Friseure", DESK, 450, ("hair",)),
    ("jewellery", "Jewellers", "Juwelier", DAY, 690, ("watches", "gifts")),
    ("services.bank", "Bank", "Bank", DESK, 540, ("cash",)),
    ("food.grocery", "Market", "Markt", EARLY, 260, ("groceries", "organic")),
)
# By the number of the store, whose trade they are of: slug, name (with the tenant's own), brand, other names
KNOWN = {
    18: ("h-and-m", "H&M", "H&M", ("Hennes & Mauritz", "H and M")),
    19: ("starbucks", "Starbucks", "Starbucks", ("Starbucks Coffee",)),
    25: ("mcdonalds", "McDonald's", "McDonald's", ("McDo", "Mäcces")),
    36: ("schuhhaus", "Schuhhaus {}", "", ("Rosnonox Schuhe",)),
}
STARTS = ("Bal", "Dor", "Fel", "Gan", "Hel", "Jor", "Kal", "Lun", "Mar", "Nev", "Or", "Pel", "Quin", "Ros", "Sil", "Tal",
          "Ul", "Vel", "Wen", "Yar", "Zan")
MIDDLES = ("a", "be", "di", "fo", "go", "la", "mi", "no", "ro", "sta", "ti", "va")
ENDS = ("dal", "fin", "garn", "lind", "mora", "nox", "quist", "rell", "sund", "trop", "vik", "zetti")


@dataclass
class Tenant:
    slug: str
    name: str
    number: int


@dataclass
class Store:
    slug: str
    name: dict
    tenant: Tenant
    trade: tuple
    units: list
    level: str
    number: int
    brand: str = ""
    aliases: tuple = ()
    area: float = 0  # m2
    lease: dict = field(default_factory=dict)  # first year, year of the end or None, yearly rent


def slug_of(text):
    plain = text.lower().translate(str.maketrans({"é": "e", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def brands(rng):
    """Endless invented words, each once: after the pool is used up they go on with a second word."""
    pool = [a + b + c for a in STARTS for b in MIDDLES for c in ENDS]
    rng.shuffle(pool)
    yield from pool
    yield from (f"{first} {second}" for first in pool for second in pool)


def let(mall, seed):
    """Gives most shops a store and names their units after it; returns the stores. About one shop in twenty stays vacant."""
    rng = random.Random(f"tenancy {seed}")
    names = brands(rng)
    stores, tenants = [], []
    for level in mall.levels:
        shops = [unit for unit in level.units if unit.category == "retail"]
        while shops:
            taken = [shops.pop(0)]
            turn = len(stores) + 1
            if turn % 20 == 12 and shops:
                shops.pop(0)  # vacant
            if turn % 40 == 6 and shops and neighbours(taken[0], shops[0]):
                taken.append(shops.pop(0))
            trade = TRADES[len(stores) % len(TRADES)]
            if len(stores) % 8 == 7:  # a tenant with a second shop
                tenant = tenants[rng.randrange(len(tenants))]
            else:
                brand = next(names)
                tenant = Tenant(slug_of(brand), brand, len(tenants) + 1)
                tenants.append(tenant)
            stores.append(make_store(stores, tenant, trade, taken, level, rng))
    return tenants, stores


def neighbours(a, b):
    return a.rings[0][1] == b.rings[0][0] and a.rings[0][2] == b.rings[0][3]


def make_store(stores, tenant, trade, units, level, rng):
    _, english, german, _, rent, _ = trade
    name = {"en": f"{tenant.name} {english}", "de": f"{tenant.name} {german}"}
    slug = slug_of(english)  # the first of its trade is plainly "bakery", later ones carry their brand
    taken = {store.slug for store in stores}
    if slug in taken:
        slug = slug_of(name["en"])
    if slug in taken:
        slug = f"{slug}-{level.short_name.lower()}-{units[0].ref.split('-')[1]}"
    number = len(stores) + 1
    brand, aliases = "", ()
    if number in KNOWN:
        slug, known, brand, aliases = KNOWN[number]
        name = dict.fromkeys(name, known.format(tenant.name))
    store = Store(slug, name, tenant, trade, [f"{unit.ref}@{level.short_name}" for unit in units],
                  level.short_name, number, brand, aliases)
    for unit in units:
        unit.name = dict(name)
        (x0, y0), _, (x1, y1), _ = unit.rings[0]
        store.area += (x1 - x0) * (y1 - y0) / 1e6
    begin = rng.randrange(2021, 2026)
    end = None if rng.randrange(3) == 0 else begin + rng.choice((20, 25, 30))
    store.lease = {"from": begin, "to": end, "rent": round(store.area * rent / 100) * 100}
    return store
