// The catalog: who is in the mall, where and when. Kinds as in design section 3; references are by slug.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
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
    std::string hours;                  // OSM opening_hours, or empty
    std::vector<std::string> holidays;  // public holidays, the days of PH: "2026-12-25", ascending
    std::string store_routes;           // where routes to stores end: "inside" or "door"; empty: inside
    std::int64_t version = 0;           // of its newest committed change
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
    std::string brand;
    std::vector<std::string> aliases;  // other names that shoppers know it by
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
    std::string break_from;  // the first day on which the tenant may leave early; empty: no break
    std::optional<std::int64_t> base_rent_minor;  // a year, in the mall's currency
    // Of the yearly turnover, beside the base rent: "AMOUNT:PERCENT", from which turnover on which part of it.
    std::vector<std::string> turnover_rent;
};

struct Product {
    Uuid id;
    std::string slug;
    Names name;
    std::string store;  // slug
    std::string category;
    std::string brand;
    std::string sku;
    Names description;
    std::optional<std::int64_t> price_minor;  // in the mall's currency
    std::optional<std::int64_t> stock;        // pieces; nothing: not counted
    std::string image;                        // web address
    std::string website;
    std::vector<std::string> tags;
};

// A promotion, live in [from, to) unless it is a draft.
struct Offer {
    Uuid id;
    std::string slug;
    Names name;
    std::string store;    // slug, or empty: of the mall
    std::string product;  // slug, or empty
    std::string kind;     // "standard", "flash"
    Names description;
    Names terms;
    std::optional<core::Instant> from;  // nothing: as soon as it is published
    std::optional<core::Instant> to;    // nothing: open end
    std::string audience;               // "all", "inside", "near:50m:LOCATION", "segment:NAME"; empty: all
    std::optional<std::int64_t> cap;    // how often it can be redeemed; nothing: without limit
    std::optional<std::int64_t> price_minor;
    std::optional<double> discount;  // percent
    bool draft = false;
};

struct ParkingZone {
    Uuid id;
    std::string slug;
    Names name;
    std::string level;
    std::optional<std::int64_t> capacity;  // bays
    core::MultiPolygon area;               // geographic
    std::string hours;
};

// A connector, unit, opening or area out of use in [from, until), with the reason.
struct Closure {
    Uuid id;
    std::string slug;
    // One of these four says what: names of the plan's features, or an area on a level.
    std::string connector;
    std::string unit;
    std::string opening;
    core::MultiPolygon area;  // geographic
    std::string level;        // of the area
    Names reason;
    std::optional<core::Instant> from;   // nothing: already
    std::optional<core::Instant> until;  // nothing: until further notice
};

// Who works with the mall; how they sign in is no part of the catalog.
struct User {
    Uuid id;
    std::string slug;
    std::string name;
    std::string email;
    std::string phone;
    std::string locale;
    std::string role;    // "mall_admin", "tenant_manager", "tenant_staff", "analyst", "kiosk"
    std::string tenant;  // slug: whose manager or staff
};

// Words or phrases that mean the same: who searches for one finds what has another.
struct Synonym {
    Uuid id;
    std::string slug;
    std::vector<std::string> words;  // two at least
};

// What stands first among the answers to a query.
struct Pin {
    Uuid id;
    std::string slug;
    std::string query;
    std::vector<std::string> targets;  // "store:SLUG" and the like, see catalog/target.hpp, in their order
};

// What is no answer to a query, or to any.
struct Exclusion {
    Uuid id;
    std::string slug;
    std::string query;   // empty: any
    std::string target;  // as of a pin
};

// What questions about places need, held in memory.
struct Catalog {
    std::vector<Location> locations;
    std::vector<Tenant> tenants;
    std::vector<Store> stores;
    std::vector<Lease> leases;
    std::vector<Closure> closures;
};

}  // namespace mallctl::catalog
