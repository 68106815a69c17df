// How well one surface answers a query: which of its words are meant by which of the query's.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/query_text.hpp"

namespace mallctl::search {

// The words of a query and of a surface that belong together, for highlights and explanations.
struct WordMatch {
    SurfaceId surface = 0;         // whose words text_first to text_end are
    std::uint8_t query_first = 0;  // words [first, end): several where they are written together
    std::uint8_t query_end = 0;
    std::uint8_t text_first = 0;
    std::uint8_t text_end = 0;
    std::uint16_t cost = 0;
    bool prefix = false;
    bool synonym = false;
};

struct SurfaceMatch {
    int cost = 0;  // of all words: matched ones by edit_cost, missing and superfluous ones by their length
    std::uint8_t matched = 0;  // words of the query that are answered
    bool exact = false;        // the folded letters are equal
    bool prefix = false;       // the last word of the query is unfinished by this surface
    std::vector<WordMatch> words;
};

// The cheapest match: words in any order, written together or apart, some missing, against the surface's
// words `surface`. Costs of pairs of words are kept between calls for the same query. Deterministic. Bounded
// by most_words on either side.
class Matcher {
  public:
    Matcher(const IndexView& index, const QueryText& query);
    SurfaceMatch match_surface(SurfaceId surface);
    // The same of a document, its own surfaces and its groups' words together ("nike shoes": name and
    // category): the best surface, and what it leaves open answered by others.
    struct DocumentMatch {
        SurfaceMatch best;
        SurfaceId surface = 0;
        Field field = Field::name;      // the weakest that was needed
        std::vector<SurfaceId> others;  // beside `surface`
    };
    DocumentMatch match(DocumentId document);

  private:
    const IndexView& index_;
    const QueryText& query_;
};

}  // namespace mallctl::search
