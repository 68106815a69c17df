#include "operations/change_set.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "catalog/findings.hpp"
#include "catalog/merge.hpp"
#include "core/closest.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using catalog::Catalog;
using catalog::Findings;
using catalog::Manifest;
using catalog::RowOrigin;

// Where a field of a row is stated; the row where it is not.
const core::SourcePosition& place_of(const RowOrigin& origin, std::string_view field) {
    for (const auto& stated : origin.stated) {
        if (stated.name == field) return stated.where;
    }
    return origin.where;
}

std::string object_of(const RowOrigin& origin) {
    return origin.kind + " " + origin.slug;
}

class Merger {
  public:
    Merger(const Manifest& manifest, const StoredMall& stored, ChangeSet& changes, Findings& findings)
        : manifest_(manifest), stored_(stored), changes_(changes), findings_(findings) {
        collect(slugs_["tenant"], manifest.catalog.tenants, stored.catalog.tenants);
        collect(slugs_["store"], manifest.catalog.stores, stored.catalog.stores);
    }

    void merge() {
        merge_kind("location", manifest_.catalog.locations, stored_.catalog.locations,
                   changes_.catalog.locations);
        merge_kind("tenant", manifest_.catalog.tenants, stored_.catalog.tenants, changes_.catalog.tenants);
        merge_kind("store", manifest_.catalog.stores, stored_.catalog.stores, changes_.catalog.stores);
        merge_kind("lease", manifest_.catalog.leases, stored_.catalog.leases, changes_.catalog.leases);
    }

  private:
    template <class Row>
    static void collect(std::set<std::string>& slugs, const std::vector<Row>& given,
                        const std::vector<Row>& stored) {
        for (const auto& row : given) slugs.insert(row.slug);
        for (const auto& row : stored) slugs.insert(row.slug);
    }

    template <class Row>
    void merge_kind(const char* kind, const std::vector<Row>& given, const std::vector<Row>& stored,
                    std::vector<Row>& out) {
        std::map<std::string_view, const Row*> by_slug;
        for (const auto& row : stored) by_slug[row.slug] = &row;
        auto row = given.begin();
        for (const auto& origin : manifest_.origins) {
            if (origin.kind != kind) continue;
            const auto it = by_slug.find(row->slug);
            const bool is_new = it == by_slug.end();
            Row merged = is_new ? Row{} : *it->second;
            catalog::merge_stated(merged, *row, origin.stated);
            for (const auto& field : catalog::missing_fields(merged, origin, is_new)) {
                findings_.error("M010", place_of(origin, field),
                                std::string("a ") + kind + " needs the field " + field, {},
                                object_of(origin));
            }
            check_references(merged, origin);
            check(merged, origin);
            out.push_back(std::move(merged));
            ++row;
        }
    }

    template <class Row>
    void check_references(const Row& row, const RowOrigin& origin) {
        for (const auto& bound : catalog::bound_fields<Row>()) {
            if (bound.field.type != catalog::FieldType::reference) continue;
            const auto value = catalog::get_value(bound, row);
            const auto* slug = std::get_if<std::string>(&value);
            const auto& known = slugs_[bound.field.target];
            if (slug == nullptr || known.count(*slug) > 0) continue;
            findings_.error("M005", place_of(origin, bound.field.name),
                            "there is no " + bound.field.target + " \"" + *slug + "\"",
                            core::did_you_mean(*slug, {known.begin(), known.end()}), object_of(origin));
        }
    }

    void check(const catalog::Tenant&, const RowOrigin&) {}

    void check(const catalog::Location& location, const RowOrigin& origin) {
        if (!stored_.plan || location.level.empty() || !origin.states("level")) return;
        const auto levels = plan::find_levels(*stored_.plan, location.level);
        if (levels.size() == 1) return;
        findings_.warning("M011", place_of(origin, "level"),
                          "the current plan has " + std::string(levels.empty() ? "no" : "more than one") +
                              " level \"" + location.level + "\"",
                          levels.empty() ? "" : "write BUILDING/LEVEL", object_of(origin));
    }

    void check(const catalog::Store& store, const RowOrigin& origin) { check_units(store.units, origin); }

    void check(const catalog::Lease& lease, const RowOrigin& origin) {
        check_units(lease.units, origin);
        if (lease.from.empty() || lease.to.empty() || lease.from < lease.to) return;
        findings_.error("M003", place_of(origin, "to"),
                        "the lease ends on " + lease.to + ", not after its first day " + lease.from,
                        "\"to\" is the day after the last one", object_of(origin));
    }

    void check_units(const std::vector<std::string>& units, const RowOrigin& origin) {
        if (!stored_.plan || !origin.states("units")) return;
        for (const auto& unit : units) {
            const auto found = plan::find_units(*stored_.plan, unit);
            if (found.size() == 1) continue;
            findings_.warning(
                "M011", place_of(origin, "units"),
                "the current plan has " + std::string(found.empty() ? "no" : "more than one") + " unit \"" +
                    unit + "\"",
                found.empty() ? "it is used as soon as a plan with it is imported" : "write REF@LEVEL",
                object_of(origin));
        }
    }

    const Manifest& manifest_;
    const StoredMall& stored_;
    ChangeSet& changes_;
    Findings& findings_;
    std::map<std::string, std::set<std::string>> slugs_;
};

const RowOrigin* mall_origin(const Manifest& manifest) {
    const auto it = std::find_if(manifest.origins.begin(), manifest.origins.end(),
                                 [](const RowOrigin& origin) { return origin.kind == "mall"; });
    return it == manifest.origins.end() ? nullptr : &*it;
}

std::optional<catalog::Mall> merge_mall(const Manifest& manifest, const StoredMall& stored,
                                        Findings& findings) {
    const auto* origin = mall_origin(manifest);
    if (origin == nullptr) return std::nullopt;
    catalog::Mall merged = stored.mall.value_or(catalog::Mall{});
    catalog::merge_stated(merged, *manifest.mall, origin->stated);
    for (const auto& field : catalog::missing_fields(merged, *origin, !stored.mall)) {
        findings.error("M010", place_of(*origin, field), "a mall needs the field " + field, {},
                       object_of(*origin));
    }
    return merged;
}

// Stored amounts are minor units of the stored currency: they cannot silently become another's.
void check_currency(const ChangeSet& changes, const Manifest& manifest, const StoredMall& stored,
                    Findings& findings) {
    if (!stored.mall || !changes.mall || stored.mall->currency == changes.mall->currency) return;
    std::set<std::string_view> restated;
    for (const auto& origin : manifest.origins) {
        if (origin.kind == "lease" && origin.states("base_rent")) restated.insert(origin.slug);
    }
    for (const auto& lease : stored.catalog.leases) {
        if (!lease.base_rent_minor || restated.count(lease.slug) > 0) continue;
        const auto* origin = mall_origin(manifest);
        findings.error("M003", place_of(*origin, "currency"),
                       "the currency cannot change from " + stored.mall->currency + " while lease \"" +
                           lease.slug + "\" keeps its rent",
                       "state every rent anew in the same apply", object_of(*origin));
        return;
    }
}

}  // namespace

ChangeSet make_change_set(Manifest manifest, const StoredMall& stored) {
    ChangeSet changes;
    Findings findings;
    changes.mall = merge_mall(manifest, stored, findings);
    const std::string currency = changes.mall  ? changes.mall->currency
                                 : stored.mall ? stored.mall->currency
                                               : "";
    if (!currency.empty()) catalog::settle_money(manifest, currency);
    check_currency(changes, manifest, stored, findings);
    Merger(manifest, stored, changes, findings).merge();
    changes.findings = std::move(manifest.findings);
    for (auto& finding : findings.take()) changes.findings.push_back(std::move(finding));
    catalog::sort_by_place(changes.findings);
    return changes;
}

void place_findings(core::Diagnostics& findings, const Manifest& manifest) {
    for (auto& finding : findings) {
        if (!finding.where.file.empty()) continue;
        for (const auto& origin : manifest.origins) {
            if (object_of(origin) == finding.feature) finding.where = origin.where;
        }
    }
}

}  // namespace mallctl::operations
