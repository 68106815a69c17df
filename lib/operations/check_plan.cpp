#include "operations/check_plan.hpp"

#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "nav/checks/ways.hpp"
#include "operations/check_contacts.hpp"
#include "operations/findings.hpp"
#include "operations/prepare_plan.hpp"
#include "plan/check.hpp"
#include "plan/check/report.hpp"
#include "plan/ids.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

void append(core::Diagnostics& to, core::Diagnostics from) {
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

// The graph names features by their ids, which a file that is only checked does not have: findings name them
// as its reader and plan::check do, and can be drawn.
class NamedAsDrawn {
  public:
    explicit NamedAsDrawn(const plan::Plan& plan) {
        for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
            const plan::Unit& unit = plan.units[i];
            known_[plan::unit_reference(plan, i)] = {plan::feature_text(unit), unit.geometry};
        }
        for (const plan::Opening& opening : plan.openings) {
            known_[core::to_string(opening.id)] = {plan::feature_text(opening),
                                                   core::MultiLineString{opening.geometry}};
        }
        for (const plan::Connector& connector : plan.connectors) {
            known_[core::to_string(connector.id)] = {plan::feature_text(connector), {}};
        }
    }

    void apply(core::Diagnostic& finding) const {
        const auto found = known_.find(finding.feature);
        if (found == known_.end()) return;
        finding.feature = found->second.text;
        if (std::holds_alternative<std::monostate>(finding.shape)) finding.shape = found->second.shape;
    }

  private:
    struct Named {
        std::string text;
        core::Geometry shape;
    };
    std::map<std::string, Named> known_;
};

// Units that the plan gives no door, and levels where none has one: P093 says so, and P068 need not.
std::set<std::pair<std::string, std::string>> without_door(const core::Diagnostics& known) {
    std::set<std::pair<std::string, std::string>> result;
    for (const core::Diagnostic& finding : known) {
        if (finding.code != "P093" || finding.severity == core::Severity::note) continue;
        const bool whole_level = std::holds_alternative<std::monostate>(finding.shape);
        result.emplace(finding.level, whole_level ? "" : finding.feature);
    }
    return result;
}

}  // namespace

core::Diagnostics check_ways(const plan::Plan& plan, const core::Diagnostics& known) {
    core::Diagnostics findings;
    if (plan.units.empty()) return findings;
    try {
        findings = nav::check_ways(plan);
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected && error.fault() != core::Fault::failed) throw;
        core::Diagnostic finding;
        finding.code = "P096";
        finding.message = std::string("no way can be found on this plan: ") + error.what();
        finding.advice = error.advice();
        return {finding};
    }
    const NamedAsDrawn names(plan);
    for (core::Diagnostic& finding : findings) names.apply(finding);
    const auto doorless = without_door(known);
    std::erase_if(findings, [&](const core::Diagnostic& finding) {
        return finding.code == "P068" && (doorless.contains({finding.level, finding.feature}) ||
                                          doorless.contains({finding.level, ""}));
    });
    core::Diagnostics fresh = join_findings(known, std::move(findings));
    fresh.erase(fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(known.size()));
    return fresh;
}

CheckedPlan check_plan(plan::Plan plan, core::Diagnostics reader, const plan::RepairOptions& options) {
    PreparedPlan prepared = prepare_plan(std::move(plan), options);
    for (const plan::Repair& repair : prepared.repairs) reader.push_back(repair.finding);
    CheckedPlan checked{std::move(prepared.plan),
                        join_findings(std::move(reader), std::move(prepared.findings))};
    // Any name will do: these ids are never kept.
    core::Diagnostics repeated;
    plan::assign_ids(checked.plan, core::uuid_v5(core::mall_name_space, "check"), repeated);
    checked.findings = join_findings(std::move(checked.findings), std::move(repeated));
    if (!core::has_errors(checked.findings))
        append(checked.findings, check_ways(checked.plan, checked.findings));
    return checked;
}

core::Diagnostics check_kept_plan(const plan::Plan& plan) {
    core::Diagnostics findings = plan::check(plan);
    append(findings, check_contacts(plan));
    append(findings, check_ways(plan, findings));
    return findings;
}

}  // namespace mallctl::operations
