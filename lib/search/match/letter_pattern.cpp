#include "search/match/letter_pattern.hpp"

#include <algorithm>

namespace mallctl::search {

void LetterPattern::read(std::u32string_view letters) {
    places_.fill(0);
    size_ = std::min<std::size_t>(letters.size(), 64);
    for (std::size_t i = 0; i < size_; ++i) places_[letter_class(letters[i])] |= std::uint64_t{1} << i;
}

int LetterPattern::edits(std::u32string_view text, bool open) const {
    if (size_ == 0) return open ? 0 : static_cast<int>(text.size());
    // Differences of neighbours in a column of the matrix, a bit a row: one more, one less.
    std::uint64_t more = ~std::uint64_t{0};
    std::uint64_t less = 0;
    int edits = static_cast<int>(size_);
    int fewest = edits;
    for (const char32_t letter : text) {
        const std::uint64_t same = places_[letter_class(letter)];
        const std::uint64_t vertical = same | less;
        const std::uint64_t horizontal = (((same & more) + more) ^ more) | same;
        std::uint64_t right_more = less | ~(horizontal | more);
        std::uint64_t right_less = more & horizontal;
        edits += static_cast<int>((right_more >> (size_ - 1)) & 1);
        edits -= static_cast<int>((right_less >> (size_ - 1)) & 1);
        fewest = std::min(fewest, edits);
        right_more = (right_more << 1) | 1;
        right_less <<= 1;
        more = right_less | ~(vertical | right_more);
        less = right_more & vertical;
    }
    return open ? fewest : edits;
}

}  // namespace mallctl::search
