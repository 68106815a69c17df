#include "search/query/intents_atoms.hpp"

#include <algorithm>

#include "search/text/utf8.hpp"

namespace mallctl::search {

namespace {

bool is_han(char32_t letter) {
    return letter >= 0x3400 && letter < 0xa000;
}

// A dash before a number is a minus where it does not join it to a word: "level -1", not "7-11".
bool has_minus(std::string_view text, std::size_t first) {
    std::size_t dash = std::string_view::npos;
    if (first >= 1 && text[first - 1] == '-') dash = first - 1;
    if (first >= 3 && (text.substr(first - 3, 3) == "\u2212" || text.substr(first - 3, 3) == "\u2013")) {
        dash = first - 3;
    }
    if (dash == std::string_view::npos) return false;
    return dash == 0 || text[dash - 1] == ' ' || text[dash - 1] == '(';
}

bool is_digit(char32_t letter) {
    return letter >= U'0' && letter <= U'9';
}

bool one_slip(std::u32string_view a, std::u32string_view b) {
    if (a.size() + 1 < b.size() || b.size() + 1 < a.size()) return false;
    while (!a.empty() && !b.empty() && a.front() == b.front()) {
        a.remove_prefix(1);
        b.remove_prefix(1);
    }
    while (!a.empty() && !b.empty() && a.back() == b.back()) {
        a.remove_suffix(1);
        b.remove_suffix(1);
    }
    if (a.size() <= 1 && b.size() <= 1) return true;
    return a.size() == 2 && b.size() == 2 && a[0] == b[1] && a[1] == b[0];
}

}  // namespace

std::vector<Atom> atoms_of(std::string_view text, const Folded& folded) {
    std::vector<Atom> atoms;
    const std::u32string_view letters = folded.letters;
    const auto add = [&](std::uint32_t first, std::uint32_t end) {
        const std::uint32_t byte = folded.sources[first].first;
        atoms.push_back(
            {letters.substr(first, end - first), byte, folded.sources[end - 1].end, has_minus(text, byte)});
    };
    for (const Word& word : folded.words) {
        if (!word.unspaced) {
            add(word.first, word.end);
            continue;
        }
        for (std::uint32_t at = word.first; at < word.end; ++at) add(at, at + 1);
    }
    return atoms;
}

std::vector<std::u32string_view> parts_of(std::u32string_view phrase) {
    std::vector<std::u32string_view> parts;
    while (!phrase.empty()) {
        std::size_t length = is_han(phrase.front()) ? 1 : std::min(phrase.find(U' '), phrase.size());
        parts.push_back(phrase.substr(0, length));
        if (length < phrase.size() && phrase[length] == U' ') ++length;
        phrase.remove_prefix(length);
    }
    return parts;
}

bool is_word(std::u32string_view typed, std::u32string_view word, Slips slips, std::size_t shortest) {
    if (typed == word) return true;
    if (slips == Slips::none || word.size() < shortest || typed.size() < 3) return false;
    if (typed.front() != word.front() || !one_slip(typed, word)) return false;
    return std::none_of(typed.begin(), typed.end(), is_digit);
}

std::size_t match_phrase(const std::vector<Atom>& atoms, std::size_t at,
                         const std::vector<std::u32string_view>& parts) {
    if (atoms.size() - at < parts.size()) return 0;
    const std::size_t shortest = parts.size() == 1 ? 8 : 4;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!is_word(atoms[at + i].letters, parts[i], Slips::one, shortest)) return 0;
    }
    return parts.size();
}

}  // namespace mallctl::search
