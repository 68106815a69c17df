// The kinds of a manifest and their fields, declared once: readers, `get` and the documentation all follow
// this.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::catalog {

enum class FieldType {
    text,
    url,        // http or https
    email,      // one address
    slug,       // the row's own key
    reference,  // the slug of another row: Field::target
    names,      // by locale: a map in YAML, "name:de" columns in CSV, or one text without a locale
    time_zone,  // IANA
    currency,   // ISO 4217
    hours,      // OSM opening_hours, see catalog/hours.hpp
    choice,     // one of Field::choices
    list,       // texts; "a;b" in CSV
    locales,    // a list of BCP 47 tags
    longitude,  // degrees
    latitude,   // degrees
    point,      // [longitude, latitude]
    heading,    // degrees clockwise from north, [0, 360)
    number,     // of plan kinds, which are only read
    integer,    // not negative
    percent,    // 0 to 100
    flag,       // true or false; yes, no, 1 and 0 are read too
    date,       // 2026-01-31
    dates,      // a list of days, kept in ascending order; "2026-12-25;2026-12-26" in CSV
    time,       // 2026-01-31 18:00 on the mall's clock, or with an offset: 2026-01-31T18:00:00+01:00
    money,      // decimals of the mall's currency, not negative
    tiers,      // of a turnover rent: "AMOUNT:PERCENT" from the turnover at which each begins, ascending
    audience,   // all, inside, near:50m:LOCATION, segment:NAME
    target,     // another row with its kind, one of Field::choices: "store:bakery"
    targets,    // a list of them
    area,       // polygons in degrees: WKT, GeoJSON coordinates in YAML and JSON
};

// For people: "text", "list of texts", "date (2026-01-31)".
std::string describe(FieldType type);

struct Field {
    std::string name;
    FieldType type = FieldType::text;
    bool required = false;                  // a new row must state it, and it cannot be cleared
    std::string doc;                        // one line
    std::string target = {};                // of a reference: the kind
    std::vector<std::string> choices = {};  // of a choice; of a target: the kinds that it may be of
    std::size_t fewest = 1;                 // items of a list that is not empty
    std::size_t longest = 200;              // characters of a text, of each name and of each item of a list
    bool shorthand = false;                 // read only: another way to write other fields
    std::string example = {};               // a value as CSV holds it
};

struct Kind {
    std::string name;    // "store", as `kind:` and `get` write it
    std::string plural;  // "stores", the stem of a CSV file
    std::string doc;
    std::vector<Field> fields;  // the first is the key
    // What `get` prints of a row beside its fields: read and left out, so that what it prints can be applied.
    std::vector<std::string> only_told = {};
};

// mall, location, tenant, store, lease, product, offer, parking_zone, closure, user, synonym, pin, exclusion:
// no kind refers to a later one; then unit.
const std::vector<Kind>& kinds();

// The kinds of which a field names rows: of a reference, of a target; none for other fields.
std::vector<std::string> named_kinds(const Field& field);

// By name or plural; null when there is none.
const Kind* find_kind(std::string_view name);

// Null when the kind has no such field.
const Field* find_field(const Kind& kind, std::string_view name);

// True for a name of Kind::only_told, and for those that `apply --rejects` puts beside a row ("reject_code").
bool is_only_told(const Kind& kind, std::string_view name);

std::vector<std::string> field_names(const Kind& kind);

}  // namespace mallctl::catalog
