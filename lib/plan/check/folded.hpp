// Names as people compare them.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::plan {

// Without spaces and ASCII case: "Shop 1" and "SHOP1" are one name.
std::string folded(std::string_view text);

}  // namespace mallctl::plan
