// Reads back the SVG that we write: enough to measure where its text stands.
#pragma once

#include <string>
#include <vector>

#include "exporters/svg/label_space.hpp"

namespace mallctl::test {

struct SvgText {
    std::string text;                    // as written, with entities
    exporters::floor_map::LabelBox box;  // what it covers, from the cap height to the baseline
    double size = 0;
    std::size_t page = 0;
    std::string group;  // class of the innermost group
};

struct SvgFile {
    std::vector<SvgText> texts;
    std::vector<std::string> groups;  // classes, in order
    std::size_t pages = 0;
};

// Throws std::runtime_error when elements are not nested properly or an attribute is not quoted.
SvgFile read_svg(const std::string& svg);

// Pairs of texts of one page that cover each other, as "A | B".
std::vector<std::string> overlapping_texts(const SvgFile& file);

}  // namespace mallctl::test
