#include "search/build/vocabulary.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

constexpr WordId unknown = 0xffffffff;

// FNV-1a over letters, its high bits mixed in at the end.
std::uint32_t hash_of(std::u32string_view word) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char32_t letter : word) hash = (hash ^ letter) * 0x100000001b3;
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

std::u32string_view as_view(const std::vector<char32_t>& letters) {
    return {letters.data(), letters.size()};
}

// The term of these letters, or `unknown`.
WordId find_term(const Dictionary& dictionary, std::u32string_view word) {
    TermRange range{0, static_cast<TermId>(dictionary.term_count())};
    std::u32string codes;
    for (const char32_t letter : word) {
        const Code code = dictionary.code_of(letter);
        if (code == 0) return unknown;
        codes.push_back(code);
    }
    while (!range.empty()) {
        const TermId middle = range.first + range.size() / 2;
        const auto letters = dictionary.letters_of(middle);
        const bool before =
            std::lexicographical_compare(letters.begin(), letters.end(), codes.begin(), codes.end());
        (before ? range.first : range.end) = before ? middle + 1 : middle;
    }
    if (range.first == dictionary.term_count()) return unknown;
    const auto letters = dictionary.letters_of(range.first);
    return std::equal(letters.begin(), letters.end(), codes.begin(), codes.end()) ? range.first : unknown;
}

}  // namespace

Vocabulary::Vocabulary(const Dictionary& before) : before_(before), letters_(), slots_(1024), asked_() {}

WordId Vocabulary::id_of(std::u32string_view word) {
    const std::uint32_t hash = hash_of(word);
    std::size_t at = hash & (slots_.size() - 1);
    for (; slots_[at].size != 0; at = (at + 1) & (slots_.size() - 1)) {
        const Slot& slot = slots_[at];
        if (slot.hash == hash && std::u32string_view(asked_).substr(slot.first_letter, slot.size) == word) {
            return slot.word;
        }
    }
    const WordId id = look_up(word);
    slots_[at] = {hash, id, static_cast<std::uint32_t>(asked_.size()),
                  static_cast<std::uint32_t>(word.size())};
    asked_ += word;
    if (++taken_ * 2 > slots_.size()) grow();
    return id;
}

WordId Vocabulary::look_up(std::u32string_view word) {
    const WordId known = find_term(before_, word);
    if (known != unknown) return known;
    letters_ += word;
    starts_.push_back(static_cast<std::uint32_t>(letters_.size()));
    return static_cast<WordId>(size() - 1);
}

void Vocabulary::grow() {
    std::vector<Slot> larger(slots_.size() * 2);
    for (const Slot& slot : slots_) {
        if (slot.size == 0) continue;
        std::size_t at = slot.hash & (larger.size() - 1);
        while (larger[at].size != 0) at = (at + 1) & (larger.size() - 1);
        larger[at] = slot;
    }
    slots_ = std::move(larger);
}

std::u32string_view Vocabulary::new_word(std::size_t number) const {
    return std::u32string_view(letters_).substr(starts_[number], starts_[number + 1] - starts_[number]);
}

void Vocabulary::append_letters(WordId word, std::vector<char32_t>& letters) const {
    if (word >= before_.term_count()) {
        const auto added = new_word(word - before_.term_count());
        letters.insert(letters.end(), added.begin(), added.end());
        return;
    }
    for (const Code code : before_.letters_of(word)) letters.push_back(before_.letter_of(code));
}

Vocabulary::Sorted Vocabulary::sorted(const std::vector<std::uint8_t>& used) const {
    const auto known_end = static_cast<WordId>(before_.term_count());
    std::vector<WordId> added;
    for (auto word = known_end; word < size(); ++word) {
        if (used[word] != 0) added.push_back(word);
    }
    std::sort(added.begin(), added.end(),
              [&](WordId a, WordId b) { return new_word(a - known_end) < new_word(b - known_end); });
    Sorted sorted;
    sorted.letters.reserve(letters_.size() + before_.term_letters.size());
    sorted.term_of.resize(size());
    std::vector<std::size_t> ends;
    const auto add = [&](WordId word) {
        sorted.term_of[word] = static_cast<TermId>(sorted.words.size());
        sorted.words.push_back(word);
        append_letters(word, sorted.letters);
        ends.push_back(sorted.letters.size());
    };
    // Known terms are sorted: new ones go between them.
    std::vector<char32_t> known;
    auto next = added.begin();
    for (WordId word = 0; word < known_end; ++word) {
        if (used[word] == 0) continue;
        if (next != added.end()) {
            known.clear();
            append_letters(word, known);
            for (; next != added.end() && new_word(*next - known_end) < as_view(known); ++next) add(*next);
        }
        add(word);
    }
    for (; next != added.end(); ++next) add(*next);
    std::size_t first = 0;
    for (const std::size_t end : ends) {
        sorted.terms.push_back(as_view(sorted.letters).substr(first, end - first));
        first = end;
    }
    return sorted;
}

}  // namespace mallctl::search
