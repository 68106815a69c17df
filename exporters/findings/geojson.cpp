#include "exporters/findings/geojson.hpp"

#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"

namespace mallctl::exporters {

namespace {

using Json = nlohmann::ordered_json;

Json feature(const FindingsReport& report, std::size_t i) {
    const core::Diagnostic& finding = report.findings[i];
    Json properties{{"code", finding.code},
                    {"severity", core::to_string(finding.severity)},
                    {"message", finding.message}};
    if (!finding.advice.empty()) properties["advice"] = finding.advice;
    if (!finding.level.empty()) properties["level"] = finding.level;
    if (!finding.feature.empty()) properties["feature"] = finding.feature;
    if (!finding.where.file.empty()) properties["file"] = finding.where.file;
    if (finding.where.line > 0) properties["line"] = finding.where.line;
    if (!report.known.empty()) properties["known"] = report.is_known(i);
    const bool only_a_point = std::holds_alternative<std::monostate>(finding.shape) && finding.at;
    const core::Geometry shape = only_a_point ? core::Geometry(*finding.at) : finding.shape;
    return {{"type", "Feature"},
            {"geometry", operations::geometry_json(shape)},
            {"properties", std::move(properties)}};
}

}  // namespace

std::string findings_geojson(const FindingsReport& report) {
    Json collection{{"type", "FeatureCollection"}, {"features", Json::array()}};
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        collection["features"].push_back(feature(report, i));
    }
    return operations::to_text(collection, 2) + "\n";
}

}  // namespace mallctl::exporters
