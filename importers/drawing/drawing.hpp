// One drawing in memory, whatever it was read from: the entities of its model space as plain geometry.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "core/geometry.hpp"
#include "importers/drawing/survey.hpp"

namespace mallctl::importers::drawing {

// One entity, or one part of an inserted block: parts carry the handle of the outermost insert and their own
// layer (that of the insert where the block draws on layer "0").
struct Entity {
    std::string layer;
    std::string handle;  // hexadecimal as in the file; empty in drawings without handles
    std::string text;    // of TEXT, MTEXT and attributes, UTF-8, as in the file
    bool text_was_recoded =
        false;  // its bytes were not what the drawing's encoding allows, and were read as Latin-1
    bool in_paper_space = false;
    bool has_surface = false;    // a mesh or solid: not read
    bool may_be_closed = false;  // the reader cannot tell whether the lines run back to their first points
    bool is_broken = false;      // a hatch or spline of which nothing could be made
    std::string block;           // of an insert: the block's name
    std::optional<core::Point> insertion;  // of an insert: where
    // Drawing units. Arcs and bulges are stroked by GDAL, 4 degrees a step.
    std::vector<core::Point> points;
    std::vector<core::LineString> lines;
    std::vector<core::Polygon> areas;

    // All points, of whatever kind.
    std::vector<core::Point> all_points() const;
};

struct Drawing {
    std::string format;  // "dxf" or "dwg"
    std::string name;    // file name
    Survey survey;
    std::vector<Entity> entities;
    core::Diagnostics findings;                // of the reader
    std::map<std::string, std::string> notes;  // of the reader, as in ImportResult
};

// Reads one file. Throws core::Error(failed) for a file that does not exist and core::Error(rejected), naming
// the file and the way out, for one that is no drawing, is damaged or over the limits of survey.hpp.
// Coordinates are not yet checked: those of layers that nobody maps do not matter.
using ReadDrawing = std::function<Drawing(const std::filesystem::path& file)>;

}  // namespace mallctl::importers::drawing
