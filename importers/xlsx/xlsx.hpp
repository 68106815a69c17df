// A workbook as rows of a manifest: a sheet is called after its kind in the plural, or `stores.food`, and its
// first row names the columns, as in a CSV file.
#pragma once

#include <filesystem>
#include <memory>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/row_source.hpp"

namespace mallctl::importers::xlsx {

// True for a file that ends in .xlsx, in any case.
bool is_workbook(const std::filesystem::path& file);

// The rows of all sheets, in their order. `kind`: that of every visible sheet, whatever its name; null: by
// their names. Sheets without any cell and hidden sheets that are no kind are left out. In findings a sheet
// is "stores.xlsx!stores", the line is the row and the column that of the sheet, from 1.
// Everything is read as text (OGR_XLSX_FIELD_TYPES=STRING): zeros in front stay, a formula is the value that
// was stored with it, true and false are 1 and 0, empty cells clear. See cell_value.hpp for dates and
// numbers. Findings: M001 for a sheet that is no kind, M002 and M010 for headings, M006 and M009 for what
// survey() refuses, M058 for a cell whose value is not to be had, M059 for merged cells. Throws
// core::Error(failed) when the file cannot be read. GDAL keeps the sheet that is read in memory, about three
// times its XML, of which there are at most 96 MiB in a workbook.
std::unique_ptr<catalog::RawRowSource> open_workbook(const std::filesystem::path& file,
                                                     const catalog::Kind* kind, catalog::Findings& findings);

}  // namespace mallctl::importers::xlsx
