#include "search/match/near_surfaces.hpp"

#include <algorithm>
#include <bit>

namespace mallctl::search {

void NearSurfaces::TermSet::add(TermRange terms) {
    for (TermId term = terms.first; term < terms.end;) {
        if (term % 64 == 0 && terms.end - term >= 64) {
            bits[term / 64] = ~std::uint64_t{0};
            term += 64;
        } else {
            add(term++);
        }
    }
}

const std::vector<SurfaceId>& NearSurfaces::find(const IndexView& index, const Phrase& query,
                                                 WordCosts& costs, std::size_t for_letter) {
    index_ = &index;
    query_ = &query;
    costs_ = &costs;
    for_letter_ = for_letter;
    surfaces_.clear();
    near_.clear(index.dictionary().term_count());
    find_begun();
    find_meant();
    for (GroupId group = 0; group < index.group_count(); ++group) {
        if (!index.is_category(group)) continue;
        const auto [first, end] = index.surfaces_of_group(group);
        for (SurfaceId surface = first; surface < end; ++surface) {
            const auto words = index.surface(surface).words;
            if (std::any_of(words.begin(), words.end(), [&](TermId term) { return is_near(term); })) {
                surfaces_.push_back(surface);
            }
        }
    }
    return surfaces_;
}

// Terms of one first letter are those below one child of the root, which has none where there is one term.
void NearSurfaces::find_begun() {
    const Dictionary& dictionary = index_->dictionary();
    begun_.clear(dictionary.term_count());
    if (dictionary.term_count() == 1) begun_.add(TermId{0});
    if (dictionary.term_count() < 2) return;
    for (std::uint32_t child = dictionary.first_child[0]; child < dictionary.first_child[1]; ++child) {
        if (costs_->words_begun_like_letter(dictionary.label[child]) == 0) continue;
        begun_.add(TermRange{dictionary.first_term[child], dictionary.end_term[child]});
    }
}

void NearSurfaces::find_meant() {
    for (const TermId term : index_->related_terms()) {
        if (!begun_.has(term) || !is_like(term)) continue;
        for (const TermId other : index_->synonyms_of(term)) near_.add(other);
    }
}

// Each term is compared once.
bool NearSurfaces::is_like(TermId term) {
    begun_.remove(term);
    for (std::uint32_t like = costs_->words_begun_like(term); like != 0; like &= like - 1) {
        if (!is_like(static_cast<std::size_t>(std::countr_zero(like)), term)) continue;
        near_.add(term);
        return true;
    }
    return false;
}

bool NearSurfaces::is_like(std::size_t word, TermId term) {
    const std::size_t letters = query_->letters(word, word + 1).size();
    return is_part(word, term) || costs_->is_within(word, term, static_cast<int>(for_letter_ * letters));
}

// Whether one of both is a beginning of the other; of two letters too many words are.
bool NearSurfaces::is_part(std::size_t word, TermId term) const {
    constexpr std::size_t shortest_part = 3;
    const Dictionary& dictionary = index_->dictionary();
    const auto codes = dictionary.letters_of(term);
    const std::u32string_view typed = query_->letters(word, word + 1);
    const std::size_t shared = std::min(codes.size(), typed.size());
    return shared >= shortest_part &&
           std::equal(typed.begin(), typed.begin() + static_cast<std::ptrdiff_t>(shared), codes.begin(),
                      [&](char32_t letter, Code code) { return letter == dictionary.letter_of(code); });
}

}  // namespace mallctl::search
