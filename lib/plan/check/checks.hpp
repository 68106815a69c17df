// The checks of plan::check, one function an idea. Each reads the survey and adds its findings.
#pragma once

#include "plan/check/report.hpp"

namespace mallctl::plan {

void check_level_order(const Survey& survey, Report& report);    // P019, P054
void check_level_size(const Survey& survey, Report& report);     // P024, P095
void check_level_place(const Survey& survey, Report& report);    // P058, P061
void check_containment(const Survey& survey, Report& report);    // P007, P008, P010
void check_duplicates(const Survey& survey, Report& report);     // P032
void check_unit_overlaps(const Survey& survey, Report& report);  // P009, P029, P094
void check_unit_shapes(const Survey& survey, Report& report);    // P033, P057, P060
void check_unit_names(const Survey& survey, Report& report);     // P034, P035
void check_openings(const Survey& survey, Report& report);       // P059, P066, P093
void check_connectors(const Survey& survey, Report& report);     // P022, P062 to P065, P069
void check_walls(const Survey& survey, Report& report);          // P021, P031

}  // namespace mallctl::plan
