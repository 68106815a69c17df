#include "search/match/near_surfaces.hpp"

#include <algorithm>
#include <bit>

namespace mallctl::search {

const std::vector<SurfaceId>& NearSurfaces::find(const IndexView& index, const Phrase& query,
                                                 WordCosts& costs, std::size_t for_letter) {
    index_ = &index;
    query_ = &query;
    costs_ = &costs;
    surfaces_.clear();
    find_meant(for_letter);
    for (GroupId group = 0; group < index.group_count(); ++group) {
        if (!index.is_category(group)) continue;
        const auto [first, end] = index.surfaces_of_group(group);
        for (SurfaceId surface = first; surface < end; ++surface) {
            if (has_near(index.surface(surface).words, for_letter)) surfaces_.push_back(surface);
        }
    }
    return surfaces_;
}

void NearSurfaces::find_meant(std::size_t for_letter) {
    meant_.clear();
    for (const TermId term : index_->related_terms()) {
        if (!is_like(term, for_letter)) continue;
        const auto synonyms = index_->synonyms_of(term);
        meant_.insert(meant_.end(), synonyms.begin(), synonyms.end());
    }
    std::sort(meant_.begin(), meant_.end());
}

bool NearSurfaces::has_near(std::span<const U24> words, std::size_t for_letter) {
    return std::any_of(words.begin(), words.end(), [&](TermId term) {
        return is_like(term, for_letter) || std::binary_search(meant_.begin(), meant_.end(), term);
    });
}

bool NearSurfaces::is_like(TermId term, std::size_t for_letter) {
    for (std::uint32_t like = costs_->words_begun_like(term); like != 0; like &= like - 1) {
        const auto word = static_cast<std::size_t>(std::countr_zero(like));
        const std::size_t letters = query_->letters(word, word + 1).size();
        if (costs_->cost(word, word + 1, term).cost <= for_letter * letters || is_part(word, term))
            return true;
    }
    return false;
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
