// What GDAL does not tell of a workbook: cells whose value it would give wrongly, or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::importers::xlsx {

// A place in a sheet; both count from 1, 0: unknown.
struct CellPlace {
    int row = 0;
    int column = 0;
};

// "C7" of a column and row, "AA1" of column 27.
std::string cell_name(CellPlace place);

struct OddCell {
    enum class Why {
        formula_without_value,  // written by a program that does not compute; GDAL reads it as empty
        error,                  // #N/A and its kin
        merged,                 // the first of merged cells: the others are empty
        percentage,             // shown as 5 %, stored as 0.05: the first of its column
    };

    Why why = Why::error;
    CellPlace place;
    std::string range;  // of merged cells: "C7:C9"
};

struct SheetSurvey {
    std::string name;
    bool hidden = false;
    std::vector<OddCell> odd_cells;  // the first 1000
};

struct Survey {
    std::vector<SheetSurvey> sheets;  // in the order of the workbook
    std::string bytes;                // of the whole file, for GDAL to read
};

// Reads and checks a workbook (ECMA-376 part 1, section 18). Throws core::Error(failed) when it cannot be
// read, core::Error(rejected) for one that is no workbook, is damaged, encrypted, larger than 64 MiB, unpacks
// to more than 96 MiB or more than 200 times its size, counts its dates from 1904 (GDAL would read them four
// years early), or has a sheet with more than 1000 columns or 1,048,576 rows, or with rows out of order.
// O(size of what it unpacks to), and as much memory while it runs.
Survey survey(const std::filesystem::path& file);

}  // namespace mallctl::importers::xlsx
