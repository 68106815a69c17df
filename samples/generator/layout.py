"""Where things are: parallel concourses with shops on both sides, strips of stairs, lifts and service rooms at the ends.

    y ^   shops | north entrance | shops
      |  [service]  concourse: escalators, void (upper levels), benches  [restroom]
      |  [stairs ]                                                       [lift    ]
      |   shops | south entrance | shops                                 [parking entrance]
      +--> x

Stairs and escalators are at the west end, near the entrances; the lift is at the east end: a wheelchair goes round.
A large mall has several concourses, with back-to-back shops between them and cross corridors at their ends.
"""

import random

from .model import Amenity, Connector, Fixture, Level, Mall, Opening, Spot, Stop, Unit, hole, rectangle

SHOP_DEPTH = 14_000
CONCOURSE = 16_000
STRIP = 8_000  # depth of the rooms at the west and east ends
CROSS = 6_000  # cross corridor between concourses
PASSAGE = 5_000  # entrance hall through a row of shops
BAND = CONCOURSE + 2 * SHOP_DEPTH
FRONTAGE = 8_500  # of an average shop
LEVEL_HEIGHT = 5.2  # m
UNITS_PER_CONCOURSE = 50
ROOMS_PER_CONCOURSE = 6  # stairs, service, lift, restroom, two escalators
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Layout:
    """The measures that all levels share."""

    def __init__(self, level_count, units_per_level):
        self.level_count = level_count
        self.units_per_level = units_per_level
        self.concourses = min(len(LETTERS), max(1, round(units_per_level / UNITS_PER_CONCOURSE)))
        most = self.shop_count(0)
        if self.shop_count(1) < 2 * self.concourses:
            raise ValueError(f"{units_per_level} units a level leave too few shops: at least 12 are needed")
        in_a_row = -(-most // (2 * self.concourses))
        self.west = STRIP
        self.east = STRIP + max(56_000, in_a_row * FRONTAGE + PASSAGE)
        self.width = self.east + STRIP
        self.depth = self.concourses * BAND
        self.south_passage = self.west + 2_000 + (self.east - self.west) // 6
        self.north_passage = self.west + (self.east - self.west) * 9 // 20

    def shop_count(self, ordinal):
        voids = self.concourses if ordinal > 0 else 0
        rooms = 1 + ROOMS_PER_CONCOURSE * self.concourses + 2 * (self.concourses - 1) + voids
        return self.units_per_level - rooms

    def floor(self, concourse):
        """The south edge of a concourse."""
        return SHOP_DEPTH + concourse * BAND

    def escalators(self, concourse):
        """The rectangle of the pair: the south one goes up, the north one down."""
        middle = self.floor(concourse) + CONCOURSE // 2
        return self.west + 8_000, middle - 2_000, self.west + 18_000, middle + 2_000

    def void(self, concourse):
        middle = self.floor(concourse) + CONCOURSE // 2
        return self.west + 23_000, middle - 3_500, self.east - 8_000, middle + 3_500


def make_mall(slug, name, level_count, units_per_level, seed):
    """The plan without tenants: shops have numbers and no names yet."""
    layout = Layout(level_count, units_per_level)
    rng = random.Random(seed)
    levels = [make_level(layout, ordinal, rng) for ordinal in range(level_count)]
    return Mall(slug, name, levels, make_connectors(layout, levels), make_spots(layout))


def make_level(layout, ordinal, rng):
    short = "G" if ordinal == 0 else str(ordinal)
    name = (
        {"en": "Ground floor", "de": "Erdgeschoss"}
        if ordinal == 0
        else {"en": f"Level {ordinal}", "de": f"{ordinal}. Obergeschoss"}
    )
    outline = rectangle(0, 0, layout.width, layout.depth)
    level = Level(ordinal, short, name, round(ordinal * LEVEL_HEIGHT, 2), outline)
    add_walkway(level, layout)
    for concourse in range(layout.concourses):
        add_rooms(level, layout, concourse)
        add_furniture(level, layout, concourse)
    for concourse in range(layout.concourses - 1):
        add_plant_rooms(level, layout, concourse)
    add_shops(level, layout, rng)
    return level


def add_walkway(level, layout):
    west, east, north = layout.west, layout.east, layout.depth - SHOP_DEPTH
    shell = [(west, SHOP_DEPTH)]
    if level.ordinal == 0:
        shell += notch(layout.south_passage, SHOP_DEPTH, 0, PASSAGE)
        shell += [(layout.width, SHOP_DEPTH), (layout.width, SHOP_DEPTH + PASSAGE), (east, SHOP_DEPTH + PASSAGE)]
    else:
        shell.append((east, SHOP_DEPTH))
    shell.append((east, north))
    if level.ordinal == 0:
        shell += notch(layout.north_passage + PASSAGE, north, layout.depth, -PASSAGE)
    shell.append((west, north))
    holes = []
    for concourse in range(layout.concourses):
        holes.append(hole(*layout.escalators(concourse)))
        if level.ordinal > 0:
            holes.append(hole(*layout.void(concourse)))
        if concourse > 0:
            south = layout.floor(concourse)
            holes.append(hole(west + CROSS, south - 2 * SHOP_DEPTH, east - CROSS, south))
    name = {"en": "Concourse", "de": "Ladenstraße"}
    at = (west + 3_000, SHOP_DEPTH + CONCOURSE // 2)
    level.units.append(Unit(f"{level.short_name}/walkway", "walkway", [shell, *holes], at, name=name))
    if level.ordinal == 0:
        add_entrances(level, layout)


def notch(x, y, depth, width):
    return [(x, y), (x, depth), (x + width, depth), (x + width, y)]


def add_entrances(level, layout):
    def entrance(key, a, b):
        level.openings.append(Opening(f"{level.short_name}/entrance/{key}", (a, b), "pedestrian.principal"))

    south, north, y = layout.south_passage + 1_000, layout.north_passage + 1_000, SHOP_DEPTH + 1_000
    entrance("south", (south, 0), (south + 3_000, 0))
    entrance("north", (north + 3_000, layout.depth), (north, layout.depth))
    entrance("parking", (layout.width, y), (layout.width, y + 3_000))


def add_unit(level, key, category, box, **more):
    x0, y0, x1, y1 = box
    key = f"{level.short_name}/{key}"
    unit = Unit(key, category, [rectangle(*box)], ((x0 + x1) // 2, (y0 + y1) // 2), **more)
    level.units.append(unit)
    return unit


def add_door(level, unit, a, b, category="pedestrian"):
    level.openings.append(Opening(f"{unit.key}/door", (a, b), category))


def add_rooms(level, layout, concourse):
    letter, south = LETTERS[concourse], layout.floor(concourse)
    west, east = layout.west, layout.east

    def room(kind, category, box, name, door_x, door, **more):
        named = {locale: f"{text} {letter}" for locale, text in name.items()}
        unit = add_unit(level, f"{kind}-{letter}", category, box, name=named, **more)
        middle = (box[1] + box[3]) // 2
        add_door(level, unit, (door_x, middle - door // 2), (door_x, middle + door // 2))
        return unit

    room("stairs", "stairs", (0, south, west, south + 6_000), {"en": "Stairs", "de": "Treppe"}, west, 2_000)
    room("service", "nonpublic", (0, south + 6_000, west, south + CONCOURSE), {"en": "Service", "de": "Technik"},
         west, 1_000, restriction="employeesonly")
    room("lift", "elevator", (east, south + 6_000, east + 3_000, south + 9_000), {"en": "Lift", "de": "Aufzug"},
         east, 1_200)
    toilets = room("restroom", "restroom", (east, south + 9_000, layout.width, south + CONCOURSE),
                   {"en": "Toilets", "de": "Toiletten"}, east, 1_200)
    level.amenities.append(Amenity(f"{toilets.key}/amenity", "restroom", toilets.label_at, toilets.key))
    x0, y0, x1, y1 = layout.escalators(concourse)
    middle = (y0 + y1) // 2
    room("escalator-up", "escalator", (x0, y0, x1, middle), {"en": "Escalator up", "de": "Rolltreppe aufwärts"},
         x0, 1_200, direction="up")
    room("escalator-down", "escalator", (x0, middle, x1, y1), {"en": "Escalator down", "de": "Rolltreppe abwärts"},
         x0, 1_200, direction="down")
    if level.ordinal > 0:
        add_unit(level, f"void-{letter}", "opentobelow", layout.void(concourse))


def add_plant_rooms(level, layout, concourse):
    """The ends of the block of shops between two concourses."""
    letter, south = LETTERS[concourse], layout.floor(concourse) + CONCOURSE
    middle = south + SHOP_DEPTH
    for side, x0, x1, door_x in (("west", 0, layout.west, layout.west), ("east", layout.east, layout.width, layout.east)):
        unit = add_unit(level, f"plant-{side}-{letter}", "nonpublic", (x0, south, x1, south + 2 * SHOP_DEPTH),
                        name={"en": f"Plant room {letter} {side}", "de": f"Haustechnik {letter} {side}"},
                        restriction="employeesonly")
        add_door(level, unit, (door_x, middle - 500), (door_x, middle + 500))


def add_furniture(level, layout, concourse):
    """Benches along the void (or above where it would be); on the ground floor plants and an information kiosk."""
    prefix, letter = level.short_name, LETTERS[concourse]
    x0, y0, x1, y1 = layout.void(concourse)
    for i, x in enumerate(range(x0 + 3_000, x1 - 4_000, 9_000)):
        for side, y in (("south", y0 - 1_000), ("north", y1 + 400)):
            level.fixtures.append(
                Fixture(f"{prefix}/bench-{letter}-{side}-{i}", "furniture", rectangle(x, y, x + 2_000, y + 600))
            )
    if level.ordinal > 0:
        return
    middle = (y0 + y1) // 2
    for i, x in enumerate((x0 + 1_000, x1 - 2_500)):
        level.fixtures.append(
            Fixture(f"{prefix}/plant-{letter}-{i}", "vegetation", rectangle(x, middle - 750, x + 1_500, middle + 750))
        )
    if concourse == 0:
        x = (x0 + x1) // 2
        level.kiosks.append((f"{prefix}/kiosk", rectangle(x - 1_500, middle - 1_000, x + 1_500, middle + 1_000)))
        walkway = f"{prefix}/walkway"
        level.amenities.append(Amenity(f"{prefix}/information", "information", (x - 2_300, middle), walkway))
        at = (layout.south_passage + PASSAGE + 1_500, SHOP_DEPTH + 800)
        level.amenities.append(Amenity(f"{prefix}/atm", "atm", at, walkway))


def rows_of(level, layout):
    """Each row of shops as (y0, y1, y of the front, stretches of x); passages cut the outer rows of the ground floor."""
    rows = []
    for concourse in range(layout.concourses):
        south = layout.floor(concourse)
        north = south + CONCOURSE
        for y0, front, outer, passage in (
            (south - SHOP_DEPTH, south, concourse == 0, layout.south_passage),
            (north, north, concourse == layout.concourses - 1, layout.north_passage),
        ):
            if not outer:
                stretches = [(layout.west + CROSS, layout.east - CROSS)]
            elif level.ordinal == 0:
                stretches = [(layout.west, passage), (passage + PASSAGE, layout.east)]
            else:
                stretches = [(layout.west, layout.east)]
            rows.append((y0, y0 + SHOP_DEPTH, front, outer, stretches))
    return rows


def share(total, lengths):
    """Shares out `total` in proportion to lengths, at least one each, exactly (largest remainders, first ones win ties)."""
    spare, whole = total - len(lengths), sum(lengths)
    counts = [1 + spare * length // whole for length in lengths]
    order = sorted(range(len(lengths)), key=lambda i: (-(spare * lengths[i] % whole), i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts


def split(start, end, count, rng):
    """Cuts a stretch into `count` shops of varied width, to 100 mm."""
    weights = [rng.randrange(70, 131) for _ in range(count)]
    cuts, passed = [start], 0
    for weight in weights[:-1]:
        passed += weight
        cuts.append(start + (end - start) * passed // sum(weights) // 100 * 100)
    return [*cuts, end]


def add_shops(level, layout, rng):
    stretches = [(row, stretch) for row in rows_of(level, layout) for stretch in row[4]]
    counts = share(layout.shop_count(level.ordinal), [end - start for _, (start, end) in stretches])
    number = 0
    for ((y0, y1, front, outer, _), (start, end)), count in zip(stretches, counts):
        cuts = split(start, end, count, rng)
        for a, b in zip(cuts, cuts[1:]):
            number += 1
            x0 = 0 if outer and a == layout.west else a
            x1 = layout.width if outer and b == layout.east else b
            ref = f"{level.short_name}-{number:02d}"
            unit = add_unit(level, ref, "retail", (x0, y0, x1, y1), ref=ref)
            width = min(rng.randrange(12, 31) * 100, (b - a) // 200 * 100)
            door = a + 500 + (b - a - width - 1_000) * rng.randrange(20, 81) // 10_000 * 100
            add_door(level, unit, (door, front), (door + width, front))


def make_connectors(layout, levels):
    kinds = (
        ("stairs", "stairs", {"en": "Stairs", "de": "Treppe"}, "both", False),
        ("lift", "elevator", {"en": "Lift", "de": "Aufzug"}, "both", True),
        ("escalator-up", "escalator", {"en": "Escalator up", "de": "Rolltreppe aufwärts"}, "up", False),
        ("escalator-down", "escalator", {"en": "Escalator down", "de": "Rolltreppe abwärts"}, "down", False),
    )
    connectors = []
    for letter in LETTERS[: layout.concourses if len(levels) > 1 else 0]:
        for kind, category, name, direction, accessible in kinds:
            named = {locale: f"{text} {letter}" for locale, text in name.items()}
            stops = [Stop(level.ordinal, f"{level.short_name}/{kind}-{letter}") for level in levels]
            connectors.append(Connector(f"{kind}-{letter}", category, named, direction, accessible, stops))
    return connectors


def make_spots(layout):
    x0, y0, x1, y1 = layout.void(0)
    south, north = layout.south_passage + PASSAGE // 2, layout.north_passage + PASSAGE // 2
    return [
        Spot("north_entrance", "entrance", {"en": "North entrance", "de": "Eingang Nord"}, 0,
             (north, layout.depth - 1_500), 180),
        Spot("south_entrance", "entrance", {"en": "South entrance", "de": "Eingang Süd"}, 0, (south, 1_500), 0),
        Spot("parking", "entrance", {"en": "Parking entrance", "de": "Eingang Parkplatz"}, 0,
             (layout.width - 1_500, SHOP_DEPTH + PASSAGE // 2), 270),
        Spot("info_kiosk", "kiosk", {"en": "Information kiosk", "de": "Informationsstand"}, 0,
             ((x0 + x1) // 2, (y0 + y1) // 2 - 2_000), 0),
    ]
