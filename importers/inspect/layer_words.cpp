#include "importers/inspect/layer_words.hpp"

#include <array>
#include <utility>

namespace mallctl::importers::inspect {

namespace {

// Letters of the five languages, as UTF-8, and what stands for them in ASCII.
constexpr std::array<std::pair<std::string_view, std::string_view>, 31> folds{
    {{"\xC3\xA4", "ae"}, {"\xC3\xB6", "oe"}, {"\xC3\xBC", "ue"}, {"\xC3\x9F", "ss"}, {"\xC3\x84", "Ae"},
     {"\xC3\x96", "Oe"}, {"\xC3\x9C", "Ue"}, {"\xC3\xA0", "a"},  {"\xC3\xA1", "a"},  {"\xC3\xA2", "a"},
     {"\xC3\xA3", "a"},  {"\xC3\xA7", "c"},  {"\xC3\xA8", "e"},  {"\xC3\xA9", "e"},  {"\xC3\xAA", "e"},
     {"\xC3\xAB", "e"},  {"\xC3\xAD", "i"},  {"\xC3\xAE", "i"},  {"\xC3\xAF", "i"},  {"\xC3\xB1", "n"},
     {"\xC3\xB3", "o"},  {"\xC3\xB4", "o"},  {"\xC3\xB5", "o"},  {"\xC3\xBA", "u"},  {"\xC3\xBB", "u"},
     {"\xC3\x80", "A"},  {"\xC3\x87", "C"},  {"\xC3\x89", "E"},  {"\xC3\x8A", "E"},  {"\xC3\x91", "N"},
     {"\xC3\x93", "O"}}};

std::string folded(std::string_view name) {
    std::string ascii;
    while (!name.empty()) {
        std::size_t length = 1;
        std::string_view letter = name.substr(0, 1);
        for (const auto& [from, to] : folds) {
            if (!name.starts_with(from)) continue;
            letter = to;
            length = from.size();
            break;
        }
        ascii += letter;
        name.remove_prefix(length);
    }
    return ascii;
}

enum class Letter { small, large, digit, other };

Letter kind_of(char c) {
    if (c >= 'a' && c <= 'z') return Letter::small;
    if (c >= 'A' && c <= 'Z') return Letter::large;
    return c >= '0' && c <= '9' ? Letter::digit : Letter::other;
}

}  // namespace

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    Letter before = Letter::other;
    const auto end_word = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    for (const char c : folded(name)) {
        const Letter kind = kind_of(c);
        const bool parted = kind == Letter::other || (kind == Letter::digit) != (before == Letter::digit) ||
                            (kind == Letter::large && before == Letter::small);
        if (parted) end_word();
        if (kind != Letter::other) word += kind == Letter::large ? static_cast<char>(c - 'A' + 'a') : c;
        before = kind;
    }
    end_word();
    return words;
}

}  // namespace mallctl::importers::inspect
