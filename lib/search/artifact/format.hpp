// How the search artifact is laid out: a container of sections (core/sections.hpp), each one array of
// numbers, letters or bytes, read where it lies. The table of sections fits the first page.
//
// Owners are documents, then groups. Where an array is "by" something it has one item for each; one of
// "starts" has one more, and says where those of each begin in the array that it names.
#pragma once

#include "core/sections.hpp"
#include "search/dictionary/dictionary.hpp"

namespace mallctl::search::format {

inline constexpr core::ArtifactLayout layout{{'M', 'A', 'L', 'L', 'F', 'I', 'N', 'D'},
                                             1,
                                             "search artifact",
                                             "build it again with 'mallctl build search'"};

// Bits of Arrays::term_flags.
inline constexpr std::uint8_t compound_term = 1;
inline constexpr std::uint8_t related_term = 2;

// Of Arrays::surface_fields, beside the Field: made of a phrase of a set of synonyms, not of the owner's
// texts.
inline constexpr std::uint8_t derived_surface = 0x80;

// Of Arrays::words: an extra term is several words of its surface written together.
inline constexpr std::uint32_t compound_word = 0x80000000;

inline constexpr std::uint32_t none = 0xffffffff;

template <template <typename> class Array>
struct Arrays {
    // Dictionary.
    Array<char32_t> alphabet;
    Array<std::uint32_t> term_starts;
    Array<Code> term_letters;
    Array<std::uint32_t> first_child;
    Array<Code> label;
    Array<TermId> first_term;
    Array<TermId> end_term;
    Array<std::uint32_t> letters_below;
    Array<std::uint8_t> term_flags;      // by term
    Array<TermId> related_terms;         // those with other terms of the same meaning, ascending
    Array<std::uint32_t> related_lists;  // by related term: its list of synonyms
    Array<std::uint32_t> synonym_starts;
    Array<TermId> synonyms;
    Array<std::uint32_t> posting_starts;  // by term
    Array<std::uint32_t> postings;        // surfaces, ascending for each term

    // Surfaces. The words of one are followed by its extra terms, by which it is found too.
    Array<std::uint32_t> first_surface;   // starts, by owner
    Array<std::uint32_t> surface_owners;  // by surface
    Array<std::uint8_t> surface_fields;
    Array<std::uint8_t> word_counts;  // without the extra terms
    Array<std::uint32_t> word_starts;
    Array<std::uint32_t> words;
    // For each owner its slug or name, then the texts of its surfaces: that of surface s is number owner + 1
    // + s.
    Array<std::uint32_t> text_starts;
    Array<char> texts;

    // Documents.
    Array<std::uint8_t> kinds;
    Array<std::uint8_t> popularities;
    Array<std::uint32_t> categories;  // groups, or none
    Array<std::uint32_t> stores;      // documents, or none
    Array<std::uint32_t> group_sets;  // documents of the same groups share a set
    Array<std::uint32_t> set_starts;
    Array<std::uint32_t> set_groups;
    Array<std::uint64_t> hashes;   // of all that the owner's words and groups come from
    Array<std::uint32_t> by_slug;  // documents by kind and slug
    Array<std::uint32_t> dated;    // documents that are not found always, ascending
    Array<std::int64_t> dated_from;
    Array<std::int64_t> dated_to;

    // Groups: categories by name, then tags by name.
    Array<std::uint8_t> group_is_category;
    Array<std::uint32_t> member_starts;
    Array<std::uint32_t> members;

    // Rules: exclusions, then pins, each by letters.
    Array<std::uint8_t> rule_is_pin;
    Array<std::uint32_t> rule_letter_starts;
    Array<char32_t> rule_letters;
    Array<std::uint32_t> rule_document_starts;
    Array<std::uint32_t> rule_documents;

    Array<std::byte> fold_table;

    // Calls `visit` with each array, in the order of the sections; its number there is its kind.
    template <typename Visit>
    void each(const Visit& visit) {
        visit(alphabet), visit(term_starts), visit(term_letters), visit(first_child), visit(label);
        visit(first_term), visit(end_term), visit(letters_below), visit(term_flags), visit(related_terms),
            visit(related_lists), visit(synonym_starts);
        visit(synonyms), visit(posting_starts), visit(postings);
        visit(first_surface), visit(surface_owners), visit(surface_fields), visit(word_counts);
        visit(word_starts), visit(words), visit(text_starts), visit(texts);
        visit(kinds), visit(popularities), visit(categories), visit(stores), visit(group_sets);
        visit(set_starts), visit(set_groups), visit(hashes), visit(by_slug);
        visit(dated), visit(dated_from), visit(dated_to);
        visit(group_is_category), visit(member_starts), visit(members);
        visit(rule_is_pin), visit(rule_letter_starts), visit(rule_letters), visit(rule_document_starts);
        visit(rule_documents), visit(fold_table);
    }
};

template <typename T>
using Owned = std::vector<T>;
template <typename T>
using Viewed = std::span<const T>;

using OwnedArrays = Arrays<Owned>;
using ViewedArrays = Arrays<Viewed>;

}  // namespace mallctl::search::format
