// The style sheet and the script of the report, as they stand in the page.
#pragma once

#include <string_view>

namespace mallctl::exporters::html {

extern const std::string_view style_sheet;
extern const std::string_view script;

}  // namespace mallctl::exporters::html
