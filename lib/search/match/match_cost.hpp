// How well a surface or a document answers a query: which of its words are meant by which of the query's.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/edit_cost.hpp"
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
    std::uint8_t matched = 0;      // words of the query that are answered
    bool exact = false;            // the folded letters are equal
    bool prefix = false;           // the last word of the query is unfinished by this surface
    std::vector<WordMatch> words;  // ascending by the query's words
};

// Compares one query with many surfaces and documents. The cheapest match counts: words in any order, written
// together or apart, some missing, or all letters in a row without regard to words. Costs of pairs of words
// are kept between calls. What a match costs depends on the query and the document alone, never on others.
// Deterministic; bounded by most_words on either side.
class Matcher {
  public:
    // Both must outlive this.
    Matcher(const IndexView& index, const QueryText& query);
    ~Matcher();
    Matcher(const Matcher&) = delete;
    Matcher& operator=(const Matcher&) = delete;

    // Without words where it costs more than `most`.
    SurfaceMatch match_surface(SurfaceId surface, int most = no_match);

    // The surfaces of categories, ascending, that may have a word within so much for each letter typed of
    // one of the query's. Good until the next call. O(words of categories).
    const std::vector<SurfaceId>& category_surfaces_near(std::size_t for_letter);

    // The same of a document, its own surfaces and its groups' words together ("nike shoes": name and
    // category): the best surface, and what it leaves open answered by others. Costs more for an alias than
    // for the name, and more where words of categories and tags are needed. Where no word is answered
    // `best.matched` is 0 and its cost without meaning, and so where it costs more than `most`.
    struct DocumentMatch {
        SurfaceMatch best;
        SurfaceId surface = 0;
        Field field = Field::name;      // the weakest that was needed
        std::vector<SurfaceId> others;  // beside `surface`
    };
    DocumentMatch match(DocumentId document, int most = no_match);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::search
