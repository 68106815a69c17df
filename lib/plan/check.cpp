#include "plan/check.hpp"

#include <array>

#include "plan/check/checks.hpp"

namespace mallctl::plan {

core::Diagnostics check(const Plan& plan) {
    constexpr std::array checks{check_level_order, check_level_size,    check_level_place, check_containment,
                                check_duplicates,  check_unit_overlaps, check_unit_shapes, check_unit_names,
                                check_openings,    check_connectors,    check_walls};
    const Survey survey(plan);
    Report report(survey);
    for (const auto run : checks) run(survey, report);
    return std::move(report).sorted();
}

}  // namespace mallctl::plan
