// What a cell of a workbook says, as GDAL gives it, in the form that manifests have.
#pragma once

#include <string>

#include "catalog/fields.hpp"

namespace mallctl::importers::xlsx {

// Dates of date and time fields: "2026/01/31" becomes 2026-01-31, "2026/01/31 18:00:00" 2026-01-31 18:00.
// Numbers of fields that are numbers: the 17 digits that programs store ("12.300000000000001", "5E-2") as the
// 15 that they show (12.3, 0.05). Everything else stays.
std::string cell_value(const std::string& text, catalog::FieldType type);

}  // namespace mallctl::importers::xlsx
