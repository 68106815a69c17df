"""What the two GeoJSON formats share: closed rings in degrees, stable ids, one feature a line."""

import json
import uuid


def closed(ring, frame):
    points = [frame.to_degrees(point) for point in ring]
    return [*points, points[0]]


def polygon(rings, frame):
    return {"type": "Polygon", "coordinates": [closed(ring, frame) for ring in rings]}


def point(at, frame):
    return {"type": "Point", "coordinates": frame.to_degrees(at)}


def line(points, frame):
    return {"type": "LineString", "coordinates": [frame.to_degrees(at) for at in points]}


def id_of(mall, key):
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"https://{mall.slug}.example/{key}"))


def collection(features, **members):
    head = {"type": "FeatureCollection", **members}
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False, separators=(",", ":")) for feature in features)
    return json.dumps(head, ensure_ascii=False)[:-1] + ', "features": [\n' + lines + "\n]}\n"
