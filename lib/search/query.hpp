// A question to an index and its answer.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "search/artifact/index_view.hpp"
#include "search/match/candidates.hpp"
#include "search/match/match_cost.hpp"

namespace mallctl::search {

// A level that a query may name ("2. stock", "second floor", "level B1").
struct QueryLevel {
    int ordinal = 0;
    std::string label;  // unique within the mall
    std::string short_name;
    std::vector<std::string> names;  // in all languages
};

// What documents are, which the index does not know because it changes with time and place; asked for
// candidates and hits only, except `allowed`.
struct DocumentFacts {
    // Walking, from where the query is asked; may be empty.
    std::function<std::optional<double>(DocumentId)> distance_m;
    std::function<std::vector<std::string>(DocumentId)> levels;  // labels; may be empty
    // Nothing where no hours are known; may be empty.
    std::function<std::optional<bool>(DocumentId)> is_open;
    std::function<bool(DocumentId)> has_offer;  // may be empty
};

enum class Sort : std::uint8_t { relevance, distance, name };

struct Filters {
    std::vector<std::string> levels;  // labels: on one of them
    std::string category;             // exact, or a prefix up to a '.'
    bool open_now = false;
    bool has_offer = false;
    std::vector<DocumentKind> kinds;  // of one of them; empty: all
};

struct Query {
    std::string text;
    Filters filters;
    Sort sort = Sort::relevance;
    std::size_t limit = 10;
    core::Instant at = {};
    std::vector<QueryLevel> levels;  // of the mall, for intents
    DocumentFacts facts;
    bool intents = true;  // understand levels, "open now" and "near me" in the text
    // Count all documents that match, for Answer::total and the facets, which takes a closer look at more of
    // them (at most 2,000); otherwise they count the hits alone.
    bool count_all = true;
};

// What decides the order, first to last; less is better, but more words matched, popularity.
struct Rank {
    int cost_bucket = 0;
    int words_matched = 0;
    int pin = 0;  // its place among the pins, from 1; 0: none
    Field field = Field::name;
    std::optional<double> distance_m;  // rounded to 10 m
    bool exact = false;
    std::uint8_t popularity = 0;
    int cost = 0;
};

// A part of the name or alias that was meant, in bytes.
struct Highlight {
    std::size_t first = 0;
    std::size_t end = 0;
};

struct Hit {
    DocumentId document = 0;
    DocumentKind kind = DocumentKind::store;
    std::string slug;
    std::string name;                   // in the mall's first locale, or the name in another that was found
    std::string alias;                  // that was found, else empty
    double score = 0;                   // 1 is exact, down to 0; falls with the rank
    std::vector<Highlight> highlights;  // of `alias` where one was found, else of `name`; ascending, apart
    std::vector<std::string> levels;
    std::optional<double> distance_m;
    std::optional<bool> open_now;  // nothing where no hours are known
    Rank rank;
    std::vector<WordMatch> words;  // for explanations
};

struct FacetCount {
    std::string value;
    std::size_t count = 0;
};

// Of all documents that match, not of the hits listed alone.
struct Facets {
    std::vector<FacetCount> level;  // by count, then value
    std::vector<FacetCount> category;
    std::size_t open_now = 0;
    std::size_t has_offer = 0;
};

// What the text said beside names.
struct Intents {
    std::vector<std::string> levels;  // labels: of several buildings more than one
    bool open_now = false;
    bool near_me = false;
    std::string rest;  // what was searched for
    // Nothing that fits the level or is open matches, so that the hits are of anywhere and any time.
    bool relaxed = false;
};

struct Verdict {
    bool found = false;     // the first hit is probably what was meant
    double confidence = 0;  // 0 to 1
    // Where not found: the category that what was typed is nearest to, if any is near.
    std::optional<std::string> category;
};

struct Answer {
    std::vector<Hit> hits;
    std::size_t total = 0;  // documents that match as well as the verdict asks
    Facets facets;
    Intents intents;
    Verdict verdict;
};

}  // namespace mallctl::search
