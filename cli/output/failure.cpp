#include "cli/output/failure.hpp"

#include <nlohmann/json.hpp>

#include "cli/exit_code.hpp"
#include "cli/output/color.hpp"
#include "cli/output/route_text.hpp"
#include "cli/output/write_report.hpp"
#include "core/utf8.hpp"
#include "operations/json_parts.hpp"
#include "operations/route_json.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

const char* fault_name(core::Fault fault) {
    switch (fault) {
        case core::Fault::failed:
            return "failed";
        case core::Fault::usage:
            return "usage";
        case core::Fault::rejected:
            return "rejected";
        case core::Fault::unreachable:
            return "unreachable";
        case core::Fault::conflict:
            return "conflict";
        case core::Fault::interrupted:
            return "interrupted";
    }
    return "failed";
}

Json to_array(const core::Diagnostics& findings) {
    Json array = Json::array();
    for (const auto& finding : findings) array.push_back(Json::parse(diagnostic_json(finding)));
    return array;
}

}  // namespace

std::string failure_text(const core::Error& error, bool color) {
    std::string text;
    if (const auto* no_route = dynamic_cast<const operations::NoRouteError*>(&error))
        text += obstructions_text(no_route->obstructions());
    for (const auto& finding : error.findings()) text += finding_line(finding, color) + "\n";
    text += (color ? in_red("mallctl:") : "mallctl:") + " " + core::one_line(error.what()) + "\n";
    if (!error.advice().empty()) text += "  " + error.advice() + "\n";
    return text;
}

std::string failure_json(const core::Error& error) {
    Json json{{"fault", fault_name(error.fault())},
              {"message", error.what()},
              {"advice", error.advice()},
              {"exit_code", exit_code(error.fault())},
              {"diagnostics", to_array(error.findings())}};
    if (const auto* no_route = dynamic_cast<const operations::NoRouteError*>(&error))
        json["blocking"] = operations::to_array(no_route->obstructions());
    return operations::to_text(Json{{"error", std::move(json)}}) + "\n";
}

}  // namespace mallctl::cli
