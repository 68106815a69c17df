#include "cli/output/plan_diff_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "cli/output/change_words.hpp"
#include "cli/output/rows.hpp"
#include "cli/output/version_json.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::Json;
using plan::FeatureChange;

Json with_plan(const db::Version& version) {
    Json json = version_json(version);
    json["plan"] = version.plan ? Json{{"number", version.plan->number}, {"format", version.plan->format}}
                                : Json(nullptr);
    return json;
}

Json to_json(const FeatureChange& change) {
    Json json{{"kind", change.kind}, {"change", plan::to_string(change.change)}};
    if (!change.id.is_nil()) json["id"] = core::to_string(change.id);
    if (!change.reference.empty()) json["reference"] = change.reference;
    if (!change.level.empty()) json["level"] = change.level;
    json["name"] = Json::object();
    for (const auto& [locale, name] : change.name) json["name"][catalog::locale_tag(locale)] = name;
    if (!change.category.empty()) json["category"] = change.category;
    if (change.change != plan::Change::changed) return json;
    json["fields"] = Json::array();
    for (const auto& field : change.fields)
        json["fields"].push_back({{"field", field.field}, {"before", field.before}, {"after", field.after}});
    if (!change.shape) return json;
    json["moved_m"] = operations::round_m(change.shape->moved_m);
    if (change.shape->area_before_m2)
        json["area_before_m2"] = operations::round_m(*change.shape->area_before_m2);
    if (change.shape->area_after_m2)
        json["area_after_m2"] = operations::round_m(*change.shape->area_after_m2);
    return json;
}

// Features that are the same are not counted.
Json to_json(const core::ChangeCounts& counts) {
    return {{"added", counts.added}, {"updated", counts.updated}, {"removed", counts.removed}};
}

void add_part(std::string& text, const std::string& part) {
    text += (text.empty() ? "" : "; ") + part;
}

// "moved 2.1 m; 120.0 m2 -> 131.5 m2", or that only the outline is another.
std::string in_words(const plan::ShapeChange& shape) {
    constexpr double least = 0.05;  // what one decimal shows
    std::string text;
    if (shape.moved_m >= least) add_part(text, fmt::format("moved {:.1f} m", shape.moved_m));
    const bool resized = shape.area_before_m2 && shape.area_after_m2 &&
                         std::abs(*shape.area_after_m2 - *shape.area_before_m2) >= least;
    if (resized)
        add_part(text, fmt::format("{:.1f} m2 -> {:.1f} m2", *shape.area_before_m2, *shape.area_after_m2));
    if (text.empty()) text = "redrawn in place";
    return text;
}

std::string details(const FeatureChange& change) {
    std::string text;
    for (const auto& field : change.fields)
        add_part(text, fmt::format("{} {} -> {}", field.field, quoted_or_nothing(field.before),
                                   quoted_or_nothing(field.after)));
    if (change.shape) add_part(text, in_words(*change.shape));
    return text;
}

std::optional<std::string> known(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::string plan_diff_json(const operations::PlanDiff& diff, const ChangeList& rows,
                           const std::string& mall) {
    Json json{{"mall", mall}, {"from", with_plan(diff.from)}, {"to", with_plan(diff.to)}};
    core::ChangeSummary changed = diff.changed;
    for (const auto& [kind, counts] : rows.counted().by_kind) changed.by_kind[kind] += counts;
    json["changed"] = to_json(changed.total());
    json["by_kind"] = Json::object();
    for (const auto& [kind, counts] : changed.by_kind) json["by_kind"][kind] = to_json(counts);
    json["changes"] = Json::array();
    for (const auto& change : rows.changes()) json["changes"].push_back(change_json(change));
    for (const auto& change : diff.changes) json["changes"].push_back(to_json(change));
    if (rows.left_out() > 0) json["changes_left_out"] = rows.left_out();
    return operations::to_text(json, 2) + "\n";
}

std::string plan_diff_table(const operations::PlanDiff& diff, const ChangeList& catalog, bool verbose) {
    const std::string versions = fmt::format("version {} to version {}", diff.from.number, diff.to.number);
    if (diff.changes.empty() && catalog.changes().empty())
        return fmt::format("no differences: {}\n", versions);
    Rows rows;
    rows.columns = {{"change"}, {"kind"}, {"reference"}, {"level"}, {"name"}, {"category"}, {"details"}};
    for (const auto& change : diff.changes) {
        const std::string id = change.id.is_nil() ? std::string() : core::to_string(change.id);
        rows.rows.push_back({plan::to_string(change.change), change.kind,
                             known(change.reference.empty() ? id : change.reference), known(change.level),
                             known(core::pick_name(change.name)), known(change.category),
                             known(details(change))});
    }
    auto total = diff.changed.total();
    total += catalog.counted().total();
    return changes_table(catalog, verbose) + (diff.changes.empty() ? "" : format_rows(rows, "table")) +
           fmt::format("{}: {} added, {} changed, {} removed\n", versions, total.added, total.updated,
                       total.removed);
}

}  // namespace mallctl::cli
