// Drawings as SVG 1.1: no script, no style sheet, no font and no address of anything outside the file.
#pragma once

#include <string>

#include "exporters/drawing/drawing.hpp"

namespace mallctl::exporters::drawing {

// A whole file: the pages below each other, its size in mm. The same document gives the same bytes.
std::string to_svg(const Document& document);

// The items of a page alone, to stand inside an <svg> element of an HTML page. Ids of clip paths begin with
// `prefix`.
std::string svg_items(const Page& page, const std::string& prefix);

// The text with & < > " ' escaped, made printable first: fit for the content and attributes of XML and HTML.
std::string xml_escaped(std::string_view text);

// The d attribute of a <path>.
std::string path_data(const Path& path);

// Millimetres with two decimals at most.
std::string millimetres(double value);

}  // namespace mallctl::exporters::drawing
