// "Where is ...?": what people mean, in the mall's search index, with where it is and whether it is open.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "operations/snapshot.hpp"
#include "search/query.hpp"

namespace mallctl::operations {

struct SearchRequest {
    std::string text;                 // empty: all that the filters let through
    std::string near;                 // where one stands: a place as in place.hpp; empty: nobody says
    std::vector<std::string> levels;  // on one of them: labels, short names or ordinals
    std::string category;             // exact, or a prefix up to a '.'
    std::vector<std::string> kinds;   // of one of them: store, amenity, location, offer, product; empty: all
    bool open_now = false;
    bool has_offer = false;
    search::Sort sort = search::Sort::relevance;
    std::size_t limit = 10;
    bool explain = false;
    core::Instant at = {};  // of opening hours, offers, leases and closures
};

struct SearchHit {
    search::Hit hit;        // its distance_m is that of the quickest way on foot; null where there is none
    std::string reference;  // "store:bakery", "id:UUID" of an amenity: a place for route, where it is one
    std::string level;      // label; of several the nearest, or else the lowest; empty where nothing is known
    std::string store;      // of a product or offer: whose
    std::string category;   // dotted
    std::vector<std::string> explanation;  // lines, where they were asked for
};

struct SearchAnswer {
    std::string mall;
    std::string text;
    std::string near;  // canonical; empty where nobody said
    search::Answer answer;
    std::vector<SearchHit> hits;  // beside answer.hits, one for one
};

// Throws core::Error(usage) for an unknown kind, core::Error(failed) without a search index, for an unknown
// level, and, with `near` or sorted by distance, without a navigation graph; and what resolve_place throws.
SearchAnswer search(const Snapshot& snapshot, const SearchRequest& request);

// {"mall", "query", "near", "total", "hits": [{"kind", "slug", "reference", "name", "score", "highlights":
// [[first byte, end]], "level", "distance_m", "open_now", ...}], "facets", "intents", "verdict"}.
std::string to_json(const SearchAnswer& answer);

// The same on one line, without a tree of values in between: what the server answers.
std::string to_compact_json(const SearchAnswer& answer);

// "store", "amenity", ...: as in JSON and --kind.
const char* to_string(search::DocumentKind kind);
const char* to_string(search::Field field);

}  // namespace mallctl::operations
