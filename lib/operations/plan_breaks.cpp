#include "operations/plan_breaks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "core/clock.hpp"
#include "db/catalog_repository.hpp"
#include "operations/closed_features.hpp"
#include "plan/lookup.hpp"
#include "plan/surface.hpp"

namespace mallctl::operations {

namespace {

using plan::Fate;
using plan::Plan;
using plan::UnitChange;

class BreakFinder {
  public:
    BreakFinder(const Plan& before, const Plan& after, const std::vector<UnitChange>& units)
        : before_(before), after_(after), units_before_(before), units_after_(after) {
        changes_.reserve(units.size());
        for (const UnitChange& change : units) changes_.emplace(change.unit, &change);
    }

    void check(const db::LeasedUnit& leased) {
        const auto found = changes_.find(leased.unit);
        if (found == changes_.end()) return;  // gone before this plan
        const UnitChange& change = *found->second;
        const std::string fate = sad_fate(change);
        if (!fate.empty()) {
            add("P076", "lease", leased.lease,
                fmt::format("lease \"{}\" of {} covers unit {}, which {}", leased.lease, leased.tenant,
                            leased.stated, fate),
                fmt::format("give the lease the units that it is to cover now: mallctl get lease {}",
                            leased.lease),
                change.level);
        } else if (lost(leased.stated)) {
            add_not_found("lease", leased.lease, leased.stated);
        }
    }

    void check(const catalog::Store& store) {
        for (const std::string& stated : store.units) {
            if (lost(stated)) add_not_found("store", store.slug, stated);
        }
    }

    void check(const catalog::Location& location) {
        const auto before = plan::find_levels(before_, location.level);
        const auto after = plan::find_levels(after_, location.level);
        if (before.size() != 1) return;
        const bool level_lost = after.size() != 1;
        if (!level_lost && (on_plan(after_, after.front(), location.point) ||
                            !on_plan(before_, before.front(), location.point))) {
            return;
        }
        const char* printed = location.kind == "qr" ? ": its printed QR code leads there" : "";
        const std::string what =
            after.empty() ? fmt::format("lies on level {}, which the new plan does not have", location.level)
            : level_lost
                ? fmt::format("lies on level {}, which is ambiguous in the new plan", location.level)
                : fmt::format("lies on level {} outside of every unit and of the outline", location.level);
        add("P078", "location", location.slug,
            fmt::format("location \"{}\" {}{}", location.slug, what, printed),
            "move the location to where the new plan has it, keeping its slug: printed codes name that",
            location.level);
        breaks.back().finding.at = location.point;
    }

    void check(const db::OpenClosure& closure) {
        const std::string reason = core::pick_name(closure.reason, {});
        const std::string& level = closure.level;
        if (!level.empty()) {
            if (plan::find_levels(before_, level).empty() || !plan::find_levels(after_, level).empty())
                return;
            add("P079", "closure", closure.slug,
                fmt::format(
                    "the closure \"{}\" of an area lies on level {}, which the new plan does not have",
                    reason, level),
                closure_advice, level);
            return;
        }
        const auto [target, name] = target_of(closure);
        if (!has(before_, target, name) || has(after_, target, name)) return;
        add("P079", "closure", closure.slug,
            fmt::format("the closure \"{}\" is of the {} {}, which the new plan does not have", reason,
                        target, name),
            closure_advice, "");
    }

    std::vector<PlanBreak> breaks;

  private:
    static constexpr const char* closure_advice = "close what takes its place, if it is still out of use";

    void add(const char* code, const char* kind, const std::string& slug, std::string message,
             std::string advice, std::string level) {
        PlanBreak result;
        result.kind = kind;
        result.slug = slug;
        result.finding.code = code;
        result.finding.severity = core::Severity::warning;
        result.finding.message = std::move(message);
        result.finding.advice = std::move(advice);
        result.finding.level = std::move(level);
        result.finding.feature = fmt::format("{} {}", kind, slug);
        breaks.push_back(std::move(result));
    }

    void add_not_found(const char* kind, const std::string& slug, const std::string& stated) {
        const auto found = units_before_.find(stated);
        const auto change = changes_.find(before_.units[found.front()].id);
        const bool renamed = change != changes_.end() && change->second->fate != Fate::removed;
        const std::size_t now = units_after_.find(stated).size();
        add("P077", kind, slug,
            fmt::format("{} \"{}\" states unit \"{}\", which {} in the new plan", kind, slug, stated,
                        now == 0 ? "is not" : "is several"),
            renamed ? fmt::format("the same unit is called {} now: write that", change->second->reference)
                    : "state a unit of the new plan: mallctl get unit",
            change == changes_.end() ? "" : change->second->level);
    }

    // One unit before and not one now.
    bool lost(const std::string& stated) const {
        return units_before_.find(stated).size() == 1 && units_after_.find(stated).size() != 1;
    }

    // What became of a unit, as far as a lease of it is concerned by it.
    std::string sad_fate(const UnitChange& change) const {
        if (change.fate == Fate::split) {
            return fmt::format("is split: {} keeps its id, {} {} new", change.reference,
                               references(change.others), change.others.size() == 1 ? "is" : "are");
        }
        if (change.fate == Fate::merged) {
            return fmt::format("now includes {}", references(change.others));
        }
        if (change.fate != Fate::removed) return {};
        if (change.others.empty()) return "the new plan does not have";
        return fmt::format("has become part of {}", references(change.others));
    }

    std::string references(const std::vector<core::Uuid>& units) const {
        std::string text;
        for (const core::Uuid& unit : units) {
            const auto found = changes_.find(unit);
            text += fmt::format("{}{}", text.empty() ? "" : ", ",
                                found == changes_.end() ? core::to_string(unit) : found->second->reference);
        }
        return text;
    }

    static bool on_plan(const Plan& plan, plan::LevelIndex level, core::Point point) {
        if (plan::contains(plan.levels[level].outline, point)) return true;
        return std::any_of(plan.units.begin(), plan.units.end(), [&](const plan::Unit& unit) {
            return unit.level == level && plan::contains(unit.geometry, point);
        });
    }

    template <typename F>
    static const F* find_in(const std::vector<F>& features, const core::Uuid& id) {
        const auto found = std::find_if(features.begin(), features.end(),
                                        [&](const F& feature) { return feature.id == id; });
        return found == features.end() ? nullptr : &*found;
    }

    // The kind and the name of what is closed.
    static std::pair<const char*, std::string> target_of(const db::OpenClosure& closure) {
        if (!closure.unit.empty()) return {"unit", closure.unit};
        if (!closure.opening.empty()) return {"opening", closure.opening};
        return {"connector", closure.connector};
    }

    static bool has(const Plan& plan, std::string_view target, const std::string& name) {
        if (target == "unit") return !plan::find_units(plan, name).empty();
        return target == "opening" ? has_opening(plan, name) : has_connector(plan, name);
    }

    const Plan& before_;
    const Plan& after_;
    plan::UnitLookup units_before_;
    plan::UnitLookup units_after_;
    std::unordered_map<core::Uuid, const UnitChange*> changes_;
};

}  // namespace

PlanReferences read_plan_references(db::Transaction& transaction, const catalog::Mall& mall) {
    const auto now = core::now();
    const auto local = core::to_local(now, mall.time_zone);
    const std::string today = fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
    catalog::Catalog catalog = db::CatalogRepository(transaction).load();
    const auto applied = db::applied_stores(transaction);
    std::erase_if(catalog.stores, [&](const catalog::Store& store) {
        return !std::binary_search(applied.begin(), applied.end(), store.slug);
    });
    return {db::leased_units(transaction, today), std::move(catalog.stores), std::move(catalog.locations),
            db::open_closures(transaction, now)};
}

std::vector<PlanBreak> plan_breaks(const PlanReferences& references, const Plan& before, const Plan& after,
                                   const std::vector<UnitChange>& units) {
    BreakFinder finder(before, after, units);
    for (const auto& leased : references.leased_units) finder.check(leased);
    for (const auto& store : references.stores) finder.check(store);
    for (const auto& location : references.locations) finder.check(location);
    for (const auto& closure : references.closures) finder.check(closure);
    std::stable_sort(finder.breaks.begin(), finder.breaks.end(),
                     [](const PlanBreak& a, const PlanBreak& b) { return a.finding.code < b.finding.code; });
    return std::move(finder.breaks);
}

}  // namespace mallctl::operations
