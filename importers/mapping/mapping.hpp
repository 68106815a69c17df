// mapping.yaml: how drawings become a plan. Its keys are those of mallctl-manifest(5), "MAPPING".
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"
#include "core/names.hpp"
#include "plan/model.hpp"
#include "projection/control_points.hpp"

namespace mallctl::importers::mapping {

// What the entities of a layer become.
enum class LayerClass {
    outline,
    unit,
    unit_label,
    opening,
    wall,
    fixture,
    amenity,
    section,
    section_label,
    kiosk,
    ignore,
};

// "unit_label" and so on, as in the file.
const char* to_string(LayerClass layer_class);

// What the text of a unit_label layer says. `split`: a unit number, a name, or both ("G-01 Bakery": a first
// word with a digit in it is the number). `both`: the whole text is number and name at once.
enum class LabelText { split, ref, name, both };

// Where the number or the name of the units of a layer comes from: their labels, the layer's name, or the
// part of it that the glob's star stands for.
enum class LayerWord { label, layer, star };

// What becomes of the entities of a layer; or, as a rule of blocks, of what is inserted as a block.
struct LayerRule {
    std::string glob;  // of the layer's name, or the block's
    LayerClass layer_class = LayerClass::ignore;
    std::string category;  // empty: the model's default for the class
    std::optional<plan::Direction> direction;
    std::optional<bool> accessible;  // of openings
    std::string restriction;         // of units: "employeesonly", "restricted" or empty
    LabelText text = LabelText::split;
    LayerWord ref = LayerWord::label;   // of units
    LayerWord name = LayerWord::label;  // of units
    std::optional<double> width_m;      // of openings that are blocks
    core::SourcePosition where;
};

struct LevelSpec {
    int ordinal = 0;
    std::string short_name;  // the ordinal where the file does not say
    core::Names name;
    std::optional<double> elevation_m;
};

struct FileRule {
    std::string glob;  // relative to the mapping file, with '/'
    LevelSpec level;
    std::optional<core::Box> box;  // drawing units: only what lies in it is of the level
    core::Point offset;  // drawing units: added to what is drawn, so that floors lie over each other
    core::SourcePosition where;
};

// The drawing's coordinates, scaled to metres, are eastings and northings of this CRS.
struct CrsReference {
    std::string crs;
};

// The drawing point `drawing` (drawing units) lies at `geographic`; the drawing's +y axis points
// `rotation_deg` clockwise from true north.
struct AnchorReference {
    core::Point geographic;
    core::Point drawing;
    double rotation_deg = 0;
};

// The drawing point `drawing` (drawing units) lies at `ground`: longitude and latitude, or easting and
// northing where `projected`.
struct ControlPoint {
    core::Point drawing;
    core::Point ground;
    bool projected = false;
    core::SourcePosition where;
};

// Enough of them for the transform; `crs` is that of projected ones, and empty where there are none.
struct ControlPointReference {
    std::vector<ControlPoint> points;
    projection::Fit transform = projection::Fit::similarity;
    std::string crs;
    core::SourcePosition where;
};

using Georeference = std::variant<CrsReference, AnchorReference, ControlPointReference>;

struct Mapping {
    std::filesystem::path file;             // as given; its folder is what file globs are relative to
    std::optional<double> metres_per_unit;  // empty: the drawing's $INSUNITS
    std::string units_reason;               // why it is not what $INSUNITS says
    std::optional<Georeference> georeference;
    std::vector<FileRule> files;
    core::Names building;
    std::vector<LayerRule> layers;
    std::vector<LayerRule> blocks;  // come before layers

    // The first rule whose glob matches `source`: its path relative to the mapping's folder, or, for a glob
    // without '/', its file name; nullptr when none does.
    const FileRule* file_rule(const std::filesystem::path& source) const;

    // That rule, and, where it has a box, the later ones with a box that match as well: one a floor.
    std::vector<const FileRule*> file_rules(const std::filesystem::path& source) const;

    // The first rule of blocks whose glob matches the block's name; nullptr when none does.
    const LayerRule* block_rule(std::string_view block) const;

    // The first rule whose glob matches the layer's name; nullptr when none does.
    const LayerRule* layer_rule(std::string_view layer) const;
};

// Reads a mapping. Throws core::Error(failed) when the file does not exist and core::Error(rejected)
// otherwise, with every fault as a finding with line and column: M002 unknown key, M003 bad value, M006
// syntax, M008 invalid UTF-8, M009 too large. Limits: 1 MiB, 100 aliases, 32 levels of nesting, 10 000 rules.
Mapping read_mapping(const std::filesystem::path& file);

// The same from text; `file` is used in messages and for Mapping::file.
Mapping parse_mapping(std::string_view text, const std::filesystem::path& file);

}  // namespace mallctl::importers::mapping
