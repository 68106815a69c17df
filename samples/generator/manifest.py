"""The mall directory: mall.yaml, locations.yaml, tenants.csv, stores.csv, leases.csv."""

import csv
import io
import json

from .tenancy import DAY

PHONE = "+49 30 23125 {:03d}"  # a block that the German regulator keeps for films and examples


def quoted(text):
    """A YAML double-quoted scalar."""
    return json.dumps(text, ensure_ascii=False)


def names_block(names, indent=""):
    lines = [f"{indent}{locale}: {quoted(text)}" for locale, text in names.items()]
    return "\n".join(lines)


def mall_yaml(mall):
    return f"""# Made up by samples/generate. `mallctl apply` makes the database match this directory.
kind: mall
slug: {mall.slug}
name:
{names_block({"en": mall.name, "de": mall.name}, "  ")}
time_zone: Europe/Berlin
currency: EUR
locales: [en, de]
hours: "{DAY}"
"""


def locations_yaml(mall, frame):
    documents = []
    for spot in mall.spots:
        lon, lat = frame.to_degrees(spot.point)
        documents.append(
            f"kind: location\nslug: {spot.slug}\nname:\n{names_block(spot.name, '  ')}\n"
            f"location_kind: {spot.kind}\nlevel: {mall.levels[spot.level].short_name}\n"
            f"lon: {lon:.9f}\nlat: {lat:.9f}\nheading: {frame.heading(spot.heading)}\n"
        )
    return "# Where people start: entrances and the information kiosk.\n" + "---\n".join(documents)


def table(columns, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def tenants_csv(tenants):
    return table(
        ("slug", "name", "website", "email", "phone"),
        [(t.slug, f"{t.name} GmbH", f"https://{t.slug}.example", f"centre@{t.slug}.example",
          PHONE.format(t.number % 500)) for t in tenants],
    )


def stores_csv(mall, stores):
    return table(
        ("slug", "name:en", "name:de", "tenant", "category", "units", "hours", "phone", "website", "description:en",
         "description:de", "tags"),
        [(s.slug, s.name["en"], s.name["de"], s.tenant.slug, s.trade[0], ";".join(s.units), s.trade[3],
          PHONE.format(500 + s.number % 500), f"https://{s.tenant.slug}.example/{mall.slug}",
          f"{s.trade[1]} on level {s.level}, {s.area:.0f} m²", f"{s.trade[2]} auf Ebene {s.level}, {s.area:.0f} m²",
          ";".join(s.trade[5])) for s in stores],
    )


def leases_csv(stores):
    return table(
        ("slug", "tenant", "store", "units", "from", "to", "base_rent"),
        [(f"lease-{s.number:04d}", s.tenant.slug, s.slug, ";".join(s.units), s.lease["from"], s.lease["to"],
          f"{s.lease['rent']}.00") for s in stores],
    )
