#include "search/artifact/index_view.hpp"

#include <algorithm>
#include <limits>

#include "search/artifact/verify.hpp"

namespace mallctl::search {

namespace {

template <typename T>
std::span<const T> section_of(const core::Sections& sections, std::uint32_t kind) {
    const auto bytes = sections.get(kind, 0);
    if (bytes.size() % sizeof(T) != 0) core::reject_artifact(format::layout, "a section is cut short");
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

}  // namespace

IndexView::IndexView(std::span<const std::byte> bytes) : bytes_(bytes), arrays_(), dictionary_() {
    const core::Sections sections(format::layout, bytes);
    std::uint32_t kind = 0;
    arrays_.each([&]<typename T>(std::span<const T>& array) { array = section_of<T>(sections, ++kind); });
    dictionary_ = {arrays_.alphabet, arrays_.term_starts, arrays_.term_letters, arrays_.first_child,
                   arrays_.label,    arrays_.first_term,  arrays_.end_term,     arrays_.letters_below};
}

void IndexView::verify() const {
    core::Sections(format::layout, bytes_).verify();
    verify_arrays(arrays_);
}

std::size_t IndexView::surface_count() const {
    return arrays_.surface_owners.size();
}

std::size_t IndexView::group_count() const {
    return arrays_.group_is_category.size();
}

bool IndexView::is_derived(SurfaceId surface) const {
    return arrays_.surface_kinds[surface] >> format::word_count_bits == format::derived_alias;
}

std::span<const U24> IndexView::members_of(GroupId group) const {
    return format::part(arrays_.member_starts, arrays_.members, group);
}

std::string_view IndexView::group_name(GroupId group) const {
    return text(static_cast<std::uint32_t>(document_count()) + group, 0);
}

bool IndexView::is_category(GroupId group) const {
    return arrays_.group_is_category[group] != 0;
}

bool IndexView::is_compound(TermId term) const {
    return (arrays_.term_flags[term] & format::compound_term) != 0;
}

std::span<const TermId> IndexView::synonyms_of(TermId term) const {
    if ((arrays_.term_flags[term] & format::related_term) == 0) return {};
    const auto found = std::lower_bound(arrays_.related_terms.begin(), arrays_.related_terms.end(), term);
    const auto number = static_cast<std::size_t>(found - arrays_.related_terms.begin());
    return format::part(arrays_.synonym_starts, arrays_.synonyms, arrays_.related_lists[number]);
}

std::string_view IndexView::slug_of(DocumentId document) const {
    return text(document, 0);
}

std::string_view IndexView::name_of(DocumentId document) const {
    return text(document, 1);
}

std::string_view IndexView::category_of(DocumentId document) const {
    const GroupId group = arrays_.set_categories[arrays_.group_sets[document]];
    return group == format::none ? std::string_view() : group_name(group);
}

DocumentId IndexView::store_of(DocumentId document) const {
    const std::uint32_t store = arrays_.stores[document];
    return store == format::none ? no_document : store;
}

std::uint8_t IndexView::popularity_of(DocumentId document) const {
    return arrays_.popularities[document];
}

std::pair<std::int64_t, std::int64_t> IndexView::validity_of(DocumentId document) const {
    const auto found = std::lower_bound(arrays_.dated.begin(), arrays_.dated.end(), document);
    if (found == arrays_.dated.end() || *found != document) {
        return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    }
    const auto number = static_cast<std::size_t>(found - arrays_.dated.begin());
    return {arrays_.dated_from[number], arrays_.dated_to[number]};
}

std::span<const DocumentId> IndexView::dated_documents() const {
    return arrays_.dated;
}

std::string_view IndexView::text_of(SurfaceId surface) const {
    const std::uint32_t owner = arrays_.surface_owners[surface];
    return text(owner, surface - arrays_.first_surface[owner] + 1);
}

std::optional<DocumentId> IndexView::find(DocumentKind kind, std::string_view slug) const {
    const auto found =
        std::partition_point(arrays_.by_slug.begin(), arrays_.by_slug.end(), [&](DocumentId other) {
            return kind_of(other) < kind || (kind_of(other) == kind && slug_of(other) < slug);
        });
    if (found == arrays_.by_slug.end() || kind_of(*found) != kind || slug_of(*found) != slug) {
        return std::nullopt;
    }
    return *found;
}

std::span<const std::byte> IndexView::fold_table() const {
    return arrays_.fold_table;
}

std::vector<Rule> IndexView::rules_for(std::u32string_view folded_letters) const {
    const auto letters_of = [&](std::size_t rule) {
        const auto letters = format::part(arrays_.rule_letter_starts, arrays_.rule_letters, rule);
        return std::u32string_view(letters.data(), letters.size());
    };
    const auto first_pin =
        static_cast<std::size_t>(std::lower_bound(arrays_.rule_is_pin.begin(), arrays_.rule_is_pin.end(), 1) -
                                 arrays_.rule_is_pin.begin());
    std::vector<Rule> rules;
    // One rule for the same letters is all there is among exclusions and among pins.
    const auto add = [&](std::size_t first, const std::size_t end, std::u32string_view letters) {
        for (std::size_t size = end - first; size > 0;) {
            const std::size_t half = size / 2;
            const bool before = letters_of(first + half) < letters;
            first += before ? half + 1 : 0;
            size = before ? size - half - 1 : half;
        }
        if (first == end || letters_of(first) != letters) return;
        rules.push_back({arrays_.rule_is_pin[first] != 0, letters_of(first),
                         format::part(arrays_.rule_document_starts, arrays_.rule_documents, first)});
    };
    add(0, first_pin, {});
    if (folded_letters.empty()) return rules;
    add(0, first_pin, folded_letters);
    add(first_pin, arrays_.rule_is_pin.size(), folded_letters);
    return rules;
}

std::string_view IndexView::text(std::uint32_t owner, std::uint32_t number) const {
    std::size_t at = arrays_.text_starts[owner];
    for (std::uint32_t i = 0;; ++i) {
        const std::size_t size = format::read_size(arrays_.texts, at);
        if (i == number) return {arrays_.texts.data() + at, size};
        at += size;
    }
}

}  // namespace mallctl::search
