// The entities of one level, sorted by what their layers make of them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "importers/drawing/drawing.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/drawing/region.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers::drawing {

// One entity in metres, with the rule of its layer.
struct Item {
    const mapping::LayerRule* rule = nullptr;
    std::string
        source_id;  // "FILE/HANDLE", "FILE/HANDLE#2" for the second with that handle; empty without a handle
    std::string handle;  // "FILE/HANDLE": the same for all parts of one insert
    Entity entity;

    // All points, of whatever kind.
    std::vector<core::Point> points() const;
};

class LevelSheet {
  public:
    std::string level;                // short name, for findings
    std::vector<std::string> files;   // names of the drawings added
    std::vector<std::string> layers;  // of all their entities, each once, in order of names
    std::map<mapping::LayerClass, std::vector<Item>> items;  // in file order

    // Adds what the drawing has in the region. Findings: P003, P039, P042, P072. Throws core::Error(rejected)
    // for a coordinate that is not finite on a layer that is read.
    void add(const Drawing& drawing, const Region& region, const mapping::Mapping& mapping,
             double metres_per_unit, FindingLog& log);

    // A finding about an item: severity warning, with the level, source id and layer filled in.
    core::Diagnostic finding(const char* code, const Item& item, const std::string& message,
                             const std::string& advice) const;

  private:
    void report_entity(const Item& item, FindingLog& log) const;
};

}  // namespace mallctl::importers::drawing
