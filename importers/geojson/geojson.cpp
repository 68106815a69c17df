#include "importers/geojson/geojson.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "importers/geojson/builder.hpp"

namespace mallctl::importers::geojson {

using features::Collection;
using features::Feature;

namespace {

struct File {
    const Collection* collection = nullptr;
    std::vector<Item> items;
    std::vector<plan::LevelIndex> stated;  // its level features
};

std::vector<File> classify_all(const std::vector<Collection>& collections, const mapping::Mapping* mapping) {
    std::vector<File> files;
    for (const Collection& collection : collections) {
        File& file = files.emplace_back();
        file.collection = &collection;
        for (const Feature& feature : collection.features)
            file.items.push_back({&feature, classify(feature, mapping)});
    }
    return files;
}

bool is_structure(const std::string& name) {
    return name == "building" || name == "footprint" || name == "level";
}

// Buildings of all files first, then levels: features may refer to those of another file.
void add_structure(std::vector<File>& files, const mapping::Mapping* mapping, ImportResult& result,
                   Builder& builder) {
    for (const File& file : files) {
        for (const Item& item : file.items) {
            if (item.what.name == "building") builder.add_building(item);
        }
    }
    for (const File& file : files) {
        for (const Item& item : file.items) {
            if (item.what.name == "footprint") builder.add_building(item);
        }
    }
    if (mapping != nullptr && !mapping->building.empty() && result.plan.buildings.empty()) {
        plan::Building building;
        building.name = mapping->building;
        building.category = "unspecified";
        builder.book().add_building(std::move(building));
    }
    for (File& file : files) {
        for (const Item& item : file.items) {
            if (item.what.name == "level") file.stated.push_back(builder.add_level(item));
        }
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

void add_contents(const std::vector<File>& files, const mapping::Mapping* mapping, ImportResult& result,
                  Builder& builder) {
    for (const File& file : files) {
        const auto level = builder.book().of_file(*file.collection, mapping, file.stated);
        std::map<std::string, std::size_t> unknown;
        for (const Item& item : file.items) {
            const std::string& name = item.what.name;
            if (is_structure(name) || name == "connector" || name == "ignore") continue;
            if (!builder.add_on_level(item, level)) ++unknown[name];
        }
        for (const auto& [name, count] : unknown) {
            const std::string what =
                name.empty() ? "say no class" : fmt::format("are of the class \"{}\"", name);
            warn(result, "P072", file.collection->label,
                 fmt::format("{} features that {} are left out", count, what),
                 "give them a class that mallctl-manifest(5) lists, or a mapping with rules for their layer "
                 "or category");
        }
    }
    for (const File& file : files) {
        for (const Item& item : file.items) {
            if (item.what.name == "connector") builder.add_connector(item);
        }
    }
    builder.settle_amenities();
}

}  // namespace

ImportResult read_geojson(const std::vector<Collection>& collections, const mapping::Mapping* mapping) {
    ImportResult result;
    result.plan.format = "geojson";
    Builder builder(result);
    std::vector<File> files = classify_all(collections, mapping);
    add_structure(files, mapping, result, builder);
    add_contents(files, mapping, result, builder);
    if (result.plan.levels.empty()) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{} holds no level of a floor plan",
                        collections.empty() ? "the source" : collections.front().label),
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
        if (result.plan.name.empty()) result.plan.name = collection.root.names("name");
    }
    return result;
}

}  // namespace mallctl::importers::geojson
