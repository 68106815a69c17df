// What verbs that edit rows take after the kind: keys, then FIELD=VALUE.
#pragma once

#include <string>
#include <vector>

namespace mallctl::cli {

class Context;

struct RowWords {
    std::vector<std::string> keys;
    std::vector<std::string> assignments;
};

// Keys come first; "id:UUID", as routes name a unit, is the UUID. Throws core::Error(usage), with `example`,
// where there is no key.
RowWords split_words(const std::string& done, const std::string& kind, const std::vector<std::string>& words,
                     const std::string& example);

// Whether a kind is the malls themselves, which are named by their slugs rather than by --mall.
bool names_malls(const std::string& kind);

// The mall that rows are edited in: the first key where they are malls, else the one of --mall.
std::string edited_mall(const std::string& kind, const RowWords& words, Context& context);

// "mall, location, ...": the kinds whose rows are edited, for help.
std::string edited_kinds();

}  // namespace mallctl::cli
