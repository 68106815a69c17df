#include "cli/commands/init_files.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

// A JSON string is a YAML double-quoted one.
std::string quoted(const std::string& text) {
    return operations::to_text(text);
}

std::string mall_yaml(const NewMall& mall) {
    return fmt::format(
        R"(# The mall. "mallctl apply DIR" makes the database match this directory; a second apply changes nothing.
# A key that is left out keeps what is stored, an empty value or null clears it.
kind: mall
slug: {}
# One text, or one a language (BCP 47):
#   name: {{en: Riverside, de: Riverside}}
name: {}
# An IANA time zone: opening hours are wall-clock times in it.
time_zone: {}
# An ISO 4217 currency, of rents and prices.
currency: {}
# Languages that are shown; the first is the default.
locales: [en]
# OSM opening_hours. "off" closes a day; hours may pass midnight (22:00-02:00).
hours: "Mo-Sa 10:00-20:00; Su off"
)",
        mall.slug, quoted(mall.name), mall.time_zone, mall.currency);
}

const char* const locations_yaml =
    R"(# Named start points: entrances, kiosks, QR posters. One document each, separated by ---.
kind: location
slug: main_entrance
name: {en: Main entrance}
# entrance, kiosk or qr
location_kind: entrance
# The level's short name or ordinal; BUILDING/LEVEL where two buildings share it.
level: G
# WGS 84, in degrees: replace these by the place of your entrance.
lon: 8.0
lat: 49.0
# The way a person looks who reads the poster there: degrees clockwise from north. May be left out.
heading: 0
)";

const char* const tenants_csv =
    "slug,name,website,email,phone\n"
    "example-tenant,Example Ltd,https://example.com,centre@example.com,\n";

const char* const stores_csv =
    "slug,name,name:de,tenant,category,units,hours,phone,website,description,tags\n"
    "example-store,Example Café,Beispielcafé,example-tenant,food.cafe,G-01@G,Mo-Sa "
    "09:00-20:00,,https://example.com,"
    "\"Coffee, tea and cake\",coffee;cake\n";

const char* const leases_csv =
    "slug,tenant,store,units,from,to,base_rent\n"
    "example-lease,example-tenant,example-store,G-01@G,2026-01-01,2031-01-01,12000.00\n";

std::string read_me(const NewMall& mall) {
    return fmt::format(R"(# {}

A mall as files, to keep under version control.

    mallctl check .                  checks the files, without a database
    mallctl diff .                   shows what an apply would change, field by field
    mallctl apply .                  makes the database match these files, and imports the floor plans
    mallctl get store --mall {}

| file | holds |
|---|---|
| mall.yaml | the mall: name, time zone, currency, opening hours |
| locations.yaml | named start points: entrances, kiosks, QR posters |
| tenants.csv | the companies that rent |
| stores.csv | their shops; more files may be named stores.food.csv and so on |
| leases.csv | who holds which units from which day on, and for what rent a year |
| products.csv, offers.yaml, users.csv, ... | every other kind, once you need it: `mallctl get schema` lists their fields |
| plan/ | floor plans |

CSV: the first line names the columns, in any order; `name:de` is the name in German; lists are separated by `;`. A column that is
left out keeps what is stored, an empty cell clears it. Units are written `REF@LEVEL`, as `G-01@G`.
The rows that begin with `example` show how it is written: replace them by your own.
)",
                       mall.name, mall.slug);
}

const char* const plan_read_me = R"(# Floor plans

Put the plans here: `mallctl apply` of the mall imports them. IMDF and GeoJSON need nothing more. Drawings (DXF) need a file
`mapping.yaml` beside them; `mallctl inspect . --suggest-mapping` writes a first one:

    units: mm                      # mm, cm, m, in, ft; left out: as the drawing says
    georeference:
      anchor: {lon: 8.0, lat: 49.0, x: 0, y: 0, rotation: 0}   # or crs: EPSG:25832
    files:
      - file: level-G.dxf
        level: {ordinal: 0, short_name: G, name: {en: Ground floor}}
    building: {name: {en: Main building}}
    layers:                        # the first rule that matches wins
      - {layer: A-FLOR-OUTL, class: outline}
      - {layer: A-AREA-RETL, class: unit, category: retail}
      - {layer: A-AREA-CIRC, class: unit, category: walkway}
      - {layer: A-AREA-IDEN, class: unit_label}
      - {layer: A-DOOR, class: opening}
      - {layer: A-WALL, class: wall}
)";

}  // namespace

std::vector<std::pair<std::string, std::string>> mall_directory(const NewMall& mall) {
    return {{"README.md", read_me(mall)},       {"leases.csv", leases_csv},
            {"locations.yaml", locations_yaml}, {"mall.yaml", mall_yaml(mall)},
            {"plan/README.md", plan_read_me},   {"stores.csv", stores_csv},
            {"tenants.csv", tenants_csv}};
}

}  // namespace mallctl::cli
