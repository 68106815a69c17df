#include "cli/output/repairs_text.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;

std::string words(const char* kind) {
    std::string result = kind;
    for (char& c : result) {
        if (c == '_') c = ' ';
    }
    return result;
}

}  // namespace

Json repairs_json(const std::vector<plan::Repair>& repairs) {
    Json list = Json::array();
    for (const plan::Repair& repair : repairs) {
        Json json{{"code", repair.finding.code}, {"kinds", Json::array()}};
        for (const plan::RepairKind kind : repair.kinds) json["kinds"].push_back(plan::to_string(kind));
        if (!repair.finding.level.empty()) json["level"] = repair.finding.level;
        if (!repair.finding.feature.empty()) json["feature"] = repair.finding.feature;
        json["message"] = repair.finding.message;
        json["before"] = operations::geometry_json(repair.before);
        json["after"] = operations::geometry_json(repair.after);
        list.push_back(std::move(json));
    }
    return list;
}

std::string repairs_line(const std::vector<plan::Repair>& repairs) {
    if (repairs.empty()) return {};
    std::map<plan::RepairKind, std::size_t> counts;
    for (const plan::Repair& repair : repairs) {
        for (const plan::RepairKind kind : repair.kinds) ++counts[kind];
    }
    std::string kinds;
    for (const auto& [kind, count] : counts) {
        kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ", count, words(plan::to_string(kind)));
    }
    return fmt::format(
        "{} repaired: {}; -v lists them\n",
        repairs.size() == 1 ? "1 feature was" : fmt::format("{} features were", repairs.size()), kinds);
}

}  // namespace mallctl::cli
