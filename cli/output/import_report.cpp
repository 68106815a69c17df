#include "cli/output/import_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/output/repairs_text.hpp"
#include "cli/output/rows.hpp"
#include "cli/output/unit_changes.hpp"
#include "cli/output/write_report.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;
using Line = PlanSummary::Line;

template <typename Features>
void count(const Features& features, std::vector<Line>& lines, std::size_t Line::*field) {
    for (const auto& feature : features) ++(lines[feature.level].*field);
}

Json to_json(const Line& line) {
    return {{"level", line.level},           {"ordinal", line.ordinal},
            {"units", line.units},           {"openings", line.openings},
            {"connectors", line.connectors}, {"fixtures", line.fixtures},
            {"amenities", line.amenities},   {"walls", line.walls}};
}

Json to_json(const importers::Georeferencing& georeferencing) {
    Json points = Json::array();
    for (const auto& point : georeferencing.points) {
        points.push_back({{"x", point.drawing.x},
                          {"y", point.drawing.y},
                          {"lon", point.geographic.x},
                          {"lat", point.geographic.y},
                          {"residual_m", point.residual_m}});
    }
    return {{"transform", georeferencing.transform},
            {"rms_m", georeferencing.rms_m},
            {"scale", georeferencing.scale},
            {"rotation_deg", georeferencing.rotation_deg},
            {"points", points}};
}

}  // namespace

PlanSummary summarise(const importers::ImportResult& result) {
    const plan::Plan& plan = result.plan;
    PlanSummary summary;
    summary.format = plan.format;
    summary.notes = result.notes;
    summary.georeference = result.georeference;
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) {
        Line line;
        line.level = plan::level_label(plan, i);
        line.ordinal = plan.levels[i].ordinal;
        summary.lines.push_back(line);
    }
    count(plan.units, summary.lines, &Line::units);
    count(plan.openings, summary.lines, &Line::openings);
    count(plan.fixtures, summary.lines, &Line::fixtures);
    count(plan.amenities, summary.lines, &Line::amenities);
    count(plan.walls, summary.lines, &Line::walls);
    for (const auto& connector : plan.connectors) count(connector.stops, summary.lines, &Line::connectors);
    summary.totals = {{"buildings", plan.buildings.size()}, {"footprints", plan.footprints.size()},
                      {"levels", plan.levels.size()},       {"units", plan.units.size()},
                      {"openings", plan.openings.size()},   {"connectors", plan.connectors.size()},
                      {"fixtures", plan.fixtures.size()},   {"amenities", plan.amenities.size()},
                      {"walls", plan.walls.size()},         {"sections", plan.sections.size()},
                      {"kiosks", plan.kiosks.size()},       {"occupants", plan.occupants.size()}};
    return summary;
}

std::string import_report_json(const operations::ImportReport& report, const std::string& mall,
                               const PlanSummary& plan) {
    Json json = Json::parse(write_report_json(report, mall));
    Json read{{"format", plan.format}};
    for (const auto& [kind, number] : plan.totals) read[kind] = number;
    read["by_level"] = Json::array();
    for (const auto& line : plan.lines) read["by_level"].push_back(to_json(line));
    json["plan"] = std::move(read);
    json["repairs"] = repairs_json(report.repairs);
    json["notes"] = plan.notes;
    add_unit_changes(json, report);
    if (plan.georeference) json["georeference"] = to_json(*plan.georeference);
    return operations::to_text(json, 2) + "\n";
}

std::string import_report_table(const operations::ImportReport& report, const std::string& mall,
                                const PlanSummary& plan) {
    Rows rows;
    rows.columns.push_back({"level", CellKind::text});
    for (const char* name :
         {"ordinal", "units", "openings", "connectors", "fixtures", "amenities", "walls"}) {
        rows.columns.push_back({name, CellKind::number});
    }
    for (const auto& line : plan.lines) {
        rows.rows.push_back({line.level, std::to_string(line.ordinal), std::to_string(line.units),
                             std::to_string(line.openings), std::to_string(line.connectors),
                             std::to_string(line.fixtures), std::to_string(line.amenities),
                             std::to_string(line.walls)});
    }
    std::string totals;
    for (const auto& [kind, number] : plan.totals) {
        if (number > 0) totals += fmt::format("{}{} {}", totals.empty() ? "" : ", ", number, kind);
    }
    return format_rows(rows, "table") + fmt::format("read as {}: {}\n", plan.format, totals) +
           repairs_line(report.repairs) + "\n" + unit_changes_text(report) + write_report_table(report, mall);
}

}  // namespace mallctl::cli
