"""The plan as an IMDF 1.0.0 archive: a dictionary from file name to text."""

import io
import json
import zipfile

from . import features
from .features import id_of

CREATED = "2026-01-01T00:00:00Z"  # fixed, so that the same arguments give the same bytes


class Archive:
    def __init__(self, mall, frame):
        self.mall = mall
        self.frame = frame
        self.files = {}

    def add(self, kind, key, geometry, **properties):
        feature = {"id": id_of(self.mall, key), "type": "Feature", "feature_type": kind, "geometry": geometry,
                   "properties": properties}
        self.files.setdefault(kind, []).append(feature)
        return feature["id"]


def archive(mall, frame):
    out = Archive(mall, frame)
    add_venue(out)
    for level in mall.levels:
        add_level(out, level)
    for connector in mall.connectors:
        add_relationship(out, connector)
    manifest = {"version": "1.0.0", "created": CREATED, "generated_by": "mallctl samples/generate", "language": "en"}
    texts = {"manifest.json": json.dumps(manifest, indent=2) + "\n"}
    for kind, found in out.files.items():
        texts[f"{kind}.geojson"] = features.collection(found, name=kind)
    return texts


def zipped(texts):
    """The same archive as the bytes of a zip whose members carry a fixed date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(texts):
            member = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            out.writestr(member, texts[name].encode())
    return buffer.getvalue()


def add_venue(out):
    mall, frame = out.mall, out.frame
    outline = mall.levels[0].outline
    (x0, y0), _, (x1, y1), _ = outline
    names = {"en": mall.name, "de": mall.name}
    address = out.add("address", "address", None, address="Uferstraße 1", unit=None, locality="Neuwasser",
                      province="DE-BW", country="DE", postal_code=None, postal_code_ext=None, postal_code_vanity=None)
    centre = features.point(((x0 + x1) // 2, (y0 + y1) // 2), frame)
    out.add("venue", "venue", features.polygon([outline], frame), category="shoppingcenter", restriction=None,
            name=names, alt_name=None, hours=None, phone=None, website=None, display_point=centre, address_id=address)
    building = out.add("building", "building", None, name=names, alt_name=None, category="unspecified",
                       restriction=None, display_point=centre, address_id=address)
    out.add("footprint", "footprint", features.polygon([outline], frame), category="ground", name=None,
            building_ids=[building])


def add_level(out, level):
    mall, frame, at = out.mall, out.frame, level.short_name
    level_id = out.add(
        "level", f"{at}/level", features.polygon([level.outline], frame), category="unspecified", restriction=None,
        outdoor=False, ordinal=level.ordinal, name=level.name, short_name={"en": at}, display_point=None,
        address_id=None, building_ids=[id_of(mall, "building")])
    for unit in level.units:
        out.add("unit", unit.key, features.polygon(unit.rings, frame), category=unit.category,
                restriction=unit.restriction or None, accessibility=None, name=unit.name or None,
                alt_name={"en": unit.ref} if unit.ref else None,
                display_point=features.point(unit.label_at, frame), level_id=level_id)
    for opening in level.openings:
        out.add("opening", opening.key, features.line(opening.line, frame), category=opening.category,
                accessibility=None, access_control=None, door=None, name=None, alt_name=None, display_point=None,
                level_id=level_id)
    for fixture in level.fixtures:
        out.add("fixture", fixture.key, features.polygon([fixture.ring], frame), category=fixture.category, name=None,
                alt_name=None, anchor_id=None, display_point=None, level_id=level_id)
    for key, ring in level.kiosks:
        out.add("kiosk", key, features.polygon([ring], frame), name=None, alt_name=None, anchor_id=None,
                display_point=None, level_id=level_id)
    for amenity in level.amenities:
        out.add("amenity", amenity.key, features.point(amenity.point, frame), category=amenity.category,
                accessibility=None, name=None, alt_name=None, hours=None, phone=None, website=None,
                unit_ids=[id_of(mall, amenity.unit)], address_id=None, correlation_id=None)


def add_relationship(out, connector):
    """From the lowest stop to the highest, the floors between as intermediaries; an escalator that goes down the other way round."""
    directed = connector.direction != "both"
    ends = list(reversed(connector.stops)) if connector.direction == "down" else connector.stops
    stops = [{"id": id_of(out.mall, stop.unit), "feature_type": "unit"} for stop in ends]
    out.add("relationship", f"connector/{connector.key}", None, category=connector.category,
            direction="directed" if directed else "undirected", origin=stops[0], intermediary=stops[1:-1] or None,
            destination=stops[-1], hours=None)
