#include "catalog/fields.hpp"

#include <algorithm>
#include <stdexcept>

#include "catalog/bound_fields.hpp"
#include "catalog/row.hpp"

namespace mallctl::catalog {

namespace {

template <class Row>
Kind make_kind(std::string name, std::string plural, std::string doc) {
    Kind kind{std::move(name), std::move(plural), std::move(doc), {}, {}};
    for (const auto& bound : bound_fields<Row>()) kind.fields.push_back(bound.field);
    return kind;
}

// What follows from the clock and from other rows, and what is kept about every row: db/told_columns.hpp.
std::vector<std::string> told_of(const std::string& kind) {
    std::vector<std::string> names;
    if (kind == "store") names = {"current_units"};
    if (kind == "lease" || kind == "closure") names = {"state"};
    if (kind == "offer") names = {"state", "redeemed"};
    names.insert(names.end(), {"id", "origin", "version", "edited"});
    return names;
}

}  // namespace

std::string describe(FieldType type) {
    switch (type) {
        case FieldType::text:
            return "text";
        case FieldType::url:
            return "web address";
        case FieldType::email:
            return "mail address";
        case FieldType::slug:
            return "slug (a-z, 0-9, - and _)";
        case FieldType::reference:
            return "slug of another row";
        case FieldType::names:
            return "text by locale";
        case FieldType::time_zone:
            return "IANA time zone (Europe/Berlin)";
        case FieldType::currency:
            return "ISO 4217 currency (EUR)";
        case FieldType::hours:
            return "opening hours (Mo-Sa 10:00-20:00; Su off)";
        case FieldType::choice:
            return "one of a list";
        case FieldType::list:
            return "list of texts";
        case FieldType::locales:
            return "list of BCP 47 tags (en, de, zh-Hant)";
        case FieldType::longitude:
            return "longitude in degrees (8.5)";
        case FieldType::latitude:
            return "latitude in degrees (49.4)";
        case FieldType::point:
            return "[longitude, latitude]";
        case FieldType::heading:
            return "degrees clockwise from north, 0 to 360";
        case FieldType::number:
            return "number";
        case FieldType::integer:
            return "whole number of zero or more";
        case FieldType::percent:
            return "percent, 0 to 100";
        case FieldType::flag:
            return "true or false";
        case FieldType::date:
            return "date (2026-01-31)";
        case FieldType::dates:
            return "list of dates (2026-12-25;2026-12-26)";
        case FieldType::time:
            return "time (2026-01-31 18:00 on the mall's clock, or with an offset)";
        case FieldType::money:
            return "amount (12000.50)";
        case FieldType::tiers:
            return "list of AMOUNT:PERCENT, ascending (0:4;1000000:5.5)";
        case FieldType::audience:
            return "all, inside, near:50m:LOCATION or segment:NAME";
        case FieldType::target:
            return "KIND:SLUG of another row";
        case FieldType::targets:
            return "list of KIND:SLUG";
        case FieldType::area:
            return "polygon in degrees (WKT)";
    }
    return "text";
}

const std::vector<Kind>& kinds() {
    static const std::vector<Kind> declared = [] {
        std::vector<Kind> all = {
            make_kind<Mall>("mall", "malls", "the mall itself"),
            make_kind<Location>("location", "locations", "a named start point: entrance, kiosk, QR poster"),
            make_kind<Tenant>("tenant", "tenants", "a company that rents"),
            make_kind<Store>("store", "stores", "a tenant's shop in this mall"),
            make_kind<Lease>("lease", "leases", "a tenant's right to units over a date range"),
            make_kind<Product>("product", "products", "what a store sells"),
            make_kind<Offer>("offer", "offers", "a promotion with validity, audience and cap"),
            make_kind<ParkingZone>("parking_zone", "parking_zones",
                                   "a part of the car park with a name and bays"),
            make_kind<Closure>("closure", "closures",
                               "a connector, unit, opening or area out of use, with the reason"),
            make_kind<User>("user", "users", "who works with the mall, without secrets"),
            make_kind<Synonym>("synonym", "synonyms", "words that mean the same to those who search"),
            make_kind<Pin>("pin", "pins", "what stands first among the answers to a query"),
            make_kind<Exclusion>("exclusion", "exclusions", "what is no answer to a query, or to any"),
        };
        all.push_back(make_kind<UnitEdit>("unit", "units", "what a person says of a unit of the floor plan"));
        all.back().only_told = {"level", "restriction", "edited", "id"};
        for (auto& kind : all) {
            if (kind.name != "unit") kind.only_told = told_of(kind.name);
        }
        return all;
    }();
    return declared;
}

std::vector<std::string> named_kinds(const Field& field) {
    if (field.type == FieldType::reference) return {field.target};
    if (field.type == FieldType::target || field.type == FieldType::targets) return field.choices;
    return {};
}

const Kind* find_kind(std::string_view name) {
    const auto& all = kinds();
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const Kind& kind) { return kind.name == name || kind.plural == name; });
    return it == all.end() ? nullptr : &*it;
}

const Field* find_field(const Kind& kind, std::string_view name) {
    const auto it = std::find_if(kind.fields.begin(), kind.fields.end(),
                                 [&](const Field& field) { return field.name == name; });
    return it == kind.fields.end() ? nullptr : &*it;
}

std::size_t field_index(const Kind& kind, std::string_view name) {
    const Field* field = find_field(kind, name);
    if (field == nullptr) throw std::logic_error("a " + kind.name + " has no field " + std::string(name));
    return static_cast<std::size_t>(field - kind.fields.data());
}

bool is_only_told(const Kind& kind, std::string_view name) {
    // What --rejects puts beside a row, so that it can be applied again.
    if (name.starts_with("reject_")) return true;
    return std::find(kind.only_told.begin(), kind.only_told.end(), name) != kind.only_told.end();
}

std::vector<std::string> field_names(const Kind& kind) {
    std::vector<std::string> names;
    for (const auto& field : kind.fields) names.push_back(field.name);
    return names;
}

}  // namespace mallctl::catalog
