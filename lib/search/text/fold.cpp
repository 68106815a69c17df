#include "search/text/fold.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "core/error.hpp"
#include "search/text/fold_layout.hpp"
#include "search/text/utf8.hpp"

namespace mallctl::search {

namespace {

[[noreturn]] void reject(const char* why) {
    throw core::Error(core::Fault::rejected, std::string("the folding table is damaged: ") + why,
                      "build the search artifact again");
}

// Words that join others, folded. Those of one letter count between spaces alone: "a.n.a" has none.
constexpr std::array<std::u32string_view, 16> connectors = {
    U"and", U"und", U"et",  U"y",        // English, German, French, Spanish
    U"e",   U"n",   U"en",  U"og",       // Italian and Portuguese, "rock 'n' roll", Dutch, Danish
    U"och", U"ja",  U"ve",  U"ed",       // Swedish, Finnish, Turkish, Italian
    U"и",   U"та",  U"και", U"\u0648"};  // Russian, Ukrainian, Greek, Arabic

// The jamo of a syllable (Unicode 3.12); 0 where it has no final consonant.
std::array<char32_t, 3> jamo_of(char32_t syllable) {
    const char32_t index = syllable - 0xac00;
    const char32_t final = index % 28;
    return {0x1100 + index / 588, 0x1161 + index % 588 / 28, final == 0 ? 0 : 0x11a7 + final};
}

bool is_letter(std::uint16_t entry) {
    return entry >= han_entry && entry < first_string;
}

Writing writing_of(std::uint16_t entry) {
    if (entry == han_entry) return Writing::han_and_kana;
    return static_cast<Writing>(entry - first_letter);
}

// The beginning of the text that is looked at, cut between code points.
std::string_view within_limit(std::string_view text) {
    if (text.size() <= longest_text) return text;
    std::size_t end = longest_text;
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
    };
    // A code point has at most three bytes after its first.
    for (int i = 0; i < 3 && continues(end); ++i) --end;
    return text.substr(0, end);
}

}  // namespace

bool is_connector_word(std::u32string_view letters) {
    return letters == U"&" || std::find(connectors.begin(), connectors.end(), letters) != connectors.end();
}

// One run over a text.
class Folder {
  public:
    Folder(const FoldTable& table, Folded& folded) : table_(table), folded_(folded) {
        folded.letters.clear();
        folded.sources.clear();
        folded.words.clear();
        folded.ends_open = false;
    }

    void run(std::string_view text) {
        text = within_limit(text);
        for (std::size_t at = 0; at < text.size() && !full_;) {
            const Decoded next = decode_utf8(text, at);
            source_ = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + next.bytes)};
            if (next.letter == not_utf8)
                part(false);
            else
                add(next.letter, table_.entry_of(next.letter));
            at += next.bytes;
        }
        folded_.ends_open = open_;
        mark_connectors();
    }

  private:
    void add(char32_t letter, std::uint16_t entry) {
        if (entry >= first_string) return add_string(entry - first_string);
        switch (entry) {
            case separator_entry:
                return part(false);
            case space_entry:
                return part(true);
            case ignored_entry:
                return;
            case mark_entry:
                return extend();
            case connector_entry:
                return connect();
            case hangul_entry:
                for (const char32_t jamo : jamo_of(letter)) {
                    if (jamo != 0) add(jamo, table_.entry_of(jamo));
                }
                return;
            case han_entry:
                return add_letter(simplified(letter), Writing::han_and_kana);
            default:
                return add_letter(letter, writing_of(entry));
        }
    }

    // The letters of a string fold to themselves, or are gaps: check() has seen to it.
    void add_string(std::size_t offset) {
        const std::size_t count = table_.strings_[offset];
        for (std::size_t i = 1; i <= count; ++i) {
            char32_t letter = table_.strings_[offset + i];
            if (letter >= 0xd800 && letter < 0xdc00 && i < count) {
                letter = ((letter - 0xd7c0) << 10) + (table_.strings_[offset + ++i] & 0x3ffU);
            }
            const std::uint16_t entry = table_.entry_of(letter);
            if (is_letter(entry))
                add_letter(letter, writing_of(entry));
            else
                part(false);
        }
    }

    char32_t simplified(char32_t letter) const {
        const auto found = std::lower_bound(table_.han_.begin(), table_.han_.end(), letter);
        if (found == table_.han_.end() || *found != letter) return letter;
        return table_.simple_han_[static_cast<std::size_t>(found - table_.han_.begin())];
    }

    void add_letter(char32_t letter, Writing writing) {
        if (!open_ || writing != writing_) begin(writing);
        if (folded_.letters.size() == most_letters) full_ = true;
        if (full_) return;
        folded_.letters.push_back(letter);
        folded_.sources.push_back(source_);
        folded_.words.back().end = static_cast<std::uint32_t>(folded_.letters.size());
    }

    // A word begins, behind the connector before it if there is one.
    void begin(Writing writing) {
        const std::size_t words = connected_ ? 2 : 1;
        if (folded_.words.size() + words > most_words || folded_.letters.size() + words > most_letters) {
            full_ = true;
            open_ = false;
            return;
        }
        if (connected_) {
            add_word();
            folded_.letters.push_back(U'&');
            folded_.sources.push_back(connector_);
            folded_.words.back().end += 1;
            folded_.words.back().connector = true;
            connected_ = false;
        }
        spaced_[folded_.words.size()] = spaced_here_;
        add_word();
        folded_.words.back().unspaced = writing >= Writing::han_and_kana;
        open_ = true;
        spaced_here_ = false;
        writing_ = writing;
    }

    void add_word() {
        const auto at = static_cast<std::uint32_t>(folded_.letters.size());
        folded_.words.push_back({at, at, false, false});
    }

    void part(bool space) {
        open_ = false;
        spaced_here_ |= space;
    }

    void connect() {
        part(false);
        if (folded_.words.empty() || connected_) return;
        connected_ = true;
        connector_ = source_;
    }

    // A mark is part of the letter before it, and so of all that its source became.
    void extend() {
        if (!open_) return;
        const std::uint32_t first = folded_.sources.back().first;
        for (auto at = folded_.sources.rbegin(); at != folded_.sources.rend() && at->first == first; ++at) {
            at->end = source_.end;
        }
    }

    void mark_connectors() {
        for (std::size_t i = 1; i + 1 < folded_.words.size(); ++i) {
            Word& word = folded_.words[i];
            const auto letters =
                std::u32string_view(folded_.letters).substr(word.first, word.end - word.first);
            const bool apart = letters.size() > 1 || (spaced_[i] && spaced_[i + 1]);
            if (apart && is_connector_word(letters)) word.connector = true;
        }
    }

    const FoldTable& table_;
    Folded& folded_;
    Folded::Source source_;
    Folded::Source connector_;
    bool connected_ = false;    // a connector waits for the word after it
    bool open_ = false;         // the last word may go on
    bool full_ = false;         // a limit is reached
    bool spaced_here_ = false;  // white space since the last word
    Writing writing_ = Writing::spaced;
    std::array<bool, most_words + 1> spaced_{};  // white space before word i
};

FoldTable::FoldTable(std::span<const std::byte> bytes) {
    FoldHeader header;
    if (bytes.size() < sizeof(header)) reject("it is shorter than its header");
    if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(FoldHeader) != 0)
        reject("it is not aligned");
    std::memcpy(&header, bytes.data(), sizeof(header));
    if (header.magic != fold_magic || header.layout != fold_layout) reject("it is of another layout");
    std::size_t at = sizeof(header);
    const std::array<std::span<const std::uint16_t>*, 6> arrays = {&tops_,    &middles_, &leaves_,
                                                                   &strings_, &han_,     &simple_han_};
    for (std::size_t i = 0; i < arrays.size(); ++i) {
        if ((bytes.size() - at) / sizeof(std::uint16_t) < header.sizes[i]) reject("an array ends beyond it");
        *arrays[i] = {reinterpret_cast<const std::uint16_t*>(bytes.data() + at), header.sizes[i]};
        at += header.sizes[i] * sizeof(std::uint16_t);
    }
    check();
}

void FoldTable::check() const {
    const auto within = [](std::span<const std::uint16_t> offsets, std::size_t size, std::size_t limit) {
        return limit >= size &&
               std::all_of(offsets.begin(), offsets.end(), [&](auto at) { return at <= limit - size; });
    };
    if (tops_.size() != top_count || !within(tops_, middle_size, middles_.size()) ||
        !within(middles_, leaf_size, leaves_.size())) {
        reject("a block lies outside of it");
    }
    for (const std::uint16_t entry : leaves_) {
        if (entry > last_letter && entry < first_string) reject("an entry means nothing");
        if (entry < first_string) continue;
        const std::size_t offset = entry - std::size_t{first_string};
        if (offset >= strings_.size() || strings_[offset] > most_units ||
            strings_.size() - offset <= strings_[offset]) {
            reject("a string ends beyond it");
        }
    }
    if (han_.size() != simple_han_.size() ||
        std::adjacent_find(han_.begin(), han_.end(), std::greater_equal<>()) != han_.end()) {
        reject("its Han letters do not ascend");
    }
}

std::uint16_t FoldTable::entry_of(char32_t letter) const {
    const std::size_t top = tops_[letter >> (leaf_bits + middle_bits)];
    const std::size_t middle = middles_[top + (letter >> leaf_bits & (middle_size - 1))];
    return leaves_[middle + (letter & (leaf_size - 1))];
}

void FoldTable::fold(std::string_view text, Folded& folded) const {
    Folder(*this, folded).run(text);
}

Folded FoldTable::fold(std::string_view text) const {
    Folded folded;
    fold(text, folded);
    return folded;
}

}  // namespace mallctl::search
