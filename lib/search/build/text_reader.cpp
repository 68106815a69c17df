#include "search/build/text_reader.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

// Nobody types more without a space.
constexpr std::size_t longest_joined = 48;

// The first letter that is not Latin, nor a sign that belongs to no script.
constexpr char32_t beyond_latin = 0x370;

}  // namespace

void TextReader::read(std::string_view text, Joining joining, ReadText& read) {
    read_words(text, read.words);
    read.extras.clear();
    read.latin.clear();
    if (joining == Joining::words_together && folded_.words.size() > 1) add_joined(read);
    const bool latin = std::all_of(folded_.letters.begin(), folded_.letters.end(),
                                   [](char32_t letter) { return letter < beyond_latin; });
    if (latin) return;
    Readings readings = readings_of(text);
    read.latin = std::move(readings.latin);
    for (const std::string& part : readings.words) {
        table_.fold(part, part_);
        for (const Word& word : part_.words) {
            const auto letters = std::u32string_view(part_.letters).substr(word.first, word.end - word.first);
            add_extra(letters, false, read);
        }
    }
}

void TextReader::read_words(std::string_view text, std::vector<WordId>& words) {
    table_.fold(text, folded_);
    words.clear();
    for (const Word& word : folded_.words) words.push_back(vocabulary_.id_of(letters_of(word)));
}

std::u32string_view TextReader::letters_of(const Word& word) const {
    return std::u32string_view(folded_.letters).substr(word.first, word.end - word.first);
}

void TextReader::add_joined(ReadText& read) {
    const std::vector<Word>& words = folded_.words;
    joined_.clear();
    for (const Word& word : words) {
        const auto letters = letters_of(word);
        joined_ += letters == U"&" ? std::u32string_view(U"and") : letters;
    }
    add_extra(joined_, true, read);
    joined_.clear();
    for (const Word& word : words) {
        if (!word.connector) joined_ += letters_of(word);
    }
    add_extra(joined_, true, read);
    const Word* before = nullptr;
    for (const Word& word : words) {
        if (word.connector) continue;
        if (before != nullptr) {
            joined_ = letters_of(*before);
            joined_ += letters_of(word);
            add_extra(joined_, true, read);
        }
        before = &word;
    }
}

void TextReader::add_extra(std::u32string_view letters, bool compound, ReadText& read) {
    if (letters.empty() || letters.size() > longest_joined) return;
    const WordId word = vocabulary_.id_of(letters);
    if (std::find(read.words.begin(), read.words.end(), word) != read.words.end()) return;
    const bool known = std::any_of(read.extras.begin(), read.extras.end(),
                                   [&](const ExtraWord& other) { return other.word == word; });
    if (!known) read.extras.push_back({word, compound});
}

}  // namespace mallctl::search
