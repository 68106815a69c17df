// What units are called: visitors ask for names, leases for numbers.
#include <fmt/format.h>

#include <map>
#include <set>
#include <string>
#include <utility>

#include "plan/categories.hpp"
#include "plan/check/checks.hpp"
#include "plan/check/folded.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

std::set<UnitIndex> named_by_occupants(const Plan& plan) {
    std::set<UnitIndex> named;
    for (const Occupant& occupant : plan.occupants) {
        if (occupant.unit && !occupant.name.empty()) named.insert(*occupant.unit);
    }
    return named;
}

// First of each name on a level.
using Seen = std::map<std::pair<LevelIndex, std::string>, UnitIndex>;

void check_repeated(const Survey& survey, UnitIndex index, const std::string& text, const char* what,
                    Severity severity, Seen& seen, Report& report) {
    const Unit& unit = survey.plan.units[index];
    const auto [first, is_new] = seen.emplace(std::pair(unit.level, folded(text)), index);
    if (is_new) return;
    report.add_unit(
        "P035", severity, index,
        fmt::format("{} \"{}\" is that of {} too", what, text, unit_text(survey.plan.units[first->second])),
        "give each unit of a level a number of its own");
}

}  // namespace

void check_unit_names(const Survey& survey, Report& report) {
    const std::set<UnitIndex> occupied = named_by_occupants(survey.plan);
    Seen refs;
    Seen names;
    for (UnitIndex i = 0; i < survey.plan.units.size(); ++i) {
        const Unit& unit = survey.plan.units[i];
        const std::string name = core::pick_name(unit.name);
        const bool looked_for = is_looked_for(unit.category);
        if (!unit.ref.empty()) {
            check_repeated(survey, i, unit.ref, "the number", Severity::warning, refs, report);
        } else if (!name.empty() && looked_for) {
            check_repeated(survey, i, name, "the name", Severity::note, names, report);
        } else if (name.empty() && looked_for && !occupied.contains(i)) {
            report.add_unit("P034", Severity::warning, i,
                            fmt::format("the {} unit has neither a name nor a number", unit.category),
                            "give it the number that leases write, or the name that visitors look for");
        }
    }
}

}  // namespace mallctl::plan
