// Names by locale: the key is a BCP 47 tag ("de", "zh-Hant"); "" holds a name whose language is not known.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::core {

using Names = std::map<std::string, std::string>;

// The name to show: the first of `locales` that is present, then "", then "en", then the first there is;
// "" when there is none.
std::string pick_name(const Names& names, const std::vector<std::string>& locales = {});

// A slug: 1 to 63 of a-z, 0-9, '_' and '-', beginning with a letter or digit.
bool is_slug(std::string_view text);

// A slug made from any text: ASCII letters lowered, runs of everything else become one '-'; "" when nothing
// is left.
std::string make_slug(std::string_view text);

}  // namespace mallctl::core
