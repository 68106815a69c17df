"""What belongs to the building and not to a store: parking zones east of it, and what is or will be out of use.

Closures do not age: one has long been over, the planned ones are in 2090, those of vacant shops have no end.
"""

from dataclasses import dataclass

from .contracts import vacant_shops
from .model import rectangle

SQUARE_METRES_A_BAY = 25  # with its share of the lane


@dataclass
class ParkingZone:
    slug: str
    name: dict  # by locale
    ring: list  # in drawing millimetres, not closed
    capacity: int
    hours: str


@dataclass
class Closure:
    slug: str
    reason: dict  # by locale
    begin: str
    until: str  # empty: until further notice
    connector: str = ""
    unit: str = ""
    ring: list | None = None  # an area of the ground floor


def parking_zones(mall):
    """Three strips along the east side, from south to north."""
    ground = mall.levels[0]
    width, depth = ground.outline[2]
    zones = []
    for slug, english, german, y0, y1, x1, hours in (
        ("p1_visitors", "P1 visitors", "P1 Besucher", 0, depth // 2, 60_000, ""),
        ("p2_family", "P2 families", "P2 Familien", depth // 2 + 2_000, depth * 3 // 4, 40_000, ""),
        ("p3_charging", "P3 charging", "P3 Ladeplätze", depth * 3 // 4 + 2_000, depth, 40_000, "24/7"),
    ):
        ring = rectangle(width + 8_000, y0, width + 8_000 + x1, y1)
        bays = x1 * (y1 - y0) // 1_000_000 // SQUARE_METRES_A_BAY
        zones.append(ParkingZone(slug, {"en": english, "de": german}, ring, bays, hours))
    return zones


def closures(mall, stores):
    found = [
        Closure("concourse_paint", {"en": "The floor is being painted", "de": "Der Boden wird gestrichen"},
                "2090-02-12 20:00", "2090-02-13 08:00", ring=rectangle(10_000, 18_000, 14_000, 22_000)),
    ]
    if mall.connectors:
        found += [
            Closure("lift_a_cabin", {"en": "Lift A gets a new cabin", "de": "Aufzug A bekommt eine neue Kabine"},
                    "2090-02-05 06:00", "2090-02-07 10:00", connector="Lift A"),
            Closure("stairs_a_rails", {"en": "New handrails", "de": "Neue Handläufe"}, "2025-02-03 06:00",
                    "2025-02-05 10:00", connector="Stairs A"),
        ]
    for unit in vacant_shops(mall, stores):
        slug = "to_let_" + unit.split("@")[0].lower()
        found.append(Closure(slug, {"en": "To let", "de": "Zu vermieten"}, "2020-07-01 00:00", "", unit=unit))
    return found
