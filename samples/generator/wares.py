"""What the stores sell: two or three made-up products for each store of a trade that sells any."""

import random
from dataclasses import dataclass

# By category of the store: key, English and German name, price in cents, stock (None: not counted), tags
WARES = {
    "food.bakery": (
        ("rye_bread", "Rye bread", "Roggenbrot", 420, None, ("bread", "vegan")),
        ("butter_croissant", "Butter croissant", "Buttercroissant", 190, None, ("breakfast",)),
        ("poppy_seed_cake", "Poppy seed cake", "Mohnkuchen", 310, None, ("cake",)),
    ),
    "fashion.clothing": (
        ("linen_shirt", "Linen shirt", "Leinenhemd", 4990, 42, ("summer",)),
        ("wool_coat", "Wool coat", "Wollmantel", 18900, 12, ("winter",)),
        ("rain_jacket", "Rain jacket", "Regenjacke", 8990, 25, ("outdoor",)),
    ),
    "food.cafe": (
        ("filter_coffee", "Filter coffee", "Filterkaffee", 290, None, ("coffee", "vegan")),
        ("cheesecake", "Cheesecake", "Käsekuchen", 450, None, ("cake",)),
    ),
    "fashion.shoes": (
        ("walking_shoes", "Walking shoes", "Wanderschuhe", 11900, 30, ("outdoor",)),
        ("resoling", "Resoling", "Neue Sohlen", 3900, None, ("repair",)),
    ),
    "health.pharmacy": (
        ("first_aid_kit", "First-aid kit", "Verbandkasten", 1495, 60, ("travel",)),
        ("sun_cream", "Sun cream, factor 50", "Sonnencreme, Faktor 50", 1290, 80, ("summer", "travel")),
    ),
    "media.books": (
        ("river_atlas", "Atlas of rivers", "Atlas der Flüsse", 3200, 9, ("gifts",)),
        ("notebook_a5", "Notebook A5, dotted", "Notizbuch A5, gepunktet", 990, 120, ("stationery",)),
    ),
    "electronics": (
        ("headphones", "Headphones", "Kopfhörer", 7990, 35, ("music",)),
        ("phone_case", "Phone case", "Handyhülle", 1990, 150, ("phones",)),
        ("usb_charger", "USB charger, 30 W", "USB-Ladegerät, 30 W", 2490, 90, ("phones", "travel")),
    ),
    "health.optician": (
        ("reading_glasses", "Reading glasses", "Lesebrille", 3900, 55, ("glasses",)),
        ("eye_test", "Eye test", "Sehtest", 0, None, ("glasses", "service")),
    ),
    "food.restaurant": (
        ("lunch_menu", "Lunch menu", "Mittagsmenü", 1250, None, ("lunch",)),
        ("lentil_curry", "Lentil curry", "Linsencurry", 1180, None, ("dinner", "vegan")),
    ),
    "sports": (
        ("running_shoes", "Running shoes", "Laufschuhe", 12900, 28, ("running",)),
        ("yoga_mat", "Yoga mat", "Yogamatte", 2990, 40, ("indoor",)),
    ),
    "toys": (
        ("wooden_train", "Wooden train", "Holzeisenbahn", 3490, 18, ("children",)),
        ("board_game", "Board game", "Brettspiel", 2790, 22, ("games",)),
    ),
    "home": (
        ("floor_lamp", "Floor lamp", "Stehlampe", 8900, 14, ("lamps",)),
        ("wool_blanket", "Wool blanket", "Wolldecke", 5900, 33, ("winter",)),
    ),
    "beauty.hairdresser": (
        ("shampoo", "Shampoo", "Shampoo", 990, 70, ("hair",)),
    ),
    "jewellery": (
        ("silver_ring", "Silver ring", "Silberring", 6900, 16, ("gifts",)),
        ("watch_strap", "Watch strap", "Uhrenarmband", 2900, 45, ("watches",)),
    ),
    "food.grocery": (
        ("apples_1kg", "Apples, 1 kg", "Äpfel, 1 kg", 329, None, ("organic", "vegan")),
        ("olive_oil", "Olive oil, 0.5 l", "Olivenöl, 0,5 l", 899, 64, ("vegan",)),
        ("oat_drink", "Oat drink, 1 l", "Haferdrink, 1 l", 219, 144, ("organic", "vegan")),
    ),
}


@dataclass
class Product:
    slug: str
    name: dict  # by locale
    store: object  # tenancy.Store
    key: str  # the same for this ware in every store
    sku: str
    cents: int
    stock: int | None
    tags: tuple


def article_number(store, position):
    """An EAN-13 of the range 20, which GS1 leaves to the shops themselves, with its check digit."""
    digits = f"20{store.number:06d}{position:04d}"
    weighted = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def stock_shelves(stores, seed):
    """The products of all stores. The first store of a trade has plain slugs and prices, later ones vary both."""
    rng = random.Random(f"wares {seed}")
    products, taken = [], set()
    for store in stores:
        for position, (key, english, german, cents, stock, tags) in enumerate(WARES.get(store.trade[0], ()), start=1):
            first = key not in taken
            taken.add(key)
            if not first:
                cents = cents * rng.randrange(80, 131) // 1000 * 10
            products.append(Product(key if first else f"{key}-{store.number:04d}", {"en": english, "de": german}, store,
                                    key, article_number(store, position), cents, stock, tags))
    return products
