#include "search/match/query_text.hpp"

namespace mallctl::search {

QueryText query_text(const Dictionary& dictionary, const Folded& folded) {
    QueryText text;
    text.folded = &folded;
    text.codes.reserve(folded.letters.size());
    for (const char32_t letter : folded.letters) text.codes.push_back(dictionary.code_of(letter));
    return text;
}

}  // namespace mallctl::search
