// How the search artifact is laid out: a container of sections (core/sections.hpp), each one array of
// numbers, letters or bytes, read where it lies. The table of sections fits the first page.
//
// Owners are documents, then groups. Where an array is "by" something it has one item for each; one of
// "starts" has one more, and says where those of each begin in the array that it names.
#pragma once

#include "core/sections.hpp"
#include "search/artifact/u24.hpp"
#include "search/dictionary/dictionary.hpp"

namespace mallctl::search::format {

inline constexpr core::ArtifactLayout layout{{'M', 'A', 'L', 'L', 'F', 'I', 'N', 'D'},
                                             2,
                                             "search artifact",
                                             "build it again with 'mallctl build search'"};

// The sections (by number, from 1) that have the key of what words are made by, and of the synonyms that
// groups are found by.
inline constexpr std::uint32_t words_keyed = 1;
inline constexpr std::uint32_t groups_keyed = 2;

// Bits of Arrays::term_flags.
inline constexpr std::uint8_t compound_term = 1;
inline constexpr std::uint8_t related_term = 2;

// An item of Arrays::surface_kinds: how many words the surface has, below the bits of its field, which is a
// Field or `derived_alias`: made of a phrase of a set of synonyms, not of the document's own texts.
inline constexpr unsigned word_count_bits = 5;
inline constexpr std::uint8_t most_surface_words = (1U << word_count_bits) - 1;
inline constexpr std::uint8_t derived_alias = 6;

// Of Arrays::words: an extra term is several words of its surface written together.
inline constexpr std::uint32_t compound_word = 0x800000;
// Terms and words of a build are fewer.
inline constexpr std::uint32_t most_terms = compound_word - 1;

inline constexpr std::uint32_t none = U24::most;

// The size that stands at `at` in Arrays::texts; `at` is moved behind it. At most 5 bytes are read, and none
// outside of `texts`.
inline std::size_t read_size(std::span<const char> texts, std::size_t& at) {
    std::size_t size = 0;
    for (unsigned shift = 0; shift < 35 && at < texts.size(); shift += 7) {
        const auto byte = static_cast<unsigned char>(texts[at++]);
        size |= std::size_t{byte & 0x7fU} << shift;
        if (byte < 0x80) break;
    }
    return size;
}

inline void write_size(std::size_t size, std::vector<char>& texts) {
    for (; size >= 0x80; size >>= 7) texts.push_back(static_cast<char>((size & 0x7f) | 0x80));
    texts.push_back(static_cast<char>(size));
}

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
    Array<U24> posting_starts;  // by term
    Array<U24> postings;        // surfaces, ascending for each term

    // Surfaces. The words of one are followed by its extra terms, by which it is found too.
    Array<U24> first_surface;   // starts, by owner
    Array<U24> surface_owners;  // by surface
    Array<std::uint8_t> surface_kinds;
    Array<U24> word_starts;
    Array<U24> words;
    // By owner: its slug or name, then the texts of its surfaces, each with its size before it: groups of 7
    // bits, low ones first, the eighth says that more follow (LEB128).
    Array<std::uint32_t> text_starts;
    Array<char> texts;

    // Documents. Those of the same category and tags share a set of groups.
    Array<std::uint32_t> kind_ends;  // by DocumentKind: where its documents end
    Array<std::uint8_t> popularities;
    Array<U24> stores;  // documents, or none
    Array<U24> group_sets;
    Array<U24> set_categories;  // by set: a group, or none
    Array<std::uint32_t> set_starts;
    Array<std::uint32_t> set_groups;
    // 48 bits of the hash of the document, its popularity and time apart.
    Array<std::uint32_t> hashes;
    Array<std::uint16_t> high_hashes;
    Array<U24> by_slug;          // documents by kind and slug
    Array<std::uint32_t> dated;  // documents that are not found always, ascending
    Array<std::int64_t> dated_from;
    Array<std::int64_t> dated_to;

    // Groups: categories by name, then tags by name.
    Array<std::uint8_t> group_is_category;
    Array<std::uint32_t> member_starts;
    Array<U24> members;

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
        visit(first_surface), visit(surface_owners), visit(surface_kinds), visit(word_starts), visit(words);
        visit(text_starts), visit(texts);
        visit(kind_ends), visit(popularities), visit(stores), visit(group_sets), visit(set_categories);
        visit(set_starts), visit(set_groups), visit(hashes), visit(high_hashes), visit(by_slug);
        visit(dated), visit(dated_from), visit(dated_to);
        visit(group_is_category), visit(member_starts), visit(members);
        visit(rule_is_pin), visit(rule_letter_starts), visit(rule_letters), visit(rule_document_starts);
        visit(rule_documents), visit(fold_table);
    }
};

inline constexpr std::size_t kind_count = 5;

template <typename T>
using Owned = std::vector<T>;
template <typename T>
using Viewed = std::span<const T>;

using OwnedArrays = Arrays<Owned>;
using ViewedArrays = Arrays<Viewed>;

// Those of one owner, of items that lie one owner after another; `starts` has one more than there are owners.
template <typename Start, typename T>
std::span<const T> part(std::span<const Start> starts, std::span<const T> items, std::size_t number) {
    return items.subspan(starts[number], starts[number + 1] - starts[number]);
}

}  // namespace mallctl::search::format
