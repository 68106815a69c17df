#include "search/build/vocabulary.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

// FNV-1a over letters, its high bits mixed in at the end.
std::uint32_t hash_of(std::u32string_view word) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char32_t letter : word) hash = (hash ^ letter) * 0x100000001b3;
    return static_cast<std::uint32_t>(hash ^ (hash >> 32));
}

// Whether a term's letters come before (negative), after (positive) or are those of a word.
int compare(const Dictionary& dictionary, TermId term, std::u32string_view word) {
    const auto codes = dictionary.letters_of(term);
    for (std::size_t i = 0; i < std::min(codes.size(), word.size()); ++i) {
        const char32_t letter = dictionary.letter_of(codes[i]);
        if (letter != word[i]) return letter < word[i] ? -1 : 1;
    }
    return codes.size() < word.size() ? -1 : codes.size() > word.size() ? 1 : 0;
}

// The first term that does not come before a word.
TermId lower_bound(const Dictionary& dictionary, std::u32string_view word) {
    TermRange range{0, static_cast<TermId>(dictionary.term_count())};
    while (!range.empty()) {
        const TermId middle = range.first + range.size() / 2;
        const bool before = compare(dictionary, middle, word) < 0;
        (before ? range.first : range.end) = before ? middle + 1 : middle;
    }
    return range.first;
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
    const TermId known = lower_bound(before_, word);
    if (known < before_.term_count() && compare(before_, known, word) == 0) return known;
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

TermSource Vocabulary::source_of(WordId word) const {
    if (word < before_.term_count()) return {word, {}};
    return {TermSource::is_new, new_word(word - before_.term_count())};
}

std::vector<WordId> Vocabulary::sorted(const std::vector<std::uint8_t>& used) const {
    const auto known_end = static_cast<WordId>(before_.term_count());
    std::vector<WordId> added;
    for (auto word = known_end; word < size(); ++word) {
        if (used[word] != 0) added.push_back(word);
    }
    std::sort(added.begin(), added.end(),
              [&](WordId a, WordId b) { return new_word(a - known_end) < new_word(b - known_end); });
    // Known terms are sorted: new ones go between them.
    std::vector<WordId> words;
    words.reserve(known_end + added.size());
    WordId next = 0;
    const auto add_known_before = [&](WordId end) {
        for (; next < end; ++next) {
            if (used[next] != 0) words.push_back(next);
        }
    };
    for (const WordId word : added) {
        add_known_before(lower_bound(before_, new_word(word - known_end)));
        words.push_back(word);
    }
    add_known_before(known_end);
    return words;
}

}  // namespace mallctl::search
