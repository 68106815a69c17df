// Which AutoCAD wrote a DWG: its first six bytes.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::importers::dwg {

// True when the beginning of a file (6 bytes are enough) is that of a DWG: "AC1" and three digits.
bool looks_like_dwg(std::string_view beginning);

// "AC1032 (AutoCAD 2018)"; the bytes alone where the release is unknown.
std::string describe_version(std::string_view beginning);

}  // namespace mallctl::importers::dwg
