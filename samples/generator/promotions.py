"""What is on offer, in every state, for every audience.

No date makes the sample stale: what is live was so from the first of January 2026 and ends with the year 2099, what is
scheduled begins in 2090, what has ended did so in 2025.
"""

from dataclasses import dataclass

LIVE = ("2026-01-01 00:00", "2099-12-31 20:00")
SCHEDULED = ("2090-05-02 10:00", "2090-05-09 20:00")
ENDED = ("2025-03-03 08:00", "2025-04-06 20:00")  # over the change to summer time


@dataclass
class Offer:
    slug: str
    name: dict  # by locale
    when: tuple
    audience: str
    about: str = ""  # the product it is for; none: the mall's own
    kind: str = "standard"
    discount: int = 0  # percent
    cap: int = 0  # 0: without limit
    draft: bool = False
    terms: dict | None = None


ONCE = {"en": "Once a person and day", "de": "Einmal pro Person und Tag"}
STOCKS = {"en": "While stocks last", "de": "Solange der Vorrat reicht"}


def named(english, german):
    return {"en": english, "de": german}


OFFERS = (
    Offer("rye_week", named("Rye of the week: 20 % off", "Roggenbrot der Woche: 20 % günstiger"), LIVE,
          "near:50m:north_entrance", "rye_bread", discount=20, cap=500, terms=STOCKS),
    Offer("coffee_now", named("Coffee now: half the price", "Jetzt Kaffee: halber Preis"), LIVE, "inside",
          "filter_coffee", "flash", discount=50, cap=100, terms=ONCE),
    Offer("runners_club", named("Runners' club: 15 % off shoes", "Laufclub: 15 % auf Schuhe"), LIVE,
          "segment:runners", "running_shoes", discount=15),
    Offer("free_parking", named("Two hours of free parking", "Zwei Stunden kostenlos parken"), LIVE, "all",
          terms=ONCE),
    Offer("lunch_for_two", named("Lunch for two", "Mittagessen zu zweit"), LIVE, "near:200m:info_kiosk", "lunch_menu",
          discount=25, draft=True),
    Offer("lamp_hour", named("Lamp hour", "Lampenstunde"), SCHEDULED, "inside", "floor_lamp", "flash", discount=40,
          cap=20, draft=True, terms=STOCKS),
    Offer("reading_spring", named("Spring of reading: 10 % off", "Lesefrühling: 10 % günstiger"), SCHEDULED, "all",
          "river_atlas", discount=10),
    Offer("birthday", named("The mall's birthday: cake for the first 1,000", "Geburtstag: Kuchen für die ersten 1.000"),
          SCHEDULED, "inside", kind="flash", cap=1000, terms=ONCE),
    Offer("glasses_month", named("Reading glasses: 30 % off", "Lesebrillen: 30 % günstiger"), ENDED, "all",
          "reading_glasses", discount=30, cap=200),
    Offer("toy_hour", named("Toy hour: 35 % off trains", "Spielstunde: 35 % auf Züge"), ENDED, "near:100m:parking",
          "wooden_train", "flash", discount=35, cap=50),
)


def promote(products):
    """The offers, each with its product (None: the mall's own); without those whose product nobody here sells."""
    sold = {product.slug: product for product in products}
    return [(offer, sold.get(offer.about)) for offer in OFFERS if not offer.about or offer.about in sold]
