"""The mall directory: YAML where a row is read as a page, CSV where it is read as a table."""

import csv
import io
import json

from .tenancy import DAY

PHONE = "+49 30 23125 {:03d}"  # a block that the German regulator keeps for films and examples


def quoted(text):
    """A YAML double-quoted scalar."""
    return json.dumps(text, ensure_ascii=False)


def listed(texts):
    return f"[{', '.join(quoted(text) for text in texts)}]"


def document(kind, fields):
    """One YAML document: maps are texts by locale; what is empty or None is left out, other values stand as they are."""
    lines = [f"kind: {kind}"]
    for key, value in fields.items():
        if isinstance(value, dict):
            lines += [f"{key}:", *(f"  {locale}: {quoted(text)}" for locale, text in value.items())]
        elif value not in ("", None):
            lines.append(f"{key}: {value}")
    return "\n".join(lines) + "\n"


def documents(comment, kind, rows):
    return f"# {comment}\n" + "---\n".join(document(kind, row) for row in rows)


def area(ring, frame):
    """A ring of the drawing as well-known text in degrees."""
    corners = [frame.to_degrees(point) for point in [*ring, ring[0]]]
    return "POLYGON ((" + ", ".join(f"{lon:.9f} {lat:.9f}" for lon, lat in corners) + "))"


def money(cents):
    return f"{cents // 100}.{cents % 100:02d}"


def mall_yaml(mall):
    return documents("Made up by samples/generate. `mallctl apply` makes the database match this directory.", "mall", [{
        "slug": mall.slug,
        "name": {"en": mall.name, "de": mall.name},
        "time_zone": "Europe/Berlin",
        "currency": "EUR",
        "locales": "[en, de]",
        "hours": f'"{DAY}"',
    }])


def locations_yaml(mall, frame):
    rows = []
    for spot in mall.spots:
        lon, lat = frame.to_degrees(spot.point)
        rows.append({"slug": spot.slug, "name": spot.name, "location_kind": spot.kind,
                     "level": mall.levels[spot.level].short_name, "lon": f"{lon:.9f}", "lat": f"{lat:.9f}",
                     "heading": frame.heading(spot.heading)})
    return documents("Where people start: entrances and the information kiosk.", "location", rows)


def parking_yaml(mall, zones, frame):
    return documents("Bays east of the building.", "parking_zone", [{
        "slug": zone.slug,
        "name": zone.name,
        "level": mall.levels[0].short_name,
        "capacity": zone.capacity,
        "area": quoted(area(zone.ring, frame)),
        "hours": zone.hours and quoted(zone.hours),
    } for zone in zones])


def closures_yaml(mall, closures, frame):
    return documents("Over, planned, and until further notice.", "closure", [{
        "slug": closure.slug,
        "connector": closure.connector and quoted(closure.connector),
        "unit": closure.unit and quoted(closure.unit),
        "area": closure.ring and quoted(area(closure.ring, frame)),
        "level": closure.ring and mall.levels[0].short_name,
        "reason": closure.reason,
        "from": quoted(closure.begin),
        "until": closure.until and quoted(closure.until),
    } for closure in closures])


def synonyms_yaml(synonyms):
    return documents("Words of one meaning, beside those that the program knows.", "synonym", [
        {"slug": slug, "words": listed(words)} for slug, words in synonyms.items()])


def pins_yaml(pins):
    return documents("What stands first for a query.", "pin", [
        {"slug": pin.slug, "query": pin.query, "targets": listed(pin.targets)} for pin in pins])


def exclusions_yaml(exclusions):
    return documents("What is no answer.", "exclusion", [
        {"slug": slug, "query": query, "target": target} for slug, query, target in exclusions])


def offers_yaml(promoted):
    """`promoted` are offers with their products. The price is the product's less the discount."""
    rows = []
    for offer, product in promoted:
        begin, end = offer.when
        rows.append({
            "slug": offer.slug,
            "name": offer.name,
            "store": product and product.store.slug,
            "product": product and product.slug,
            "offer_kind": offer.kind,
            "terms": offer.terms,
            "from": quoted(begin),
            "to": quoted(end),
            "audience": offer.audience,
            "cap": offer.cap or None,
            "price": product and quoted(money(product.cents * (100 - offer.discount) // 100)),
            "discount": offer.discount or None,
            "draft": "true" if offer.draft else "false",
        })
    return documents("Live since 2026, to come in 2090, ended in 2025, and drafts.", "offer", rows)


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
        ("slug", "name:en", "name:de", "brand", "aliases", "tenant", "category", "units", "hours", "phone", "website",
         "description:en", "description:de", "tags"),
        [(s.slug, s.name["en"], s.name["de"], s.brand, ";".join(s.aliases), s.tenant.slug, s.trade[0], ";".join(s.units), s.trade[3],
          PHONE.format(500 + s.number % 500), f"https://{s.tenant.slug}.example/{mall.slug}",
          f"{s.trade[1]} on level {s.level}, {s.area:.0f} m²", f"{s.trade[2]} auf Ebene {s.level}, {s.area:.0f} m²",
          ";".join(s.trade[5])) for s in stores],
    )


def leases_csv(leases):
    return table(
        ("slug", "tenant", "store", "units", "from", "to", "break_from", "base_rent", "turnover_rent"),
        [(lease.slug, lease.tenant, lease.store, ";".join(lease.units), lease.first_day, lease.end, lease.break_from,
          f"{lease.yearly_rent}.00", lease.turnover_rent) for lease in leases],
    )


def products_csv(products):
    return table(
        ("slug", "name:en", "name:de", "store", "category", "brand", "sku", "price", "stock", "image", "tags"),
        [(p.slug, p.name["en"], p.name["de"], p.store.slug, p.store.trade[0], p.store.tenant.name, p.sku, money(p.cents),
          "" if p.stock is None else p.stock, f"https://{p.store.tenant.slug}.example/{p.key}.jpg", ";".join(p.tags))
         for p in products],
    )


def users_csv(users):
    return table(
        ("slug", "name", "email", "locale", "role", "tenant"),
        [(u.slug, u.name, u.email, u.locale, u.role, u.tenant) for u in users],
    )
