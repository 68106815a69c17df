#include "operations/rows/row_rights.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "operations/rows/row_error.hpp"

namespace mallctl::operations {

namespace {

using access::Permission;
using Why = RowError::Why;

constexpr std::array<std::string_view, 8> page_fields = {"name",    "hours",       "aliases", "phone",
                                                         "website", "description", "tags",    "slug"};

bool contains(const auto& among, std::string_view text) {
    return std::find(among.begin(), among.end(), text) != among.end();
}

}  // namespace

Permission permission_to_write(const catalog::Kind& kind, RowVerb verb) {
    if (kind.name == "store" && verb == RowVerb::patch) return Permission::store_write;
    if (kind.name == "product") return Permission::product_write;
    if (kind.name == "offer") return Permission::offer_write;
    if (kind.name == "user") return Permission::user_write;
    if (kind.name == "mall") return Permission::mall_write;
    return Permission::catalog_write;
}

Permission permission_to_read(const catalog::Kind& kind) {
    if (kind.name == "user") return Permission::user_read;
    for (const char* search : {"synonym", "pin", "exclusion"}) {
        if (kind.name == search) return Permission::catalog_write;
    }
    return Permission::tenancy_read;
}

RowRights::RowRights(const access::Principal& who, const catalog::Kind& kind, RowVerb verb,
                     const core::Uuid& mall, core::Instant at)
    : who_(who),
      kind_(kind),
      verb_(verb),
      mall_(mall),
      at_(at),
      tenants_(access::tenants_of(who, permission_to_write(kind, verb), mall)) {}

void RowRights::check_tenants(const RowStanding& row) const {
    if (!tenants_) return;
    const bool own = std::all_of(row.tenants.begin(), row.tenants.end(),
                                 [&](const std::string& tenant) { return contains(*tenants_, tenant); });
    if (!own) throw RowError(Why::not_allowed, fmt::format("this {} is not of your tenant", kind_.name));
}

void RowRights::check_publishing(const RowStanding& row) const {
    if (kind_.name != "offer" || row.tenants.empty() || row.draft || verb_ == RowVerb::remove) return;
    switch (access::judge(who_, Permission::offer_publish, mall_, row.tenants.front(), at_)) {
        case access::Verdict::allowed:
            return;
        case access::Verdict::step_up:
            throw RowError(Why::step_up, "an offer that is no draft asks for a fresh second factor",
                           "give the code of the authenticator again, or state draft: true");
        default:
            throw RowError(Why::not_allowed,
                           "an offer that is no draft is written by those who may publish it",
                           "state draft: true");
    }
}

void RowRights::check_before(const RowStanding& row) const {
    check_tenants(row);
    check_publishing(row);
}

void RowRights::check_after(const RowStanding& row) const {
    check_tenants(row);
    check_publishing(row);
    if (kind_.name == "user" && tenants_ && row.role != "tenant_manager" && row.role != "tenant_staff" &&
        !row.role.empty()) {
        throw RowError(Why::not_allowed, "a tenant's users are tenant_manager or tenant_staff");
    }
}

void RowRights::check_fields(const catalog::Row& row) const {
    if (kind_.name != "store" || !tenants_) return;
    for (std::size_t i = 0; i < kind_.fields.size(); ++i) {
        if (!row.states(i) || contains(page_fields, kind_.fields[i].name)) continue;
        throw RowError(
            Why::not_allowed, fmt::format("{} of a store is the mall's to change", kind_.fields[i].name),
            fmt::format("a tenant changes {}", fmt::join(page_fields.begin(), page_fields.end() - 1, ", ")));
    }
    if (!row.was.empty()) throw RowError(Why::not_allowed, "the slug of a store is the mall's to change");
}

}  // namespace mallctl::operations
