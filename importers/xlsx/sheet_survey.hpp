// One sheet of a workbook, skimmed.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "importers/xlsx/survey.hpp"

namespace mallctl::importers::xlsx {

// Adds the odd cells of the sheet's XML. `percent_styles`: indexes of cell styles that show a percentage.
// `label` stands for the sheet in errors. Throws core::Error(rejected) as survey() does.
void survey_sheet(std::string_view xml, const std::set<int>& percent_styles, const std::string& label,
                  SheetSurvey& sheet);

// The styles that show a percentage, of a workbook's xl/styles.xml.
std::set<int> percent_styles(std::string_view xml);

}  // namespace mallctl::importers::xlsx
