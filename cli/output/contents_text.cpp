#include "cli/output/contents_text.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/output/rows.hpp"
#include "core/utf8.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using importers::FileContents;
using importers::LayerContents;
using operations::Json;

Json box_json(const std::optional<core::Box>& box) {
    if (!box) return nullptr;
    return {box->min.x, box->min.y, box->max.x, box->max.y};
}

Json layer_json(const LayerContents& layer) {
    Json json{{"name", core::one_line(layer.name)},
              {"count", layer.total()},
              {"types", layer.types},
              {"extent", box_json(layer.extent)},
              {"columns", layer.columns},
              {"texts", layer.texts},
              {"hidden", layer.hidden}};
    json["crs"] = layer.crs.empty() ? Json(nullptr) : Json(layer.crs);
    return json;
}

std::string as_json(const std::vector<FileContents>& files) {
    Json list = Json::array();
    for (const FileContents& file : files) {
        Json json{{"file", file.file},       {"format", file.format},
                  {"facts", Json::object()}, {"extent", box_json(file.extent())},
                  {"layers", Json::array()}, {"blocks", file.blocks}};
        for (const auto& [fact, value] : file.facts) json["facts"][fact] = value;
        for (const LayerContents& layer : file.layers) json["layers"].push_back(layer_json(layer));
        list.push_back(std::move(json));
    }
    return operations::to_text(Json{{"files", std::move(list)}}, 2) + "\n";
}

std::string number(double value) {
    return fmt::format("{:.6g}", value);
}

std::string box_text(const std::optional<core::Box>& box) {
    if (!box) return {};
    return fmt::format("{} {} .. {} {}", number(box->min.x), number(box->min.y), number(box->max.x),
                       number(box->max.y));
}

std::string counts_text(const std::map<std::string, std::int64_t>& counts) {
    std::string text;
    for (const auto& [what, count] : counts)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, what);
    return text;
}

std::string texts_of(const LayerContents& layer) {
    std::string text;
    for (const std::string& sample : layer.texts) text += (text.empty() ? "" : " | ") + sample;
    return text;
}

std::string layer_table(const FileContents& file) {
    Rows rows;
    rows.columns = {{"layer"}, {"count", CellKind::number}, {"types"}, {"crs"}, {"extent"}, {"texts"}};
    for (const LayerContents& layer : file.layers) {
        rows.rows.push_back({core::one_line(layer.name) + (layer.hidden ? " (off)" : ""),
                             std::to_string(layer.total()), core::one_line(counts_text(layer.types)),
                             layer.crs, box_text(layer.extent), texts_of(layer)});
    }
    return format_rows(rows, "table");
}

std::string block_table(const FileContents& file) {
    Rows rows;
    rows.columns = {{"block"}, {"inserts", CellKind::number}};
    for (const auto& [block, count] : file.blocks)
        rows.rows.push_back({core::one_line(block), std::to_string(count)});
    return format_rows(rows, "table");
}

std::string as_table(const std::vector<FileContents>& files) {
    std::string text;
    for (const FileContents& file : files) {
        if (!text.empty()) text += '\n';
        text += fmt::format("{}: {}", core::one_line(file.file), file.format);
        for (const auto& [fact, value] : file.facts)
            text += fmt::format(", {} {}", fact, core::one_line(value));
        if (const auto box = file.extent()) text += ", extent " + box_text(box);
        text += '\n';
        if (!file.layers.empty()) text += '\n' + layer_table(file);
        if (!file.blocks.empty()) text += '\n' + block_table(file);
    }
    return text;
}

}  // namespace

std::string contents_text(const std::vector<FileContents>& files, std::string_view format) {
    return format == "json" ? as_json(files) : as_table(files);
}

}  // namespace mallctl::cli
