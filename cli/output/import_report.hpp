// What an import read, by level and class, beside what it changed.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "importers/importer.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

struct PlanSummary {
    struct Line {
        std::string level;  // label
        int ordinal = 0;
        std::size_t units = 0;
        std::size_t openings = 0;
        std::size_t connectors = 0;  // that stop on the level, as the source says; inferred ones come later
        std::size_t fixtures = 0;
        std::size_t amenities = 0;
        std::size_t walls = 0;
    };
    std::string format;
    std::vector<Line> lines;                                  // by building and ordinal, as in the source
    std::vector<std::pair<std::string, std::size_t>> totals;  // "buildings", "levels", "units", ...
    std::map<std::string, std::string> notes;
    std::optional<importers::Georeferencing> georeference;
};

PlanSummary summarise(const importers::ImportResult& result);

// write_report_json with "plan": {"format", "levels": 8, "units": 443, ..., "by_level": [...]}, "repairs"
// (see repairs_json) and "notes" added, and for a source placed by control points "georeference":
// {"transform", "rms_m", "scale", "rotation_deg", "points": [{"x", "y", "lon", "lat", "residual_m"}]}; and
// what add_unit_changes adds.
std::string import_report_json(const operations::ImportReport& report, const std::string& mall,
                               const PlanSummary& plan);

// The levels as a table, the totals and what was repaired as a line each, unit_changes_text, then
// write_report_table.
std::string import_report_table(const operations::ImportReport& report, const std::string& mall,
                                const PlanSummary& plan);

}  // namespace mallctl::cli
