// The search artifact as its readers see it: arrays in mapped bytes, nothing copied. Long lists of numbers
// are of U24, which reads as a std::uint32_t.
//
// Documents are numbered by kind, then popularity from high to low, then slug: of equal candidates the lower
// number is the better one. A surface is one text that a document, or a group of documents, is found by: a
// name, an alias, a brand; the words of a category or of a tag belong to the group of all that have it.
// Surfaces of documents come first, ascending by document; those of groups follow.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "search/artifact/format.hpp"
#include "search/dictionary/dictionary.hpp"
#include "search/document.hpp"

namespace mallctl::search {

using DocumentId = std::uint32_t;
using SurfaceId = std::uint32_t;
using GroupId = std::uint32_t;

// From the best to the weakest. `reading` is a name in other letters than it is written in.
enum class Field : std::uint8_t { name, alias, brand, reading, tag, category };

inline constexpr DocumentId no_document = 0xffffffff;

struct Surface {
    DocumentId document = no_document;  // or, where there is none, of
    GroupId group = 0;
    Field field = Field::name;
    std::span<const U24> words;  // TermIds in their order, connectors too
};

// One pin or exclusion: what it says for queries that fold to the same letters.
struct Rule {
    bool pin = false;
    std::u32string_view query;  // the folded letters without the gaps; empty: any
    std::span<const DocumentId> documents;
};

class IndexView {
  public:
    // Checks magic, layout, section table and their bounds alone, so that opening reads no more than one
    // page; throws core::Error(rejected). `bytes` must begin at a multiple of 8 and outlive this.
    explicit IndexView(std::span<const std::byte> bytes);

    // Checks the rest, checksums and every reference; throws core::Error(rejected). Nothing below may be
    // called before it. O(size).
    void verify() const;

    const Dictionary& dictionary() const;

    std::size_t document_count() const;
    std::size_t surface_count() const;
    std::size_t group_count() const;

    Surface surface(SurfaceId surface) const;
    DocumentId document_of(SurfaceId surface) const;  // no_document for one of a group
    // The surfaces of a document, its groups' not among them.
    std::pair<SurfaceId, SurfaceId> surfaces_of(DocumentId document) const;
    std::pair<SurfaceId, SurfaceId> surfaces_of_group(GroupId group) const;
    // The categories and tags of a document; a category is in the groups of its prefixes up to a '.' too.
    std::span<const GroupId> groups_of(DocumentId document) const;
    std::span<const U24> members_of(GroupId group) const;  // ascending
    std::string_view group_name(GroupId group) const;      // "food.cafe", or the tag
    bool is_category(GroupId group) const;

    // The surfaces that have the term as a word, ascending. A term made of several words written together
    // ("redbull") has the surfaces in which they follow each other, and a part of a word of a script written
    // without spaces those that have the word.
    std::span<const U24> postings(TermId term) const;
    // Those of each term of a range, one after another; a surface is there once for each of its terms.
    std::span<const U24> postings(TermRange terms) const;
    // How many surfaces have the terms of a range: a sum over it in O(1).
    std::uint64_t posting_count(TermRange terms) const;
    // Whether the term is several words of some surface written together; it may be a word of others.
    bool is_compound(TermId term) const;
    // The terms of the same meaning, ascending, itself among them; empty where there are no others.
    std::span<const TermId> synonyms_of(TermId term) const;
    // The terms that have synonyms, ascending.
    std::span<const TermId> related_terms() const { return arrays_.related_terms; }

    DocumentKind kind_of(DocumentId document) const;
    std::string_view slug_of(DocumentId document) const;
    std::string_view name_of(DocumentId document) const;  // in the mall's first locale that it has
    std::string_view category_of(DocumentId document) const;
    DocumentId store_of(DocumentId document) const;         // of a product or offer, or no_document
    std::uint8_t popularity_of(DocumentId document) const;  // 0..255, logarithmic over the corpus
    // Seconds since 1970; the whole range where it always is found.
    std::pair<std::int64_t, std::int64_t> validity_of(DocumentId document) const;
    // The documents that are not found always, ascending.
    std::span<const DocumentId> dated_documents() const;
    // Whether a surface was made of synonyms: nobody wrote its text as a name.
    bool is_derived(SurfaceId surface) const;
    // The text of a surface as it was written, for highlights.
    std::string_view text_of(SurfaceId surface) const;

    // O(log documents).
    std::optional<DocumentId> find(DocumentKind kind, std::string_view slug) const;

    std::span<const std::byte> fold_table() const;
    // Those for any query first. O(log rules) and what is found.
    std::vector<Rule> rules_for(std::u32string_view folded_letters) const;

    // The arrays themselves, for the next build.
    const format::ViewedArrays& arrays() const { return arrays_; }

  private:
    // Of the texts of an owner: its slug or name, then those of its surfaces.
    std::string_view text(std::uint32_t owner, std::uint32_t number) const;

    std::span<const std::byte> bytes_;
    format::ViewedArrays arrays_;
    Dictionary dictionary_;
};

// What a query asks of thousands of surfaces and documents is worth no call.

inline const Dictionary& IndexView::dictionary() const {
    return dictionary_;
}

inline std::size_t IndexView::document_count() const {
    return arrays_.kind_ends.back();
}

inline Surface IndexView::surface(SurfaceId surface) const {
    Surface found;
    const std::uint32_t owner = arrays_.surface_owners[surface];
    if (owner < document_count()) {
        found.document = owner;
    } else {
        found.group = owner - static_cast<std::uint32_t>(document_count());
    }
    const std::uint8_t kind = arrays_.surface_kinds[surface];
    const std::uint8_t field = kind >> format::word_count_bits;
    found.field = field == format::derived_alias ? Field::alias : static_cast<Field>(field);
    found.words = arrays_.words.subspan(arrays_.word_starts[surface], kind & format::most_surface_words);
    return found;
}

inline DocumentId IndexView::document_of(SurfaceId surface) const {
    const std::uint32_t owner = arrays_.surface_owners[surface];
    return owner < document_count() ? owner : no_document;
}

inline std::pair<SurfaceId, SurfaceId> IndexView::surfaces_of(DocumentId document) const {
    return {arrays_.first_surface[document], arrays_.first_surface[document + 1]};
}

inline std::pair<SurfaceId, SurfaceId> IndexView::surfaces_of_group(GroupId group) const {
    const std::size_t owner = document_count() + group;
    return {arrays_.first_surface[owner], arrays_.first_surface[owner + 1]};
}

inline std::span<const GroupId> IndexView::groups_of(DocumentId document) const {
    return format::part(arrays_.set_starts, arrays_.set_groups, arrays_.group_sets[document]);
}

inline std::span<const U24> IndexView::postings(TermId term) const {
    return format::part(arrays_.posting_starts, arrays_.postings, term);
}

inline std::span<const U24> IndexView::postings(TermRange terms) const {
    const std::uint32_t first = arrays_.posting_starts[terms.first];
    return arrays_.postings.subspan(first, arrays_.posting_starts[terms.end] - first);
}

inline std::uint64_t IndexView::posting_count(TermRange terms) const {
    return arrays_.posting_starts[terms.end] - arrays_.posting_starts[terms.first];
}

inline DocumentKind IndexView::kind_of(DocumentId document) const {
    std::size_t kind = 0;
    while (document >= arrays_.kind_ends[kind]) ++kind;
    return static_cast<DocumentKind>(kind);
}

}  // namespace mallctl::search
