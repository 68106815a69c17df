#include "search/artifact/verify.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

#include "core/utf8.hpp"
#include "search/artifact/index_view.hpp"
#include "search/text/fold.hpp"

namespace mallctl::search {

namespace {

template <typename Number>
using Numbers = std::span<const Number>;

void require(bool holds, const char* why) {
    if (!holds) core::reject_artifact(format::layout, why);
}

void require_size(std::size_t size, std::size_t expected) {
    require(size == expected, "its sections are of different sizes");
}

// Starts of `owners` lists in an array of `size` items.
template <typename Number>
void require_starts(Numbers<Number> starts, std::size_t owners, std::size_t size) {
    require_size(starts.size(), owners + 1);
    require(starts.front() == 0 && starts.back() == size && std::is_sorted(starts.begin(), starts.end()),
            "a list lies outside of its section");
}

// Looks at all of them whatever it finds: without a branch for each, many are compared at once.
template <typename Number>
void require_below(Numbers<Number> values, std::size_t limit) {
    std::uint32_t beyond = 0;
    for (const std::uint32_t value : values) beyond |= static_cast<std::uint32_t>(value >= limit);
    require(beyond == 0, "a reference is out of range");
}

template <typename Number>
void require_below_or_none(Numbers<Number> values, std::size_t limit) {
    require(std::all_of(values.begin(), values.end(),
                        [&](std::uint32_t value) { return value < limit || value == format::none; }),
            "a reference is out of range");
}

template <typename T>
void require_rising(std::span<const T> values) {
    require(std::adjacent_find(values.begin(), values.end(), std::greater_equal<>()) == values.end(),
            "a list is out of order");
}

template <typename Start, typename Number>
void require_rising_lists(Numbers<Start> starts, Numbers<Number> values) {
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
        require_rising(values.subspan(starts[i], starts[i + 1] - starts[i]));
    }
}

std::size_t document_count(const format::ViewedArrays& arrays) {
    return arrays.kind_ends.back();
}

void verify_counts(const format::ViewedArrays& arrays) {
    require_size(arrays.kind_ends.size(), format::kind_count);
    require(std::is_sorted(arrays.kind_ends.begin(), arrays.kind_ends.end()), "a list is out of order");
    require(document_count(arrays) < format::none && arrays.group_is_category.size() < format::none,
            "it has more documents than it can");
}

void verify_terms(const format::ViewedArrays& arrays) {
    require_rising(arrays.alphabet);
    require(arrays.alphabet.size() <= most_codes &&
                (arrays.alphabet.empty() || arrays.alphabet.back() <= 0x10ffff),
            "a letter is out of range");
    require(!arrays.term_starts.empty(), "its sections are of different sizes");
    const std::size_t terms = arrays.term_starts.size() - 1;
    require_starts(arrays.term_starts, terms, arrays.term_letters.size());
    require(std::all_of(arrays.term_letters.begin(), arrays.term_letters.end(),
                        [&](Code code) { return code > 0 && code <= arrays.alphabet.size(); }),
            "a letter is out of range");
    std::span<const Code> before;
    for (std::size_t i = 0; i < terms; ++i) {
        const auto term = arrays.term_letters.subspan(arrays.term_starts[i],
                                                      arrays.term_starts[i + 1] - arrays.term_starts[i]);
        require(!term.empty() && term.size() <= most_letters, "a term is empty or too long");
        require(std::lexicographical_compare(before.begin(), before.end(), term.begin(), term.end()),
                "a list is out of order");
        before = term;
    }
}

void verify_trie(const format::ViewedArrays& arrays) {
    require(is_trie_of({arrays.alphabet, arrays.term_starts, arrays.term_letters, arrays.first_child,
                        arrays.label, arrays.first_term, arrays.end_term, arrays.letters_below}),
            "the trie is not that of its terms");
}

void verify_postings(const format::ViewedArrays& arrays) {
    const std::size_t terms = arrays.term_starts.size() - 1;
    require_starts(arrays.posting_starts, terms, arrays.postings.size());
    require_below(arrays.postings, arrays.surface_owners.size());
    require_rising_lists(arrays.posting_starts, arrays.postings);
}

void verify_term_columns(const format::ViewedArrays& arrays) {
    const std::size_t terms = arrays.term_starts.size() - 1;
    require_size(arrays.term_flags.size(), terms);
    require_rising(arrays.related_terms);
    require_below(arrays.related_terms, terms);
    const auto related =
        std::count_if(arrays.term_flags.begin(), arrays.term_flags.end(),
                      [](std::uint8_t flags) { return (flags & format::related_term) != 0; });
    require(
        static_cast<std::size_t>(related) == arrays.related_terms.size() &&
            std::all_of(arrays.related_terms.begin(), arrays.related_terms.end(),
                        [&](TermId term) { return (arrays.term_flags[term] & format::related_term) != 0; }),
        "a term is said to have synonyms and has none");
    require_size(arrays.related_lists.size(), arrays.related_terms.size());
    require(!arrays.synonym_starts.empty(), "its sections are of different sizes");
    require_below(arrays.related_lists, arrays.synonym_starts.size() - 1);
    require_starts(arrays.synonym_starts, arrays.synonym_starts.size() - 1, arrays.synonyms.size());
    require_rising_lists(arrays.synonym_starts, arrays.synonyms);
    require_below(arrays.synonyms, terms);
}

void verify_surfaces(const format::ViewedArrays& arrays) {
    const std::size_t terms = arrays.term_starts.size() - 1;
    const std::size_t owners = document_count(arrays) + arrays.group_is_category.size();
    const std::size_t surfaces = arrays.surface_owners.size();
    require_starts(arrays.first_surface, owners, surfaces);
    for (std::size_t owner = 0; owner < owners; ++owner) {
        const std::uint32_t first = arrays.first_surface[owner];
        const std::uint32_t end = arrays.first_surface[owner + 1];
        require(owner >= document_count(arrays) || first < end, "a document has no name");
        for (std::uint32_t i = first; i < end; ++i) {
            require(arrays.surface_owners[i] == owner, "a reference is out of range");
        }
    }
    require_size(arrays.surface_kinds.size(), surfaces);
    require_starts(arrays.word_starts, surfaces, arrays.words.size());
    for (std::size_t i = 0; i < surfaces; ++i) {
        const auto field = arrays.surface_kinds[i] >> format::word_count_bits;
        require(field <= format::derived_alias, "a field is not known");
        const std::uint32_t words = arrays.surface_kinds[i] & format::most_surface_words;
        const std::uint32_t first = arrays.word_starts[i];
        const std::uint32_t size = arrays.word_starts[i + 1] - first;
        require(words <= std::min<std::size_t>(size, most_words), "a surface has more words than it can");
        for (std::uint32_t k = 0; k < size; ++k) {
            const std::uint32_t word = arrays.words[first + k];
            const std::uint32_t term = k < words ? word : word & ~format::compound_word;
            require(term < terms, "a reference is out of range");
        }
    }
}

bool is_ascii(std::string_view text) {
    std::uint64_t letters = 0;
    for (; text.size() >= sizeof letters; text.remove_prefix(sizeof letters)) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data(), sizeof eight);
        letters |= eight;
    }
    return (letters & 0x8080808080808080U) == 0 &&
           std::all_of(text.begin(), text.end(), [](char letter) { return (letter & 0x80) == 0; });
}

void verify_texts(const format::ViewedArrays& arrays) {
    const std::size_t owners = arrays.first_surface.size() - 1;
    require_starts(arrays.text_starts, owners, arrays.texts.size());
    const std::string_view texts(arrays.texts.data(), arrays.texts.size());
    for (std::size_t owner = 0; owner < owners; ++owner) {
        std::size_t at = arrays.text_starts[owner];
        // Of most owners all texts, sizes too, are.
        const bool ascii = is_ascii(texts.substr(at, arrays.text_starts[owner + 1] - at));
        const std::uint32_t surfaces = arrays.first_surface[owner + 1] - arrays.first_surface[owner];
        for (std::uint32_t i = 0; i <= surfaces; ++i) {
            const std::size_t size = format::read_size(arrays.texts, at);
            require(size <= arrays.texts.size() - at, "a text lies outside of its section");
            require(ascii || core::is_utf8(texts.substr(at, size)), "a text is not UTF-8");
            at += size;
        }
        require(at == arrays.text_starts[owner + 1], "a text lies outside of its section");
    }
}

void verify_documents(const format::ViewedArrays& arrays) {
    const std::size_t documents = document_count(arrays);
    const std::size_t sizes[] = {arrays.popularities.size(), arrays.stores.size(),
                                 arrays.group_sets.size(),   arrays.hashes.size(),
                                 arrays.high_hashes.size(),  arrays.by_slug.size()};
    for (const std::size_t size : sizes) require_size(size, documents);
    require_below_or_none(arrays.stores, documents);
    require_below(arrays.by_slug, documents);
    require(!arrays.set_starts.empty(), "its sections are of different sizes");
    require_below(arrays.group_sets, arrays.set_starts.size() - 1);
    require_size(arrays.set_categories.size(), arrays.set_starts.size() - 1);
    require_below_or_none(arrays.set_categories, arrays.group_is_category.size());
    require_starts(arrays.set_starts, arrays.set_starts.size() - 1, arrays.set_groups.size());
    require_below(arrays.set_groups, arrays.group_is_category.size());
    require_rising_lists(arrays.set_starts, arrays.set_groups);
}

void verify_orders(const format::ViewedArrays& arrays) {
    const std::size_t documents = document_count(arrays);
    require_rising(arrays.dated);
    require_below(arrays.dated, documents);
    require_size(arrays.dated_from.size(), arrays.dated.size());
    require_size(arrays.dated_to.size(), arrays.dated.size());
    const auto slug = [&](std::uint32_t document) {
        std::size_t at = arrays.text_starts[document];
        const std::size_t size = format::read_size(arrays.texts, at);
        return std::string_view(arrays.texts.data() + at, size);
    };
    const auto kind = [&](std::uint32_t document) {
        return std::upper_bound(arrays.kind_ends.begin(), arrays.kind_ends.end(), document) -
               arrays.kind_ends.begin();
    };
    const auto in_order = [&](std::uint32_t a, std::uint32_t b) {
        return kind(a) < kind(b) || (kind(a) == kind(b) && slug(a) < slug(b));
    };
    for (std::size_t i = 1; i < documents; ++i) {
        require(in_order(arrays.by_slug[i - 1], arrays.by_slug[i]), "a list is out of order");
    }
}

void verify_groups(const format::ViewedArrays& arrays) {
    require_starts(arrays.member_starts, arrays.group_is_category.size(), arrays.members.size());
    require_below(arrays.members, document_count(arrays));
    require_rising_lists(arrays.member_starts, arrays.members);
}

void verify_rules(const format::ViewedArrays& arrays) {
    const std::size_t rules = arrays.rule_is_pin.size();
    require(std::all_of(arrays.rule_is_pin.begin(), arrays.rule_is_pin.end(),
                        [](std::uint8_t pin) { return pin <= 1; }) &&
                std::is_sorted(arrays.rule_is_pin.begin(), arrays.rule_is_pin.end()),
            "a list is out of order");
    require_starts(arrays.rule_letter_starts, rules, arrays.rule_letters.size());
    require_starts(arrays.rule_document_starts, rules, arrays.rule_documents.size());
    require_below(arrays.rule_documents, document_count(arrays));
}

}  // namespace

void verify_reused(const format::ViewedArrays& arrays) {
    verify_counts(arrays);
    verify_terms(arrays);
    verify_surfaces(arrays);
    verify_texts(arrays);
    verify_documents(arrays);
    verify_postings(arrays);
}

void verify_arrays(const format::ViewedArrays& arrays) {
    verify_reused(arrays);
    verify_trie(arrays);
    verify_orders(arrays);
    verify_groups(arrays);
    verify_term_columns(arrays);
    verify_rules(arrays);
    const FoldTable table(arrays.fold_table);
}

}  // namespace mallctl::search
