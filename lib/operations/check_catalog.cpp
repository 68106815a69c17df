// Leases and stores against the floor.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "operations/check_plan.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using core::Severity;

// Half-open ranges of days; an empty end is open.
bool overlap(const catalog::Lease& a, const catalog::Lease& b) {
    const auto begins_before_end = [](const std::string& from, const std::string& to) {
        return to.empty() || from < to;
    };
    return begins_before_end(a.from, b.to) && begins_before_end(b.from, a.to);
}

class CatalogCheck {
  public:
    explicit CatalogCheck(const plan::Plan& plan) : plan_(plan) {}

    void lease(const catalog::Lease& lease) {
        for (const std::string& text : lease.units) {
            const auto units = plan::find_units(plan_, text);
            if (units.size() == 1) {
                uses_[units.front()].push_back(&lease);
                continue;
            }
            add("P071", Severity::warning, "lease " + lease.slug,
                fmt::format("the lease is for unit \"{}\", and the plan has {}", text,
                            units.empty() ? "no such unit" : "several of it"),
                units.empty() ? "correct the unit, or import the plan that has it" : "write REF@LEVEL");
        }
    }

    void two_tenants() {
        for (const auto& [unit, leases] : uses_) {
            for (std::size_t i = 1; i < leases.size(); ++i) {
                const auto clash =
                    std::find_if(leases.begin(), leases.begin() + static_cast<std::ptrdiff_t>(i),
                                 [&](const auto* other) { return overlap(*other, *leases[i]); });
                if (clash == leases.begin() + static_cast<std::ptrdiff_t>(i)) continue;
                core::Diagnostic& finding =
                    add("P071", Severity::warning, "lease " + leases[i]->slug,
                        fmt::format("unit {} is let by lease {} at the same time",
                                    plan::unit_reference(plan_, unit), (*clash)->slug),
                        "end one of them, or correct its units");
                finding.level = plan::level_label(plan_, plan_.units[unit].level);
                finding.at = plan::representative_point(plan_.units[unit]);
                finding.shape = plan_.units[unit].geometry;
            }
        }
    }

    void store(const catalog::Store& store, const catalog::Catalog& catalog) {
        const auto has_unit = [&](const std::string& text) { return !plan::find_units(plan_, text).empty(); };
        if (std::any_of(store.units.begin(), store.units.end(), has_unit)) return;
        for (const catalog::Lease& lease : catalog.leases) {
            const bool meant = lease.store.empty() ? !store.tenant.empty() && lease.tenant == store.tenant
                                                   : lease.store == store.slug;
            if (meant && std::any_of(lease.units.begin(), lease.units.end(), has_unit)) return;
        }
        add("P097", Severity::note, "store " + store.slug, "the store is in no unit of the plan",
            "give it a unit or a lease: until then nobody is led to it");
    }

    core::Diagnostics take() { return std::move(findings_); }

  private:
    core::Diagnostic& add(const char* code, Severity severity, std::string feature, std::string message,
                          std::string advice) {
        core::Diagnostic& finding = findings_.emplace_back();
        finding.code = code;
        finding.severity = severity;
        finding.feature = std::move(feature);
        finding.message = std::move(message);
        finding.advice = std::move(advice);
        return finding;
    }

    const plan::Plan& plan_;
    std::map<plan::UnitIndex, std::vector<const catalog::Lease*>> uses_;
    core::Diagnostics findings_;
};

}  // namespace

core::Diagnostics check_catalog(const catalog::Catalog& catalog, const plan::Plan& plan) {
    CatalogCheck check(plan);
    for (const catalog::Lease& lease : catalog.leases) check.lease(lease);
    check.two_tenants();
    for (const catalog::Store& store : catalog.stores) check.store(store, catalog);
    core::Diagnostics findings = check.take();
    core::Diagnostics unreached = check_reachability(catalog, plan);
    std::move(unreached.begin(), unreached.end(), std::back_inserter(findings));
    return findings;
}

}  // namespace mallctl::operations
