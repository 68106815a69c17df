// The words of a map's legend in the languages that mallctl speaks: English, German, French, Spanish,
// Portuguese, Chinese, Arabic.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mallctl::exporters::floor_map {

// The word for a key (a paint, a sign, "legend", "level", ...) in the first of `locales` whose language is
// known, else in English; the key itself for one that is in no list.
std::string word(std::string_view key, const std::vector<std::string>& locales);

}  // namespace mallctl::exporters::floor_map
