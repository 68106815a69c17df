#include "search/match/phrase.hpp"

#include <algorithm>

namespace mallctl::search {

void Phrase::clear() {
    letters_.clear();
    all_letters_.clear();
    size_ = 0;
    connectors_ = 0;
    ends_open_ = false;
}

void Phrase::add_word(std::u32string_view letters, bool connector) {
    if (size_ == most_words) return;
    letters = letters.substr(0, most_letters - all_letters_.size());
    all_letters_ += letters;
    sets_[size_] = {};
    if (connector) {
        connectors_ |= std::uint32_t{1} << size_;
    } else {
        letters_ += letters;
        for (const char32_t letter : letters) sets_[size_].add(letter);
    }
    ++size_;
    starts_[size_] = static_cast<std::uint32_t>(letters_.size());
    all_starts_[size_] = static_cast<std::uint32_t>(all_letters_.size());
}

void Phrase::read(const Folded& folded) {
    clear();
    ends_open_ = folded.ends_open;
    const std::u32string_view all = folded.letters;
    for (const Word& word : folded.words) {
        add_word(all.substr(word.first, word.end - word.first), word.connector);
    }
}

void Phrase::read(const IndexView& index, std::span<const U24> words) {
    clear();
    const Dictionary& dictionary = index.dictionary();
    std::array<char32_t, most_letters> letters;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto codes = dictionary.letters_of(words[i]);
        const std::size_t count = std::min(codes.size(), most_letters);
        for (std::size_t letter = 0; letter < count; ++letter) {
            letters[letter] = dictionary.letter_of(codes[letter]);
        }
        const std::u32string_view word(letters.data(), count);
        add_word(word, i > 0 && i + 1 < words.size() && is_connector_word(word));
    }
}

LetterSet Phrase::letter_set(std::size_t first, std::size_t end) const {
    LetterSet set;
    for (std::size_t i = first; i < end; ++i) set = set | sets_[i];
    return set;
}

void Phrase::write_spoken(std::u32string_view spoken, std::u32string& letters) const {
    letters.clear();
    for (std::size_t i = 0; i < size_; ++i) letters += is_connector(i) ? spoken : word(i);
}

bool Phrase::operator==(const Phrase& other) const {
    return size_ == other.size_ && all_letters_ == other.all_letters_ &&
           std::equal(all_starts_.begin(), all_starts_.begin() + static_cast<std::ptrdiff_t>(size_) + 1,
                      other.all_starts_.begin());
}

}  // namespace mallctl::search
