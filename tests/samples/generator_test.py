"""The generator of samples: same arguments, same bytes; clean geometry; the committed sample is its output."""

import bisect
import contextlib
import csv
import importlib.machinery
import importlib.util
import io
import json
import math
import pathlib
import re
import sys
import tempfile
import unittest
import zipfile

sys.dont_write_bytecode = True
SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"
sys.path.insert(0, str(SAMPLES))

from generator import layout, tenancy  # noqa: E402
from generator.frame import Frame  # noqa: E402


def load_program():
    loader = importlib.machinery.SourceFileLoader("generate", str(SAMPLES / "generate"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("generate", loader))
    loader.exec_module(module)
    return module


def generate(*arguments):
    """Every file that the program writes, by its path below --out."""
    with tempfile.TemporaryDirectory() as out, contextlib.redirect_stderr(io.StringIO()):
        load_program().main(["--out", out, *arguments])
        return {str(path.relative_to(out)): path.read_bytes() for path in pathlib.Path(out).rglob("*") if path.is_file()}


def edges(rings):
    return [(a, b) for ring in rings for a, b in zip(ring, ring[1:] + ring[:1])]


def on_edge(point, edge):
    (x, y), ((x0, y0), (x1, y1)) = point, edge
    cross = (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
    return cross == 0 and min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1)


def inside(point, rings):
    """Even-odd rule; the point lies on no edge."""
    x, y = point
    crossings = 0
    for (x0, y0), (x1, y1) in edges(rings):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            crossings += 1
    return crossings % 2 == 1


def touching(level, opening):
    return [u for u in level.units if any(all(on_edge(p, e) for p in opening.line) for e in edges(u.rings))]


class Geometry(unittest.TestCase):
    SIZES = ((1, 12, 1), (3, 22, 7), (2, 75, 3), (2, 150, 7))

    def malls(self):
        for levels, units, seed in self.SIZES:
            with self.subTest(levels=levels, units=units, seed=seed):
                yield layout.make_mall("test", "Test", levels, units, seed), units

    def test_every_level_has_the_units_asked_for(self):
        for mall, units in self.malls():
            for level in mall.levels:
                self.assertEqual(len(level.units), units)

    def test_units_do_not_overlap(self):
        for mall, _ in self.malls():
            for level in mall.levels:
                xs = sorted({x for unit in level.units for ring in unit.rings for x, _ in ring})
                ys = sorted({y for unit in level.units for ring in unit.rings for _, y in ring})
                owners = {}
                for unit in level.units:
                    left, bottom = (min(axis) for axis in zip(*unit.rings[0]))
                    right, top = (max(axis) for axis in zip(*unit.rings[0]))
                    for i in range(bisect.bisect_left(xs, left), bisect.bisect_left(xs, right)):
                        for j in range(bisect.bisect_left(ys, bottom), bisect.bisect_left(ys, top)):
                            middle = ((xs[i] + xs[i + 1]) / 2, (ys[j] + ys[j + 1]) / 2)
                            if inside(middle, unit.rings):
                                self.assertNotIn((i, j), owners, unit.key)
                                owners[i, j] = unit.key

    def test_doors_join_two_units_and_entrances_one_to_the_outside(self):
        for mall, _ in self.malls():
            for level in mall.levels:
                for opening in level.openings:
                    entrance = opening.category == "pedestrian.principal"
                    self.assertEqual(len(touching(level, opening)), 1 if entrance else 2, opening.key)
                    on_outline = any(all(on_edge(p, e) for p in opening.line) for e in edges([level.outline]))
                    self.assertEqual(on_outline, entrance, opening.key)
                    self.assertTrue(900 <= math.dist(*opening.line) <= 3000, opening.key)

    def test_every_unit_but_a_void_opens_to_the_walkway(self):
        for mall, _ in self.malls():
            for level in mall.levels:
                reached = {unit.key for opening in level.openings for unit in touching(level, opening)}
                missing = {unit.key for unit in level.units if unit.category != "opentobelow"} - reached
                self.assertEqual(missing, set())

    def test_labels_and_spots_lie_inside_their_units_and_clear_of_furniture(self):
        for mall, _ in self.malls():
            for level in mall.levels:
                for unit in level.units:
                    self.assertTrue(inside(unit.label_at, unit.rings), unit.key)
                blocked = [[fixture.ring] for fixture in level.fixtures] + [[ring] for _, ring in level.kiosks]
                walkway = level.units[0]
                for rings in blocked:
                    for corner in rings[0]:
                        self.assertTrue(inside(corner, walkway.rings))
                for spot in (s for s in mall.spots if s.level == level.ordinal):
                    self.assertTrue(inside(spot.point, walkway.rings), spot.slug)
                    self.assertFalse(any(inside(spot.point, rings) for rings in blocked), spot.slug)

    def test_keys_and_unit_numbers_are_unique(self):
        for mall, _ in self.malls():
            keys = [f.key for level in mall.levels for f in level.units + level.openings + level.fixtures + level.amenities]
            self.assertEqual(len(keys), len(set(keys)))
            refs = [unit.ref for level in mall.levels for unit in level.units if unit.ref]
            self.assertEqual(len(refs), len(set(refs)))

    def test_too_few_units_are_refused(self):
        with self.assertRaises(ValueError):
            layout.make_mall("test", "Test", 2, 8, 1)


class Tenancy(unittest.TestCase):
    def test_stores_have_unique_slugs_and_share_no_unit(self):
        mall = layout.make_mall("test", "Test", 3, 150, 5)
        tenants, stores = tenancy.let(mall, 5)
        self.assertEqual(len({store.slug for store in stores}), len(stores))
        self.assertEqual(len({tenant.slug for tenant in tenants}), len(tenants))
        units = [unit for store in stores for unit in store.units]
        self.assertEqual(len(units), len(set(units)))
        self.assertTrue(any(len(store.units) == 2 for store in stores))


class Catalog(unittest.TestCase):
    """What the mall directory holds beside the plan."""

    def texts(self, *arguments):
        return {name: content.decode() for name, content in generate("--formats", "imdf", *arguments).items()
                if "/" not in name}

    def test_no_date_makes_the_sample_stale(self):
        for name, text in self.texts().items():
            for date in re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", text):
                self.assertFalse("2026-01-02" < date < "2032-01-01" and name != "leases.csv", f"{name}: {date}")
        for lease in csv.DictReader(io.StringIO(self.texts()["leases.csv"])):
            self.assertTrue(lease["to"] == "" or lease["to"] < "2026" or lease["to"] > "2040", lease["slug"])

    def test_offers_are_of_every_kind_audience_and_state(self):
        text = self.texts()["offers.yaml"]
        for said in ("offer_kind: flash", "offer_kind: standard", "audience: all", "audience: inside", "audience: near:",
                     "audience: segment:", "draft: true", 'from: "2090-', 'to: "2099-', 'to: "2025-', "cap: ", "price: "):
            self.assertIn(said, text)

    def test_article_numbers_carry_their_check_digit_and_are_unique(self):
        numbers = [row["sku"] for row in csv.DictReader(io.StringIO(self.texts()["products.csv"]))]
        self.assertEqual(len(set(numbers)), len(numbers))
        for number in numbers:
            self.assertEqual(sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(number)) % 10, 0, number)

    def test_rows_refer_to_rows_that_there_are_in_malls_of_any_size(self):
        for arguments in ((), ("--levels", "1", "--units-per-level", "12"), ("--units-per-level", "300")):
            texts = self.texts(*arguments)
            tables = {name: list(csv.DictReader(io.StringIO(text))) for name, text in texts.items() if name.endswith("csv")}
            slugs = {name: [row["slug"] for row in rows] for name, rows in tables.items()}
            for name, found in slugs.items():
                self.assertEqual(len(set(found)), len(found), name)
            for name, field, target in (("leases.csv", "tenant", "tenants.csv"), ("leases.csv", "store", "stores.csv"),
                                        ("products.csv", "store", "stores.csv"), ("users.csv", "tenant", "tenants.csv")):
                self.assertLessEqual({row[field] for row in tables[name]} - {""}, set(slugs[target]), f"{name} {field}")
            for field in ("store", "product"):
                named = re.findall(rf"^{field}: (.+)$", texts["offers.yaml"], re.MULTILINE)
                self.assertLessEqual(set(named), set(slugs[f"{field}s.csv"]), field)


class Place(unittest.TestCase):
    def test_the_frame_keeps_lengths_and_turns_clockwise(self):
        frame = Frame(8.5, 49.4, 12.5)
        self.assertEqual(frame.to_degrees((0, 0)), [8.5, 49.4])
        longitude, latitude = frame.to_degrees((0, 1_000_000))  # 1 km along the drawing's +y axis
        north = math.radians(latitude - 49.4) * 6_372_690  # the meridian's radius of curvature at 49.4 degrees
        east = math.radians(longitude - 8.5) * 6_390_465 * math.cos(math.radians(latitude))
        self.assertAlmostEqual(math.hypot(north, east), 1000, delta=0.2)
        self.assertAlmostEqual(math.degrees(math.atan2(east, north)), 12.5, delta=0.02)


class Output(unittest.TestCase):
    def test_the_committed_sample_is_what_the_generator_writes(self):
        fresh = generate()
        root = SAMPLES / "riverside"
        committed = {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        self.assertEqual(sorted(fresh), sorted(committed))
        for name, content in fresh.items():
            self.assertEqual(content, committed[name], f"{name} differs: run samples/generate --out samples/riverside")

    def test_same_arguments_give_the_same_bytes_and_another_seed_another_mall(self):
        arguments = ("--levels", "2", "--units-per-level", "40", "--seed", "3", "--zip")
        self.assertEqual(generate(*arguments), generate(*arguments))
        self.assertNotEqual(generate(*arguments), generate(*arguments[:5], "4", "--zip"))

    def test_the_three_formats_hold_the_same_plan(self):
        files = generate("--zip", "--name", "Test")
        whole = json.loads(files["geojson/test.geojson"])["features"]
        with zipfile.ZipFile(io.BytesIO(files["imdf/test.zip"])) as archive:
            for kind in ("level", "unit", "opening", "fixture", "kiosk", "amenity"):
                plain = [f for f in whole if f["properties"]["class"] == kind]
                official = json.loads(archive.read(f"{kind}.geojson"))["features"]
                self.assertEqual([f["id"] for f in plain], [f["id"] for f in official])
                self.assertEqual([f["geometry"] for f in plain], [f["geometry"] for f in official])
        drawn = b"".join(content for name, content in files.items() if name.endswith(".dxf")).decode("ascii")
        doors = sum(f["properties"]["class"] == "opening" for f in whole)
        self.assertEqual(drawn.count("\nLINE\n"), doors)
        areas = sum(f["properties"]["class"] in ("level", "unit", "fixture", "kiosk") for f in whole)
        self.assertEqual(drawn.count("\nLWPOLYLINE\n") + drawn.count("\nHATCH\n"), areas)


if __name__ == "__main__":
    unittest.main()
