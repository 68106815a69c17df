"""The plan as drawings: one AutoCAD R2000 (AC1015) ASCII DXF a level, in millimetres, and the mapping that explains them.

Units are closed polylines on one layer a class. What has holes (the walkway) is a solid hatch with several loops,
because a polyline cannot have any. Text outside ASCII is written as \\U+XXXX.
"""

LAYER_OF_UNIT = {
    "retail": "A-AREA-RETL",
    "walkway": "A-AREA-CIRC",
    "restroom": "A-AREA-WASH",
    "nonpublic": "A-AREA-SERV",
    "opentobelow": "A-AREA-VOID",
    "stairs": "A-VERT-STRS",
    "elevator": "A-VERT-ELEV",
}
LAYER_OF_ESCALATOR = {"up": "A-VERT-ESCL-UP", "down": "A-VERT-ESCL-DN"}
LAYER_OF_OPENING = {"pedestrian": "A-DOOR", "pedestrian.principal": "A-DOOR-MAIN"}
LAYER_OF_FIXTURE = {"furniture": "A-FURN", "vegetation": "A-FURN-PLNT"}
LAYER_OF_AMENITY = {"restroom": "A-AMEN-WASH", "information": "A-AMEN-INFO", "atm": "A-AMEN-BANK"}
COLOURS = {"A-FLOR-OUTL": 7, "A-AREA-RETL": 30, "A-AREA-CIRC": 254, "A-DOOR": 1, "A-DOOR-MAIN": 1, "A-AREA-IDEN": 8}


class Drawing:
    """Group codes as text; every entity gets a handle, which importers keep as its source id."""

    def __init__(self):
        self.lines = []
        self.handle = 0x100

    def put(self, *pairs):
        for code, value in zip(pairs[::2], pairs[1::2]):
            self.lines.append(f"{code:>3}\n{value}")

    def entity(self, kind, layer, *classes):
        self.put(0, kind, 5, f"{self.handle:X}", 100, "AcDbEntity", 8, layer)
        self.handle += 1
        for name in classes:
            self.put(100, name)

    def polyline(self, layer, ring):
        self.entity("LWPOLYLINE", layer, "AcDbPolyline")
        self.put(90, len(ring), 70, 1)
        for x, y in ring:
            self.put(10, x, 20, y)

    def hatch(self, layer, rings):
        self.entity("HATCH", layer, "AcDbHatch")
        self.put(10, 0, 20, 0, 30, 0, 210, 0, 220, 0, 230, 1, 2, "SOLID", 70, 1, 71, 0, 91, len(rings))
        for i, ring in enumerate(rings):
            self.put(92, 3 if i == 0 else 2, 72, 0, 73, 1, 93, len(ring))  # 1: outermost, 2: a polyline loop
            for x, y in ring:
                self.put(10, x, 20, y)
            self.put(97, 0)
        self.put(75, 0, 76, 1, 98, 0)

    def line(self, layer, a, b):
        self.entity("LINE", layer, "AcDbLine")
        self.put(10, a[0], 20, a[1], 30, 0, 11, b[0], 21, b[1], 31, 0)

    def text(self, layer, at, text):
        self.entity("TEXT", layer, "AcDbText")
        self.put(10, at[0], 20, at[1], 30, 0, 40, 400, 1, escaped(text), 100, "AcDbText")

    def point(self, layer, at):
        self.entity("POINT", layer, "AcDbPoint")
        self.put(10, at[0], 20, at[1], 30, 0)


def escaped(text):
    return "".join(c if ord(c) < 128 else f"\\U+{ord(c):04X}" for c in text)


def layer_of(unit):
    return LAYER_OF_ESCALATOR[unit.direction] if unit.direction else LAYER_OF_UNIT[unit.category]


def all_layers():
    layers = ["A-FLOR-OUTL", "A-AREA-IDEN", "A-KIOS"]
    for table in (LAYER_OF_UNIT, LAYER_OF_ESCALATOR, LAYER_OF_OPENING, LAYER_OF_FIXTURE, LAYER_OF_AMENITY):
        layers += table.values()
    return sorted(layers)


def drawing(level):
    out = Drawing()
    out.put(0, "SECTION", 2, "HEADER", 9, "$ACADVER", 1, "AC1015", 9, "$DWGCODEPAGE", 3, "ANSI_1252",
            9, "$INSUNITS", 70, 4, 9, "$HANDSEED", 5, "FFFFF", 0, "ENDSEC")
    out.put(0, "SECTION", 2, "TABLES", 0, "TABLE", 2, "LAYER", 5, "2", 100, "AcDbSymbolTable", 70, len(all_layers()))
    for i, layer in enumerate(all_layers()):
        out.put(0, "LAYER", 5, f"{0x10 + i:X}", 100, "AcDbSymbolTableRecord", 100, "AcDbLayerTableRecord",
                2, layer, 70, 0, 62, COLOURS.get(layer, 9), 6, "CONTINUOUS")
    out.put(0, "ENDTAB", 0, "ENDSEC", 0, "SECTION", 2, "ENTITIES")
    out.polyline("A-FLOR-OUTL", level.outline)
    for unit in level.units:
        if len(unit.rings) > 1:
            out.hatch(layer_of(unit), unit.rings)
        else:
            out.polyline(layer_of(unit), unit.rings[0])
        label = " ".join(part for part in (unit.ref, unit.name.get("en", "")) if part)
        if label:
            out.text("A-AREA-IDEN", unit.label_at, label)
    for opening in level.openings:
        out.line(LAYER_OF_OPENING[opening.category], *opening.line)
    for fixture in level.fixtures:
        out.polyline(LAYER_OF_FIXTURE[fixture.category], fixture.ring)
    for _, ring in level.kiosks:
        out.polyline("A-KIOS", ring)
    for amenity in level.amenities:
        out.point(LAYER_OF_AMENITY[amenity.category], amenity.point)
    out.put(0, "ENDSEC", 0, "EOF")
    return "\n".join(out.lines) + "\n"


def mapping_yaml(mall, frame):
    lines = ["# How the drawings become a plan.", "units: mm", "georeference:",
             "  # the drawing's (0, 0) lies at lon/lat; rotation: degrees clockwise from true north to the drawing's +y axis",
             f"  anchor: {{lon: {frame.longitude}, lat: {frame.latitude}, x: 0, y: 0, rotation: {frame.rotation}}}",
             f"building: {{name: {{en: {mall.name}, de: {mall.name}}}}}", "files:"]
    for level in mall.levels:
        lines += [f"  - file: {mall.slug}-{level.short_name}.dxf",
                  f'    level: {{ordinal: {level.ordinal}, short_name: "{level.short_name}", '
                  f"name: {{en: {level.name['en']}, de: {level.name['de']}}}, elevation: {level.elevation}}}"]
    lines += ["layers:", "  - {layer: A-FLOR-OUTL, class: outline}"]
    for category, layer in LAYER_OF_UNIT.items():
        lines.append(f"  - {{layer: {layer}, class: unit, category: {category}}}")
    for direction, layer in LAYER_OF_ESCALATOR.items():
        lines.append(f"  - {{layer: {layer}, class: unit, category: escalator, direction: {direction}}}")
    for category, layer in LAYER_OF_OPENING.items():
        lines.append(f"  - {{layer: {layer}, class: opening, category: {category}}}")
    for category, layer in LAYER_OF_FIXTURE.items():
        lines.append(f"  - {{layer: {layer}, class: fixture, category: {category}}}")
    for category, layer in LAYER_OF_AMENITY.items():
        lines.append(f"  - {{layer: {layer}, class: amenity, category: {category}}}")
    lines += ["  - {layer: A-KIOS, class: kiosk}", "  - {layer: A-AREA-IDEN, class: unit_label}"]
    return "\n".join(lines) + "\n"
