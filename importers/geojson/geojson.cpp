#include "importers/geojson/geojson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "core/error.hpp"
#include "importers/geojson/builder.hpp"

namespace mallctl::importers::geojson {

using features::Collection;

namespace {

struct File {
    Collection* collection = nullptr;
    std::vector<Turn> turns;               // of its features
    std::vector<plan::LevelIndex> stated;  // its level features
};

// Reads the features of all files whose turn it is.
class Reader {
  public:
    Reader(std::vector<Collection>& collections, const mapping::Mapping* mapping) : mapping_(mapping) {
        for (Collection& collection : collections) {
            File& file = files_.emplace_back();
            file.collection = &collection;
            file.turns.reserve(collection.size());
            for (std::size_t i = 0; i < collection.size(); ++i) {
                file.turns.push_back(turn_of(collection.peek(i), mapping));
            }
        }
    }

    std::vector<File>& files() { return files_; }

    // `add` takes an Item.
    template <typename Add>
    void each(File& file, Turn turn, Add add) {
        const bool last_turn =
            std::none_of(file.turns.begin(), file.turns.end(), [&](Turn other) { return other > turn; });
        for (std::size_t i = 0; i < file.turns.size(); ++i) {
            if (last_turn) file.collection->release(i);
            if (file.turns[i] != turn) continue;
            Item item;
            item.feature = file.collection->read(i, findings_);
            item.what = classify(item.feature, mapping_);
            add(item);
        }
    }

    template <typename Add>
    void each(Turn turn, Add add) {
        for (File& file : files_) each(file, turn, add);
    }

    core::Diagnostics take_findings() { return std::move(findings_); }

  private:
    const mapping::Mapping* mapping_;
    std::vector<File> files_;
    core::Diagnostics findings_;  // of geometry
};

// Buildings of all files first, then levels: features may refer to those of another file.
void add_structure(Reader& reader, const mapping::Mapping* mapping, ImportResult& result, Builder& builder) {
    const auto add_building = [&](Item& item) { builder.add_building(item); };
    reader.each(Turn::building, add_building);
    reader.each(Turn::footprint, add_building);
    if (mapping != nullptr && !mapping->building.empty() && result.plan.buildings.empty()) {
        plan::Building building;
        building.name = mapping->building;
        building.category = "unspecified";
        builder.book().add_building(std::move(building));
    }
    for (File& file : reader.files()) {
        reader.each(file, Turn::level, [&](Item& item) { file.stated.push_back(builder.add_level(item)); });
    }
}

void warn(ImportResult& result, const char* code, const std::string& file, std::string message,
          std::string advice) {
    core::Diagnostic finding;
    finding.code = code;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.where.file = file;
    result.findings.push_back(std::move(finding));
}

void warn_of_unknown(ImportResult& result, const std::string& file,
                     const std::map<std::string, std::size_t>& unknown) {
    for (const auto& [name, count] : unknown) {
        const std::string what = name.empty() ? "say no class" : fmt::format("are of the class \"{}\"", name);
        warn(result, "P072", file, fmt::format("{} features that {} are left out", count, what),
             "give them a class that mallctl-manifest(5) lists, or a mapping with rules for their layer "
             "or category");
    }
}

void add_contents(Reader& reader, const mapping::Mapping* mapping, ImportResult& result, Builder& builder) {
    for (File& file : reader.files()) {
        const auto level = builder.book().of_file(*file.collection, mapping, file.stated);
        std::map<std::string, std::size_t> unknown;
        reader.each(file, Turn::content, [&](Item& item) {
            if (item.what.name == "ignore") return;
            if (!builder.add_on_level(item, level)) ++unknown[item.what.name];
        });
        warn_of_unknown(result, file.collection->label(), unknown);
    }
    builder.settle_amenities();
    reader.each(Turn::connector, [&](Item& item) { builder.add_connector(item); });
}

}  // namespace

ImportResult read_geojson(std::vector<Collection>& collections, const mapping::Mapping* mapping) {
    ImportResult result;
    result.plan.format = "geojson";
    Builder builder(result);
    Reader reader(collections, mapping);
    add_structure(reader, mapping, result, builder);
    add_contents(reader, mapping, result, builder);
    core::Diagnostics of_geometry = reader.take_findings();
    result.findings.insert(result.findings.begin(), std::make_move_iterator(of_geometry.begin()),
                           std::make_move_iterator(of_geometry.end()));
    if (result.plan.levels.empty()) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{} holds no level of a floor plan",
                        collections.empty() ? "the source" : collections.front().label()),
            "add features of class level, a property level, or a mapping that names each file's level",
            result.findings);
    }
    for (const plan::Level& level : result.plan.levels) {
        if (!level.outline.empty()) continue;
        warn(result, "P073", {}, fmt::format("level {} has no outline", level.short_name),
             "add a feature of class level or outline");
        result.findings.back().level = level.short_name;
    }
    for (const Collection& collection : collections) {
        if (result.plan.name.empty()) result.plan.name = collection.name();
    }
    return result;
}

}  // namespace mallctl::importers::geojson
