// The catalog: who is in the mall, where and when. Kinds as in design section 3; references are by slug.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/geometry.hpp"
#include "core/names.hpp"
#include "core/uuid.hpp"

namespace mallctl::catalog {

using core::Names;
using core::Point;
using core::Uuid;

struct Mall {
    Uuid id;
    std::string slug;
    Names name;
    std::string time_zone;  // IANA
    std::string currency;   // ISO 4217
    std::vector<std::string> locales;
    std::string hours;         // OSM opening_hours, or empty
    std::int64_t version = 0;  // of its newest committed change
};

// A named start point: entrance, kiosk, QR poster.
struct Location {
    Uuid id;
    std::string slug;
    Names name;
    std::string kind;               // "entrance", "kiosk", "qr"
    std::string level;              // short name or ordinal, "BUILDING/LEVEL" where two buildings share it
    Point point;                    // geographic
    std::optional<double> heading;  // degrees clockwise from north
};

struct Tenant {
    Uuid id;
    std::string slug;
    Names name;
    std::string website;
    std::string email;
    std::string phone;
};

struct Store {
    Uuid id;
    std::string slug;
    Names name;
    std::string tenant;    // slug, or empty
    std::string category;  // "food.cafe", "fashion.shoes", ...
    std::vector<std::string>
        units;          // as stated: "REF@LEVEL" or a unit's UUID; a current lease of the tenant comes first
    std::string hours;  // OSM opening_hours; empty: as the mall
    std::string phone;
    std::string website;
    Names description;
    std::vector<std::string> tags;
};

// A tenant's right to units over the half-open range [from, to) of local days ("2026-01-31"; empty `to`: open
// end).
struct Lease {
    Uuid id;
    std::string slug;
    std::string tenant;
    std::string store;  // slug of the shop it is for, or empty: all shops of the tenant
    std::vector<std::string> units;
    std::string from;
    std::string to;
    std::optional<std::int64_t> base_rent_minor;  // a year, in the mall's currency
};

struct Catalog {
    std::vector<Location> locations;
    std::vector<Tenant> tenants;
    std::vector<Store> stores;
    std::vector<Lease> leases;
};

}  // namespace mallctl::catalog
