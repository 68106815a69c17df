// What a text DXF says about itself, read tag by tag before GDAL sees it. Tags after Autodesk's DXF Reference
// (2018), "DXF Format".
#pragma once

#include <string>
#include <string_view>

#include "importers/drawing/survey.hpp"

namespace mallctl::importers::dxf {

// Throws core::Error(rejected) naming `file` and the line for text that is not DXF or is cut short. O(n)
// time.
drawing::Survey survey(std::string_view text, const std::string& file);

}  // namespace mallctl::importers::dxf
