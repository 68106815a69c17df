#include "search/match/edit_cost.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "search/match/letter_costs.hpp"

namespace mallctl::search {

namespace {

constexpr int swapped = 58;         // two neighbours
constexpr int swapped_vowels = 48;  // "ie" for "ei" is not only a slip of the fingers
constexpr int doubled = 38;         // a letter typed twice, or once where the word has it twice
constexpr int missing = 84;
constexpr int missing_vowel = 68;
constexpr int extra = 90;
constexpr int extra_vowel = 76;
constexpr int extra_neighbour = 74;  // two keys hit at once
constexpr int silent = 46;           // an "h" after a consonant, a "c" before "k" or "h", a "t" before "ch"
constexpr int silent_h = 62;         // an "h" before or after a vowel
constexpr int silent_end = 48;       // an "e" or "s" at the end
constexpr int mark = 40;             // what is no letter by itself: kana voicing, Thai and Indic signs
constexpr int first_letter = 45;     // more for any slip at the first letter
constexpr int first_alike = 22;      // but less where it sounds alike
constexpr int tail_start = 8;        // what is left of an unfinished word
constexpr int tail_letter = 4;
constexpr int least_step = 22;  // no edit that moves off the diagonal costs less

// Letters that may be silent, or stand at an end.
constexpr std::array<bool, letter_kinds> make_sometimes_silent() {
    std::array<bool, letter_kinds> table{};
    for (const char32_t letter : std::u32string_view(U"cehkstьъ")) table[letter_kind(letter)] = true;
    return table;
}
constexpr std::array<bool, letter_kinds> sometimes_silent = make_sometimes_silent();

bool is_mark(char32_t letter) {
    if (letter < 0x0300) return false;
    return letter <= 0x036F || (letter >= 0x3099 && letter <= 0x309A) || letter == 0x30FC ||
           (letter >= 0x0E30 && letter <= 0x0E3A) || (letter >= 0x0E47 && letter <= 0x0E4E);
}

}  // namespace

// Of the letter at i, as if it were not there.
int EditWord::silent_cost(std::size_t i) const {
    constexpr LetterKind c = letter_kind(U'c');
    constexpr LetterKind e = letter_kind(U'e');
    constexpr LetterKind h = letter_kind(U'h');
    constexpr LetterKind k = letter_kind(U'k');
    constexpr LetterKind s = letter_kind(U's');
    constexpr LetterKind t = letter_kind(U't');
    const LetterKind kind = kinds_[i];
    const bool last = i + 1 == size_;
    const LetterKind before = i > 0 ? kinds_[i - 1] : LetterKind{0};
    const LetterKind after = last ? LetterKind{0} : kinds_[i + 1];
    if (kind == h && before != 0 && !vowels[before]) return silent;
    if (kind == h && (last || vowels[before] || i == 0)) return silent_h;
    if (kind == c && (after == k || after == h || before == s)) return silent;
    if (kind == k && before == c) return silent;
    if (kind == t && after == c) return silent;
    if ((kind == e || kind == s) && last && i > 1) return silent_end;
    if (kind == letter_kind(U'ь') || kind == letter_kind(U'ъ')) return silent;
    return 255;
}

void EditWord::weigh_gap(std::size_t i, Role role) {
    const LetterKind kind = kinds_[i];
    const bool typed = role == Role::typed;
    int cost = typed ? extra : missing;
    if (vowels[kind]) cost = typed ? extra_vowel : missing_vowel;
    const LetterKind before = i > 0 ? kinds_[i - 1] : LetterKind{0};
    const LetterKind after = i + 1 < size_ ? kinds_[i + 1] : LetterKind{0};
    if (typed && (key_neighbours[kind][before] || key_neighbours[kind][after])) {
        cost = std::min(cost, extra_neighbour);
    }
    const bool twice =
        (i > 0 && letters_[i - 1] == letters_[i]) || (i + 1 < size_ && letters_[i + 1] == letters_[i]);
    if (twice) cost = doubled;
    if (is_mark(letters_[i])) cost = mark;
    if (sometimes_silent[kind]) cost = std::min(cost, silent_cost(i));
    gaps_[i] = static_cast<std::uint8_t>(cost);
}

void EditWord::read(std::u32string_view letters, Role role) {
    size_ = std::min(letters.size(), most_edit_letters);
    for (std::size_t i = 0; i < size_; ++i) {
        letters_[i] = letters[i];
        kinds_[i] = letter_kind(letters[i]);
        pairs_[i] = i > 0 ? pair_kinds[kinds_[i - 1]][kinds_[i]] : PairKind{0};
    }
    for (std::size_t i = 0; i < size_; ++i) weigh_gap(i, role);
    first_gap_ = size_ == 0 ? 0 : gaps_[0] + first_letter;
    // Who does not hear an "h" does not write it.
    if (size_ > 1 && kinds_[0] == letter_kind(U'h') && vowels[kinds_[1]]) first_gap_ = silent_h;
}

int edit_cost(std::u32string_view typed, std::u32string_view term, Tail tail, int limit) {
    if (typed == term) return 0;
    thread_local EditWord typed_word;
    thread_local EditWord term_word;
    typed_word.read(typed, EditWord::Role::typed);
    term_word.read(term, EditWord::Role::term);
    return edit_cost(typed_word, term_word, tail, limit);
}

int edit_cost(const EditWord& query, const EditWord& word, Tail tail, int limit) {
    const int n = static_cast<int>(query.size_);
    const int m = static_cast<int>(word.size_);
    const int band = std::min(limit, no_match - 1) / least_step;
    if (n - m > band) return no_match;
    if (tail == Tail::whole && m - n > band) return no_match;

    // Rows i, i - 1 and i - 2 of the matrix; column j stands for j letters of the term.
    std::array<std::array<int, most_edit_letters + 1>, 3> rows;
    int* current = rows[0].data();
    int* above = rows[1].data();
    int* above2 = rows[2].data();

    current[0] = 0;
    for (int j = 1; j <= m; ++j) current[j] = current[j - 1] + (j == 1 ? word.first_gap_ : word.gaps_[j - 1]);
    int least_above = 0;
    for (int i = 1; i <= n; ++i) {
        int* const spare = above2;
        above2 = above;
        above = current;
        current = spare;
        const int first = std::max(1, i - band);
        const int last = std::min(m, i + band);
        current[first - 1] =
            first == 1 ? above[0] + (i == 1 ? query.first_gap_ : query.gaps_[i - 1]) : no_match;
        if (last < m) current[last + 1] = no_match;
        int least = current[first - 1];
        const char32_t letter = query.letters_[i - 1];
        const LetterKind kind = query.kinds_[i - 1];
        const PairKind pair = query.pairs_[i - 1];
        const auto& substitution = substitution_costs[kind];
        for (int j = first; j <= last; ++j) {
            int best;
            if (letter == word.letters_[j - 1]) {
                best = above[j - 1];
            } else {
                int cost = substitution[word.kinds_[j - 1]];
                if (i == 1 && j == 1) cost += cost < 60 ? first_alike : first_letter;
                best = above[j - 1] + cost;
            }
            best = std::min(best, above[j] + query.gaps_[i - 1]);
            best = std::min(best, current[j - 1] + word.gaps_[j - 1]);
            if (i > 1 && j > 1) {
                if (letter == word.letters_[j - 2] && query.letters_[i - 2] == word.letters_[j - 1]) {
                    const bool both = vowels[kind] && vowels[query.kinds_[i - 2]];
                    const int more = i == 2 && j == 2 ? first_alike : 0;
                    best = std::min(best, above2[j - 2] + (both ? swapped_vowels : swapped) + more);
                }
            }
            if (pair != 0) {
                best = std::min(best, above2[j - 1] + pair_for_letter[pair][word.kinds_[j - 1]]);
                if (j > 1 && word.pairs_[j - 1] != 0) {
                    best = std::min(best, above2[j - 2] + pair_for_pair[pair][word.pairs_[j - 1]]);
                }
            }
            if (j > 1 && word.pairs_[j - 1] != 0) {
                best = std::min(best, above[j - 2] + pair_for_letter[word.pairs_[j - 1]][kind]);
            }
            current[j] = best;
            least = std::min(least, best);
        }
        if (least > limit && least_above > limit) return no_match;
        least_above = least;
    }
    int best = no_match;
    if (n >= m - band) best = current[m];
    if (tail == Tail::open && n > 0) {
        for (int j = std::max(1, n - band); j <= std::min(m - 1, n + band); ++j) {
            best = std::min(best, current[j] + tail_start + tail_letter * (m - j));
        }
    }
    return best <= limit ? best : no_match;
}

}  // namespace mallctl::search
