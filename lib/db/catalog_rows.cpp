#include "db/catalog_rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "db/rows.hpp"

namespace mallctl::db {

using core::Uuid;
using nlohmann::json;

namespace {

template <typename Row>
json common(const Uuid& mall, const char* kind, const Row& row) {
    const Uuid id = row.id.is_nil() ? core::uuid_v5(mall, std::string(kind) + ' ' + row.slug) : row.id;
    return {{"id", core::to_string(id)}, {"slug", row.slug}};
}

std::string dump(const json& row) {
    try {
        return row.dump();
    } catch (const json::exception&) {
        throw core::Error(core::Fault::rejected, "a text is not valid UTF-8");
    }
}

json null_if_empty(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

// Each unit once, in the order stated: a lease that names a unit twice is not in conflict with itself.
std::vector<std::string> without_repeats(const std::vector<std::string>& units) {
    std::vector<std::string> once;
    for (const std::string& unit : units) {
        if (std::find(once.begin(), once.end(), unit) == once.end()) once.push_back(unit);
    }
    return once;
}

}  // namespace

const CatalogKind location_kind{
    "location",
    "insert into mallctl.location as old (mall_id, id, slug, name, location_kind, level, lon, lat, heading) "
    "select $1::uuid, id, slug, name, location_kind, level, lon, lat, heading "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, location_kind text, level text, "
    "lon float8, lat float8, heading float8) "
    "on conflict (mall_id, slug) do update set name = excluded.name, location_kind = excluded.location_kind, "
    "level = excluded.level, lon = excluded.lon, lat = excluded.lat, heading = excluded.heading "
    "where (old.name, old.location_kind, old.level, old.lon, old.lat, old.heading) is distinct from "
    "(excluded.name, excluded.location_kind, excluded.level, excluded.lon, excluded.lat, excluded.heading) "
    "returning xmax = 0"};

const CatalogKind tenant_kind{
    "tenant",
    "insert into mallctl.tenant as old (mall_id, id, slug, name, website, email, phone) "
    "select $1::uuid, id, slug, name, website, email, phone "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, website text, email text, phone "
    "text) "
    "on conflict (mall_id, slug) do update set name = excluded.name, website = excluded.website, "
    "email = excluded.email, phone = excluded.phone "
    "where (old.name, old.website, old.email, old.phone) is distinct from "
    "(excluded.name, excluded.website, excluded.email, excluded.phone) "
    "returning xmax = 0"};

const CatalogKind store_kind{
    "store",
    "insert into mallctl.store as old (mall_id, id, slug, name, tenant, category, units, hours, brand, "
    "aliases, phone, website, description, tags, origin) "
    "select $1::uuid, id, slug, name, tenant, category, units, hours, brand, aliases, phone, website, "
    "description, tags, 'apply' "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, tenant text, category text, "
    "units text[], hours text, brand text, aliases text[], phone text, website text, description jsonb, tags "
    "text[]) "
    "on conflict (mall_id, slug) do update set name = excluded.name, tenant = excluded.tenant, "
    "category = excluded.category, units = excluded.units, hours = excluded.hours, brand = excluded.brand, "
    "aliases = excluded.aliases, phone = excluded.phone, website = excluded.website, "
    "description = excluded.description, tags = excluded.tags, origin = excluded.origin "
    "where (old.name, old.tenant, old.category, old.units, old.hours, old.brand, old.aliases, old.phone, "
    "old.website, old.description, old.tags, old.origin) is distinct from "
    "(excluded.name, excluded.tenant, excluded.category, excluded.units, excluded.hours, excluded.brand, "
    "excluded.aliases, excluded.phone, excluded.website, excluded.description, excluded.tags, "
    "excluded.origin) returning xmax = 0"};

const CatalogKind lease_kind{
    "lease",
    "insert into mallctl.lease as old (mall_id, id, slug, tenant, store, units, \"from\", \"to\", break_from, "
    "base_rent_minor, turnover_rent) "
    "select $1::uuid, id, slug, tenant, store, units, \"from\", \"to\", break_from, base_rent_minor, "
    "turnover_rent "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, tenant text, store text, units text[], "
    "\"from\" date, \"to\" date, break_from date, base_rent_minor bigint, turnover_rent text[]) "
    "on conflict (mall_id, slug) do update set tenant = excluded.tenant, store = excluded.store, "
    "units = excluded.units, \"from\" = excluded.\"from\", \"to\" = excluded.\"to\", "
    "break_from = excluded.break_from, base_rent_minor = excluded.base_rent_minor, "
    "turnover_rent = excluded.turnover_rent "
    "where (old.tenant, old.store, old.units, old.during, old.break_from, old.base_rent_minor, "
    "old.turnover_rent) is distinct from "
    "(excluded.tenant, excluded.store, excluded.units, daterange(excluded.\"from\", excluded.\"to\"), "
    "excluded.break_from, excluded.base_rent_minor, excluded.turnover_rent) "
    "returning xmax = 0"};

std::string to_row(const Uuid& mall, const catalog::Location& location) {
    json row = common(mall, "location", location);
    row["name"] = location.name;
    row["location_kind"] = location.kind;
    row["level"] = location.level;
    row["lon"] = location.point.x;
    row["lat"] = location.point.y;
    row["heading"] = location.heading ? json(*location.heading) : json(nullptr);
    return dump(row);
}

std::string to_row(const Uuid& mall, const catalog::Tenant& tenant) {
    json row = common(mall, "tenant", tenant);
    row["name"] = tenant.name;
    row["website"] = tenant.website;
    row["email"] = tenant.email;
    row["phone"] = tenant.phone;
    return dump(row);
}

std::string to_row(const Uuid& mall, const catalog::Store& store) {
    json row = common(mall, "store", store);
    row["name"] = store.name;
    row["tenant"] = null_if_empty(store.tenant);
    row["category"] = store.category;
    row["units"] = store.units;
    row["hours"] = store.hours;
    row["brand"] = store.brand;
    row["aliases"] = store.aliases;
    row["phone"] = store.phone;
    row["website"] = store.website;
    row["description"] = store.description;
    row["tags"] = store.tags;
    return dump(row);
}

std::string to_row(const Uuid& mall, const catalog::Lease& lease) {
    json row = common(mall, "lease", lease);
    row["tenant"] = null_if_empty(lease.tenant);
    row["store"] = null_if_empty(lease.store);
    row["from"] = null_if_empty(lease.from);
    row["to"] = null_if_empty(lease.to);
    row["units"] = without_repeats(lease.units);
    row["break_from"] = null_if_empty(lease.break_from);
    row["turnover_rent"] = lease.turnover_rent;
    row["base_rent_minor"] = lease.base_rent_minor ? json(*lease.base_rent_minor) : json(nullptr);
    return dump(row);
}

std::string to_array(const std::vector<std::string>& rows) {
    std::string array = "[";
    for (const std::string& row : rows) {
        if (array.size() > 1) array += ',';
        array += row;
    }
    return array + ']';
}

}  // namespace mallctl::db
