// A plan while it is read from an archive, with what ids mean in it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "importers/features/feature.hpp"
#include "importers/importer.hpp"

namespace mallctl::importers::imdf {

// The names of a property. IMDF asks for a language: "und" (BCP 47, undetermined) says that it is not known,
// which is "" here.
core::Names names_of(const features::Feature& source, const char* key);

// A point where an occupant or kiosk is, inside a unit.
struct Anchor {
    std::optional<plan::UnitIndex> unit;
    core::Point point;
};

struct Draft {
    ImportResult result;
    bool own = false;  // mallctl wrote the archive: see extension.hpp
    // By source id; of an id used twice, the first.
    std::map<std::string, plan::BuildingIndex> buildings;
    std::map<std::string, plan::LevelIndex> levels;
    std::map<std::string, plan::UnitIndex> units;
    std::map<std::string, std::size_t> openings;
    std::map<std::string, Anchor> anchors;

    plan::Plan& plan() { return result.plan; }

    void report(const features::Feature& feature, const char* code, core::Severity severity,
                std::string message, std::string advice);

    // The level that property level_id names; nothing, and P053 or P052, where there is none.
    std::optional<plan::LevelIndex> level_of(const features::Feature& feature);

    // True when the feature's geometry is of this class; else P050, and the feature is to be left out.
    bool has_shape(const features::Feature& feature, features::Shape shape);

    // Id and name of a feature; P044 where it has no id.
    void fill(plan::Feature& target, const features::Feature& source);

    // Property `category`; P053 and "unspecified" where it is missing.
    std::string category_of(const features::Feature& feature);
};

// What a reference means, nothing for an unknown id.
template <typename Index>
std::optional<Index> lookup(const std::map<std::string, Index>& index, const std::string& id) {
    const auto it = index.find(id);
    return it == index.end() ? std::nullopt : std::optional<Index>(it->second);
}

}  // namespace mallctl::importers::imdf
