#include "db/catalog_rows.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/wkb.hpp"
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
    "insert into mallctl.location as old (mall_id, id, slug, name, kind, level, point, heading) "
    "select $1::uuid, id, slug, name, kind, level, point, heading "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, kind text, level text, point "
    "geometry, "
    "heading float8) "
    "on conflict (mall_id, slug) do update set name = excluded.name, kind = excluded.kind, level = "
    "excluded.level, "
    "point = excluded.point, heading = excluded.heading "
    "where (old.name, old.kind, old.level, st_asewkb(old.point), old.heading) is distinct from "
    "(excluded.name, excluded.kind, excluded.level, st_asewkb(excluded.point), excluded.heading) "
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
    "insert into mallctl.store as old (mall_id, id, slug, name, tenant_id, category, units, hours, phone, "
    "website, "
    "description, tags, origin) "
    "select $1::uuid, r.id, r.slug, r.name, t.id, r.category, r.units, r.hours, r.phone, r.website, "
    "r.description, "
    "r.tags, 'apply' "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, name jsonb, tenant text, category text, "
    "units text[], "
    "hours text, phone text, website text, description jsonb, tags text[]) "
    "left join mallctl.tenant t on t.mall_id = $1::uuid and t.slug = r.tenant "
    "on conflict (mall_id, slug) do update set name = excluded.name, tenant_id = excluded.tenant_id, "
    "category = excluded.category, units = excluded.units, hours = excluded.hours, phone = excluded.phone, "
    "website = excluded.website, description = excluded.description, tags = excluded.tags, origin = "
    "excluded.origin "
    "where (old.name, old.tenant_id, old.category, old.units, old.hours, old.phone, old.website, "
    "old.description, "
    "old.tags, old.origin) is distinct from "
    "(excluded.name, excluded.tenant_id, excluded.category, excluded.units, excluded.hours, excluded.phone, "
    "excluded.website, excluded.description, excluded.tags, excluded.origin) "
    "returning xmax = 0"};

// A lease whose units alone change counts as changed: they are compared here and written after this
// statement.
const CatalogKind lease_kind{
    "lease",
    "insert into mallctl.lease as old (mall_id, id, slug, tenant_id, store_id, during, base_rent_minor) "
    "select $1::uuid, r.id, r.slug, t.id, s.id, daterange(r.\"from\", r.\"to\"), r.base_rent_minor "
    "from jsonb_to_recordset($2::jsonb) as r(id uuid, slug text, tenant text, store text, \"from\" date, "
    "\"to\" date, "
    "units text[], base_rent_minor bigint) "
    "left join mallctl.tenant t on t.mall_id = $1::uuid and t.slug = r.tenant "
    "left join mallctl.store s on s.mall_id = $1::uuid and s.slug = r.store "
    "on conflict (mall_id, slug) do update set tenant_id = excluded.tenant_id, store_id = excluded.store_id, "
    "during = excluded.during, base_rent_minor = excluded.base_rent_minor "
    "where (old.tenant_id, old.store_id, old.during, old.base_rent_minor) is distinct from "
    "(excluded.tenant_id, excluded.store_id, excluded.during, excluded.base_rent_minor) "
    "or (select array_agg(u.stated order by u.seq) from mallctl.lease_unit u "
    "    where u.mall_id = old.mall_id and u.lease_id = old.id) is distinct from "
    "   (select nullif(n.units, '{}') from jsonb_to_recordset($2::jsonb) as n(slug text, units text[]) "
    "    where n.slug = old.slug) "
    "returning xmax = 0"};

std::string to_row(const Uuid& mall, const catalog::Location& location) {
    json row = common(mall, "location", location);
    row["name"] = location.name;
    row["kind"] = location.kind;
    row["level"] = location.level;
    row["point"] = core::to_ewkb(location.point);
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
