// What can be found: the documents of one mall, and what its managers say of words and answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/names.hpp"

namespace mallctl::search {

// In the order in which equally good hits are listed.
enum class DocumentKind : std::uint8_t { store, amenity, location, offer, product };

struct Document {
    DocumentKind kind = DocumentKind::store;
    std::string slug;  // the key within the kind; of an amenity its UUID
    core::Names names;
    std::vector<std::string> aliases;
    std::string brand;
    std::string category;  // dotted, from wide to narrow; of an amenity its IMDF category
    std::vector<std::string> tags;
    std::string store;                  // slug: whose product or offer this is
    double popularity = 0;              // how often it is wanted, on any scale at least 0; 0: not known
    std::optional<core::Instant> from;  // it is found in [from, to) alone; nothing: always
    std::optional<core::Instant> to;
};

// Words or phrases that mean the same: who types one finds what has another.
struct Synonyms {
    std::string slug;
    std::vector<std::string> words;
};

// Answers put first, in this order, for a query that equals `query` once folded.
struct Pin {
    std::string query;
    struct Target {
        DocumentKind kind;
        std::string slug;
    };
    std::vector<Target> targets;
};

// A document that is no answer: to this query, or, where that is empty, to any.
struct Exclusion {
    std::string query;
    DocumentKind kind = DocumentKind::store;
    std::string slug;
};

struct Corpus {
    std::vector<Document> documents;
    std::vector<Synonyms> synonyms;  // the mall's own; those that ship are added by build_index
    std::vector<Pin> pins;
    std::vector<Exclusion> exclusions;
    std::vector<std::string> locales;  // of the mall: the first that a document has names it
};

}  // namespace mallctl::search
