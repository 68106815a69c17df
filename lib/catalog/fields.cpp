#include "catalog/fields.hpp"

#include <algorithm>

#include "catalog/bound_fields.hpp"

namespace mallctl::catalog {

namespace {

template <class Row>
Kind make_kind(std::string name, std::string plural, std::string doc) {
    Kind kind{std::move(name), std::move(plural), std::move(doc), {}, {}};
    for (const auto& bound : bound_fields<Row>()) kind.fields.push_back(bound.field);
    return kind;
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
        case FieldType::date:
            return "date (2026-01-31)";
        case FieldType::money:
            return "amount (12000.50)";
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
        };
        all.push_back(make_kind<UnitEdit>("unit", "units", "what a person says of a unit of the floor plan"));
        all.back().only_told = {"level", "restriction", "edited", "id"};
        return all;
    }();
    return declared;
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

bool is_only_told(const Kind& kind, std::string_view name) {
    return std::find(kind.only_told.begin(), kind.only_told.end(), name) != kind.only_told.end();
}

std::vector<std::string> field_names(const Kind& kind) {
    std::vector<std::string> names;
    for (const auto& field : kind.fields) names.push_back(field.name);
    return names;
}

}  // namespace mallctl::catalog
