"""A made-up plan of any size as GeoJSON: levels of rooms along corridors, as a large mall or campus has them.

Rooms have 4 to 12 corners (the columns of the building stand in some), a name in two languages, a number, a category and
an id; each has a door to its corridor. The same arguments give the same bytes.
"""

import json
import math
import random
import uuid

METRE = 1 / 111_320  # degrees of latitude
DECIMALS = 14  # as most plans in use have them, in GeoJSON and IMDF
LEVELS = 10
ROOM_WIDTH, ROOM_DEPTH, CORRIDOR, COLUMN = 4.0, 5.0, 3.0, 0.3  # metres
CATEGORIES = ("retail",) * 6 + ("foodservice", "office", "storage", "restroom")
NAMES = ("Nordlicht", "Corner Café", "Velvet & Co", "Pâtisserie Lune", "Blue Harbour", "Książki", "Sole Mio", "Fix-it")
AMENITIES = ("atm", "information", "seating", "drinkingfountain")


class Floor:
    """Draws the features of one level; a metre grid from its south-west corner."""

    def __init__(self, ordinal, seed):
        self.ordinal = ordinal
        self.random = random.Random(seed * 1000 + ordinal)
        self.lat = 52.5
        self.lon = 13.4
        self.metre_east = METRE / math.cos(math.radians(self.lat))

    def position(self, x, y):
        return [round(self.lon + x * self.metre_east, DECIMALS), round(self.lat + y * METRE, DECIMALS)]

    def ring(self, corners):
        return [[self.position(x, y) for x, y in (*corners, corners[0])]]

    def feature(self, kind, shape, coordinates, **properties):
        return {"type": "Feature", "id": str(uuid.UUID(int=self.random.getrandbits(128), version=4)),
                "properties": {"class": kind, **properties},
                "geometry": {"type": shape, "coordinates": coordinates}}

    def box(self, kind, x0, y0, x1, y1, **properties):
        return self.feature(kind, "Polygon", self.ring([(x0, y0), (x1, y0), (x1, y1), (x0, y1)]), **properties)

    def room_corners(self, x, y):
        """A rectangle, less the columns that stand in its corners."""
        corners = []
        for cx, cy, dx, dy in ((x, y, 1, 1), (x + ROOM_WIDTH, y, -1, 1), (x + ROOM_WIDTH, y + ROOM_DEPTH, -1, -1),
                               (x, y + ROOM_DEPTH, 1, -1)):
            if self.random.random() < 0.5:
                corners.append((cx, cy))
                continue
            beside, above = (cx + dx * COLUMN, cy), (cx, cy + dy * COLUMN)
            inner = (cx + dx * COLUMN, cy + dy * COLUMN)
            corners += [above, inner, beside] if dx * dy > 0 else [beside, inner, above]
        return corners

    def room(self, number, x, y):
        name = self.random.choice(NAMES)
        return self.feature("unit", "Polygon", self.ring(self.room_corners(x, y)), level=self.ordinal,
                            category=self.random.choice(CATEGORIES), ref=f"{self.ordinal}.{number:05}",
                            name={"en": f"{name} {number}", "de": f"{name} Nr. {number}"})

    def door(self, x, y):
        middle = x + ROOM_WIDTH / 2
        line = [self.position(middle - 0.5, y), self.position(middle + 0.5, y)]
        return self.feature("opening", "LineString", line, level=self.ordinal, category="pedestrian", width=1.0)

    def features(self, count):
        """Exactly `count` of them, 50 at least."""
        strip_of = lambda columns: 4 * columns + 1  # rooms on both sides of a corridor, their doors, the corridor
        columns = max(4, int(math.sqrt(count / 2 * (ROOM_DEPTH + CORRIDOR / 2) / ROOM_WIDTH)))
        strips = (count - 2) // strip_of(columns)
        depth = 2 * ROOM_DEPTH + CORRIDOR
        width = columns * ROOM_WIDTH
        yield self.box("level", 0, 0, width + CORRIDOR, strips * depth, ordinal=self.ordinal,
                       short_name=str(self.ordinal), name={"en": f"Level {self.ordinal}"})
        yield self.box("unit", width, 0, width + CORRIDOR, strips * depth, level=self.ordinal, category="walkway")
        number = 0
        for strip in range(strips):
            y = strip * depth
            yield self.box("unit", 0, y + ROOM_DEPTH, width, y + ROOM_DEPTH + CORRIDOR, level=self.ordinal,
                           category="walkway")
            for column in range(columns):
                x = column * ROOM_WIDTH
                for room_y, door_y in ((y, y + ROOM_DEPTH), (y + ROOM_DEPTH + CORRIDOR, y + ROOM_DEPTH + CORRIDOR)):
                    number += 1
                    yield self.room(number, x, room_y)
                    yield self.door(x, door_y)
        for i in range(count - 2 - strips * strip_of(columns)):
            point = self.position(self.random.random() * width, ROOM_DEPTH + 1 + i % strips * depth)
            yield self.feature("amenity", "Point", point, level=self.ordinal, category=self.random.choice(AMENITIES))


def write_plan(path, count, seed=1):
    """Writes `count` features in all, the levels among them; returns how many are units."""
    units = 0
    with open(path, "w", encoding="utf-8") as out:
        out.write('{"type": "FeatureCollection", "name": "Big", "features": [\n')
        written = 0
        for ordinal in range(LEVELS):
            share = (count - written) // (LEVELS - ordinal)
            for feature in Floor(ordinal, seed).features(share):
                units += feature["properties"]["class"] == "unit"
                out.write((",\n" if written else "") + json.dumps(feature, ensure_ascii=False, separators=(",", ":")))
                written += 1
        out.write("\n]}\n")
    return units
