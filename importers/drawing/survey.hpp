// What a drawing says about itself: units, encoding, layers, blocks, how much there is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/geometry.hpp"

namespace mallctl::importers::drawing {

// A block inserted in model space.
struct Insert {
    std::string block;
    core::Point at;  // drawing units
    double x_scale = 1;
    double y_scale = 1;
};

// Where a drawing itself says that it lies: its point `drawing` at `projected` of the CRS, `north` pointing
// to the CRS's +y.
struct GridReference {
    std::string crs;  // "EPSG:27700"
    core::Point drawing;
    core::Point projected;
    core::Point north{0, 1};  // a direction in the drawing
    double metres_per_unit = 1;
};

struct Survey {
    std::string version;                    // $ACADVER: "AC1009" (R12), "AC1015" (2000), "AC1021" (2007), ...
    std::optional<double> metres_per_unit;  // from $INSUNITS; empty for "unitless", absent and unknown
    int insunits = 0;                       // as written; 0 where absent
    std::map<std::pair<std::string, std::string>, std::int64_t> by_layer_and_type;  // model space entities
    std::set<std::string> hidden_layers;                                            // frozen or off
    std::set<std::string> missing_blocks;                                           // inserted, never defined
    std::set<std::string> circular_blocks;                                          // contain themselves
    std::map<std::string, Insert> inserts;            // by handle, where they have one
    std::set<std::string> repeated_handles;           // of two entities or more
    std::map<std::string, std::int64_t> elevated;     // layer -> entities of model space not at height 0
    std::map<std::string, std::int64_t> paper_space;  // layer -> entities that are on layouts only
    std::optional<GridReference> georeference;
    // With every insert replaced by its block: how many entities, and an estimate from above of how many
    // points.
    std::int64_t entities = 0;
    std::int64_t points = 0;

    // Text of a drawing of 2007 (AC1021) and later is UTF-8, whatever $DWGCODEPAGE says.
    bool is_utf8() const { return version >= "AC1021"; }
};

// What a drawing may hold.
constexpr std::int64_t max_entities = 1'000'000;
constexpr std::int64_t max_points = 20'000'000;

// $INSUNITS to metres; nothing for 0 (unitless) and what is not in the table of the DXF Reference.
std::optional<double> metres_of_insunits(int code);

}  // namespace mallctl::importers::drawing
