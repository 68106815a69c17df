// What verbs that edit rows take after the kind: keys, then FIELD=VALUE.
#pragma once

#include <string>
#include <vector>

namespace mallctl::cli {

struct RowWords {
    std::vector<std::string> keys;
    std::vector<std::string> assignments;
};

// Keys come first; "id:UUID", as routes name a unit, is the UUID. Throws core::Error(usage), with `example`,
// where there is no key.
RowWords split_words(const std::string& done, const std::string& kind, const std::vector<std::string>& words,
                     const std::string& example);

// "mall, location, ...": the kinds whose rows are edited, for help.
std::string edited_kinds();

}  // namespace mallctl::cli
