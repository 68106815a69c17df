#include "search/match/letter_costs.hpp"

#include <algorithm>
#include <span>

namespace mallctl::search {

namespace {

using CostTable = std::array<std::array<std::uint8_t, letter_kinds>, letter_kinds>;
using NeighbourTable = std::array<std::array<bool, letter_kinds>, letter_kinds>;

constexpr int neighbour_cost = 72;
constexpr int vowel_cost = 52;

// The rows of a keyboard, upper to lower; each is moved right by about half a key against that above.
struct Keyboard {
    std::array<std::u32string_view, 3> rows;
};
constexpr std::array<Keyboard, 4> keyboards = {{
    {{U"qwertyuiop", U"asdfghjkl", U"zxcvbnm"}},
    {{U"qwertzuiop", U"asdfghjkl", U"yxcvbnm"}},
    {{U"azertyuiop", U"qsdfghjklm", U"wxcvbn"}},
    {{U"йцукенгшщзхъ", U"фывапролджэ", U"ячсмитьбю"}},
}};

constexpr NeighbourTable make_neighbours() {
    NeighbourTable table{};
    const auto join = [&table](char32_t a, char32_t b) {
        table[letter_kind(a)][letter_kind(b)] = true;
        table[letter_kind(b)][letter_kind(a)] = true;
    };
    for (const Keyboard& keyboard : keyboards) {
        for (std::size_t row = 0; row < 3; ++row) {
            const std::u32string_view keys = keyboard.rows[row];
            for (std::size_t i = 0; i < keys.size(); ++i) {
                if (i + 1 < keys.size()) join(keys[i], keys[i + 1]);
                if (row + 1 == 3) continue;
                const std::u32string_view below = keyboard.rows[row + 1];
                if (i < below.size()) join(keys[i], below[i]);
                if (i > 0 && i - 1 < below.size()) join(keys[i], below[i - 1]);
            }
        }
    }
    return table;
}

constexpr std::u32string_view vowel_letters = U"aeiouyаеиоуыэюя";

constexpr std::array<bool, letter_kinds> make_vowels() {
    std::array<bool, letter_kinds> table{};
    for (const char32_t letter : vowel_letters) table[letter_kind(letter)] = true;
    return table;
}

// Letters written for each other because they sound or look alike.
struct Alike {
    char32_t a;
    char32_t b;
    std::uint8_t cost;
};
constexpr std::array alike = {
    // sounds that one language or another writes with either
    Alike{U'c', U'k', 34},
    Alike{U'c', U's', 46},
    Alike{U's', U'z', 36},
    Alike{U'k', U'q', 38},
    Alike{U'i', U'y', 32},
    Alike{U'v', U'w', 42},
    Alike{U'f', U'v', 50},
    Alike{U'g', U'j', 46},
    Alike{U'j', U'y', 50},
    Alike{U'i', U'j', 60},
    Alike{U'u', U'w', 56},
    Alike{U'c', U'q', 50},
    Alike{U'c', U'z', 56},
    Alike{U'x', U's', 60},
    Alike{U'x', U'z', 64},
    Alike{U'h', U'j', 64},
    // voiced and voiceless
    Alike{U'd', U't', 46},
    Alike{U'b', U'p', 50},
    Alike{U'g', U'k', 54},
    Alike{U'c', U'g', 60},
    Alike{U'b', U'v', 56},
    Alike{U'm', U'n', 56},
    // vowels that are nearest to each other in speech
    Alike{U'e', U'i', 46},
    Alike{U'a', U'e', 48},
    Alike{U'o', U'u', 48},
    Alike{U'a', U'o', 50},
    // look alike, or stand for letters in names
    Alike{U'0', U'o', 40},
    Alike{U'1', U'l', 50},
    Alike{U'1', U'i', 50},
    Alike{U'3', U'e', 60},
    Alike{U'4', U'a', 64},
    Alike{U'5', U's', 60},
    Alike{U'2', U'z', 70},
    // Russian
    Alike{U'о', U'а', 42},
    Alike{U'е', U'и', 46},
    Alike{U'е', U'э', 34},
    Alike{U'и', U'й', 32},
    Alike{U'ы', U'и', 44},
    Alike{U'ш', U'щ', 36},
    Alike{U'ж', U'ш', 50},
    Alike{U'б', U'п', 50},
    Alike{U'д', U'т', 46},
    Alike{U'г', U'к', 54},
    Alike{U'з', U'с', 42},
    Alike{U'в', U'ф', 46},
    Alike{U'ь', U'ъ', 30},
    Alike{U'ю', U'у', 48},
    Alike{U'я', U'а', 48},
    Alike{U'ц', U'с', 56},
};

constexpr CostTable make_substitutions() {
    constexpr NeighbourTable neighbours = make_neighbours();
    constexpr std::array<bool, letter_kinds> vowel = make_vowels();
    CostTable table{};
    for (std::size_t a = 0; a < letter_kinds; ++a) {
        for (std::size_t b = 0; b < letter_kinds; ++b) {
            int cost = substituted;
            if (a != 0 && b != 0) {
                if (neighbours[a][b]) cost = neighbour_cost;
                if (vowel[a] && vowel[b]) cost = vowel_cost;
                if (a == b) cost = 0;
            }
            table[a][b] = static_cast<std::uint8_t>(cost);
        }
    }
    for (const Alike& pair : alike) {
        const LetterKind a = letter_kind(pair.a);
        const LetterKind b = letter_kind(pair.b);
        table[a][b] = std::min(table[a][b], pair.cost);
        table[b][a] = std::min(table[b][a], pair.cost);
    }
    return table;
}

// Spellings of one sound, of which one at least is two letters.
struct Spelling {
    std::string_view a;
    std::string_view b;
    std::uint8_t cost;
};
constexpr std::array spellings = {
    // umlauts and ligatures written out; folding leaves the plain vowel
    Spelling{"ae", "a", 22},
    Spelling{"oe", "o", 22},
    Spelling{"ue", "u", 22},
    Spelling{"ae", "e", 34},
    Spelling{"oe", "e", 40},
    Spelling{"aa", "a", 30},
    // k, f, s, sh, ch, ts
    Spelling{"ck", "k", 24},
    Spelling{"ck", "c", 34},
    Spelling{"cc", "k", 40},
    Spelling{"cc", "ck", 34},
    Spelling{"kk", "ck", 28},
    Spelling{"ch", "k", 40},
    Spelling{"ch", "c", 40},
    Spelling{"kh", "k", 32},
    Spelling{"kh", "h", 44},
    Spelling{"qu", "k", 40},
    Spelling{"qu", "kw", 38},
    Spelling{"cu", "qu", 38},
    Spelling{"cu", "kw", 46},
    Spelling{"qu", "q", 40},
    Spelling{"ph", "f", 26},
    Spelling{"ff", "ph", 30},
    Spelling{"ph", "v", 50},
    Spelling{"ss", "z", 46},
    Spelling{"sz", "s", 34},
    Spelling{"sc", "s", 38},
    Spelling{"sc", "sk", 30},
    Spelling{"ss", "c", 46},
    Spelling{"ps", "s", 44},
    Spelling{"ch", "sh", 40},
    Spelling{"sh", "s", 46},
    Spelling{"sj", "sh", 40},
    Spelling{"tz", "z", 28},
    Spelling{"ts", "z", 40},
    Spelling{"zz", "tz", 36},
    Spelling{"zz", "ts", 44},
    Spelling{"ts", "c", 46},
    Spelling{"tz", "c", 46},
    Spelling{"ts", "tz", 30},
    Spelling{"cz", "c", 40},
    Spelling{"cz", "ch", 40},
    Spelling{"ks", "x", 30},
    Spelling{"cs", "x", 36},
    Spelling{"kz", "x", 40},
    Spelling{"xx", "ks", 40},
    Spelling{"gz", "x", 44},
    Spelling{"cc", "x", 46},
    Spelling{"xc", "x", 36},
    // t, d, g, j, n, r, w with letters that are not heard
    Spelling{"th", "t", 32},
    Spelling{"dt", "t", 30},
    Spelling{"dh", "d", 36},
    Spelling{"gh", "g", 34},
    Spelling{"gu", "g", 40},
    Spelling{"dj", "j", 34},
    Spelling{"dg", "g", 38},
    Spelling{"dg", "j", 44},
    Spelling{"zh", "j", 46},
    Spelling{"gn", "n", 40},
    Spelling{"gn", "ny", 34},
    Spelling{"ny", "n", 40},
    Spelling{"nh", "n", 40},
    Spelling{"nj", "ny", 36},
    Spelling{"kn", "n", 34},
    Spelling{"rh", "r", 28},
    Spelling{"wr", "r", 34},
    Spelling{"wh", "w", 28},
    Spelling{"mb", "m", 42},
    Spelling{"ng", "n", 48},
    Spelling{"lh", "ll", 38},
    Spelling{"ll", "y", 50},
    Spelling{"bh", "b", 36},
    Spelling{"gh", "f", 56},
    // vowels
    Spelling{"oo", "u", 36},
    Spelling{"ou", "u", 34},
    Spelling{"ou", "oo", 36},
    Spelling{"ou", "o", 44},
    Spelling{"ow", "ou", 30},
    Spelling{"ow", "o", 40},
    Spelling{"ow", "au", 44},
    Spelling{"oa", "o", 36},
    Spelling{"au", "o", 40},
    Spelling{"aw", "au", 30},
    Spelling{"aw", "o", 46},
    Spelling{"ee", "i", 34},
    Spelling{"ea", "i", 42},
    Spelling{"ea", "ee", 30},
    Spelling{"ea", "e", 36},
    Spelling{"ie", "i", 36},
    Spelling{"ie", "ee", 36},
    Spelling{"ei", "ai", 30},
    Spelling{"ey", "ei", 26},
    Spelling{"ay", "ai", 26},
    Spelling{"ay", "ei", 32},
    Spelling{"ai", "e", 42},
    Spelling{"ay", "e", 44},
    Spelling{"ei", "i", 40},
    Spelling{"ei", "y", 44},
    Spelling{"ai", "i", 46},
    Spelling{"ey", "y", 34},
    Spelling{"ey", "i", 40},
    Spelling{"ie", "y", 36},
    Spelling{"ee", "y", 42},
    Spelling{"ij", "y", 24},
    Spelling{"ij", "ei", 32},
    Spelling{"eu", "oi", 40},
    Spelling{"oy", "oi", 26},
    Spelling{"eu", "oy", 42},
    Spelling{"eu", "u", 42},
    Spelling{"ui", "u", 46},
    Spelling{"ew", "u", 42},
    Spelling{"er", "re", 34},
    Spelling{"er", "ar", 44},
    Spelling{"le", "el", 40},
    Spelling{"ir", "er", 42},
    Spelling{"ur", "er", 42},
    Spelling{"or", "er", 44},
};

constexpr LetterKind kind_at(std::string_view text, std::size_t i) {
    return letter_kind(static_cast<char32_t>(text[i]));
}

struct Pairs {
    std::array<std::array<PairKind, letter_kinds>, letter_kinds> kinds{};
    std::array<std::array<std::uint8_t, letter_kinds>, most_pair_kinds> for_letter{};
    std::array<std::array<std::uint8_t, most_pair_kinds>, most_pair_kinds> for_pair{};
};

constexpr Pairs make_pairs() {
    Pairs pairs;
    for (auto& row : pairs.for_letter) row.fill(no_rule);
    for (auto& row : pairs.for_pair) row.fill(no_rule);
    PairKind used = 0;
    const auto kind_of = [&](std::string_view text) {
        PairKind& kind = pairs.kinds[kind_at(text, 0)][kind_at(text, 1)];
        if (kind == 0) kind = ++used;
        return kind;
    };
    for (const Spelling& spelling : spellings) {
        const PairKind a = kind_of(spelling.a);
        if (spelling.b.size() == 1) {
            pairs.for_letter[a][kind_at(spelling.b, 0)] = spelling.cost;
        } else {
            const PairKind b = kind_of(spelling.b);
            pairs.for_pair[a][b] = spelling.cost;
            pairs.for_pair[b][a] = spelling.cost;
        }
    }
    return pairs;
}

constexpr Pairs pairs = make_pairs();

}  // namespace

constexpr CostTable substitution_costs = make_substitutions();
constexpr std::array<bool, letter_kinds> vowels = make_vowels();
constexpr NeighbourTable key_neighbours = make_neighbours();
constexpr std::array<std::array<PairKind, letter_kinds>, letter_kinds> pair_kinds = pairs.kinds;
constexpr std::array<std::array<std::uint8_t, letter_kinds>, most_pair_kinds> pair_for_letter =
    pairs.for_letter;
constexpr std::array<std::array<std::uint8_t, most_pair_kinds>, most_pair_kinds> pair_for_pair =
    pairs.for_pair;

}  // namespace mallctl::search
