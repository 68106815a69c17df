"""The plan as plain GeoJSON (RFC 7946): every feature says its `class`, its `level` and its `category`."""

from . import features
from .features import id_of


def document(mall, frame):
    """All levels in one file."""
    found = []
    for level in mall.levels:
        found += level_features(mall, level, frame)
    return features.collection(found + [connector_feature(mall, c, frame) for c in mall.connectors], name=mall.name)


def level_features(mall, level, frame):
    found = []

    def add(key, kind, geometry, **properties):
        kept = {name: value for name, value in properties.items() if value not in ("", None, {})}
        found.append({"type": "Feature", "id": id_of(mall, key), "properties": {"class": kind, **kept},
                      "geometry": geometry})

    at = level.short_name
    add(f"{at}/level", "level", features.polygon([level.outline], frame), ordinal=level.ordinal, short_name=at,
        elevation=level.elevation, name=level.name, building=mall.name)
    for unit in level.units:
        add(unit.key, "unit", features.polygon(unit.rings, frame), level=at, category=unit.category, ref=unit.ref,
            name=unit.name, direction=unit.direction, restriction=unit.restriction)
    for opening in level.openings:
        add(opening.key, "opening", features.line(opening.line, frame), level=at, category=opening.category)
    for fixture in level.fixtures:
        add(fixture.key, "fixture", features.polygon([fixture.ring], frame), level=at, category=fixture.category)
    for key, ring in level.kiosks:
        add(key, "kiosk", features.polygon([ring], frame), level=at)
    for amenity in level.amenities:
        add(amenity.key, "amenity", features.point(amenity.point, frame), level=at, category=amenity.category)
    return found


def connector_feature(mall, connector, frame):
    lowest = connector.stops[0]
    unit = next(u for u in mall.levels[lowest.level].units if u.key == lowest.unit)
    stops = [{"level": mall.levels[stop.level].short_name, "unit": id_of(mall, stop.unit)} for stop in connector.stops]
    properties = {"class": "connector", "category": connector.category, "name": connector.name,
                  "direction": connector.direction, "accessible": connector.accessible, "stops": stops}
    return {"type": "Feature", "id": id_of(mall, f"connector/{connector.key}"), "properties": properties,
            "geometry": features.point(unit.label_at, frame)}
