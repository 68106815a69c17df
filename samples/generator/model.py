"""The plan of a made-up mall. All coordinates are drawing millimetres, integers, x along the concourses."""

from dataclasses import dataclass, field


@dataclass
class Unit:
    key: str  # unique within the mall: what ids are made from
    category: str  # IMDF unit category
    rings: list  # shell counter-clockwise, holes clockwise, none closed
    label_at: tuple
    ref: str = ""
    name: dict = field(default_factory=dict)  # by locale
    direction: str = ""  # of an escalator: "up" or "down"
    restriction: str = ""


@dataclass
class Opening:
    key: str
    line: tuple  # two points
    category: str = "pedestrian"


@dataclass
class Fixture:
    key: str
    category: str
    ring: list


@dataclass
class Amenity:
    key: str
    category: str
    point: tuple
    unit: str  # key of the unit it stands in


@dataclass
class Stop:
    level: int
    unit: str  # key


@dataclass
class Connector:
    key: str
    category: str
    name: dict
    direction: str  # "both", "up", "down"
    accessible: bool
    stops: list = field(default_factory=list)


@dataclass
class Spot:
    """A named start point of a walk."""

    slug: str
    kind: str
    name: dict
    level: int
    point: tuple
    heading: float  # clockwise from the drawing's +y axis


@dataclass
class Level:
    ordinal: int
    short_name: str
    name: dict
    elevation: float  # m
    outline: list
    units: list = field(default_factory=list)
    openings: list = field(default_factory=list)
    fixtures: list = field(default_factory=list)
    amenities: list = field(default_factory=list)
    kiosks: list = field(default_factory=list)


@dataclass
class Mall:
    slug: str
    name: str
    levels: list
    connectors: list
    spots: list


def rectangle(x0, y0, x1, y1):
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def hole(x0, y0, x1, y1):
    return [(x0, y0), (x0, y1), (x1, y1), (x1, y0)]
