// Text for search: folding, readings and intents of any bytes, and folding tables that are damaged.
#include <algorithm>
#include <string>
#include <vector>

#include "search/query/intents.hpp"
#include "search/synonyms/shipped.hpp"
#include "search/text/fold.hpp"
#include "search/text/utf8.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using search::Folded;

const std::vector<std::byte>& table_bytes() {
    static const std::vector<std::byte> bytes = search::make_fold_table();
    return bytes;
}

const search::FoldTable& table() {
    static const search::FoldTable made(table_bytes());
    return made;
}

void check_folded(const Folded& folded, std::size_t bytes) {
    fuzz::require(folded.letters.size() <= search::most_letters, "letters are bounded");
    fuzz::require(folded.words.size() <= search::most_words, "words are bounded");
    fuzz::require(folded.sources.size() == folded.letters.size(), "each letter has a source");
    Folded::Source before;
    for (const auto& source : folded.sources) {
        fuzz::require(source.first < source.end && source.end <= std::min(bytes, search::longest_text),
                      "a source lies in the text");
        fuzz::require(source.first >= before.first && source.end >= before.end, "sources ascend");
        before = source;
    }
    std::uint32_t at = 0;
    for (const auto& word : folded.words) {
        fuzz::require(word.first == at && word.end > at, "words follow one another and have letters");
        at = word.end;
    }
    fuzz::require(at == folded.letters.size(), "all letters are of words");
}

void check_again(const Folded& folded) {
    std::string text;
    for (const auto& word : folded.words) {
        if (!text.empty()) text += ' ';
        text += search::to_utf8(folded.letters.substr(word.first, word.end - word.first));
    }
    if (text.size() > search::longest_text) return;
    const Folded again = table().fold(text);
    fuzz::require(again.letters == folded.letters, "folding what is folded changes nothing");
    fuzz::require(again.words.size() == folded.words.size(), "nor does it part or join words");
}

void check_intents(const std::string& text) {
    static const std::vector<search::QueryLevel> levels = {{-1, "B1", "B1", {"Untergeschoss", "负一层"}},
                                                           {0, "G", "G", {"Ground floor", "Garden"}},
                                                           {1, "1", "1", {"1. Stock"}},
                                                           {2, "2", "2F", {"Food Level"}}};
    const auto intents = search::find_intents(text, table(), levels);
    fuzz::require(intents.rest.size() <= text.size(), "the rest is what was typed");
    if (intents.levels.empty()) return;
    const bool known = std::any_of(levels.begin(), levels.end(),
                                   [&](const auto& level) { return level.label == intents.levels[0]; });
    fuzz::require(known && intents.levels.size() == 1, "a level is one of the mall");
    // Levels of the mall's own making: the text as their names.
    const std::vector<search::QueryLevel> odd = {{0, text, text, {text}},
                                                 {1, "1", "", {"", text + " level"}}};
    search::find_intents(text, table(), odd);
}

// The table with some bytes changed: where the text says, to what it says.
void check_damaged(const std::string& text) {
    std::vector<std::byte> bytes = table_bytes();
    for (std::size_t i = 0; i + 3 < text.size() && i < 64; i += 4) {
        const auto part = [&](std::size_t at) { return static_cast<unsigned char>(text[i + at]); };
        const std::size_t place = (part(0) << 16U | part(1) << 8U | part(2)) % bytes.size();
        bytes[place] = static_cast<std::byte>(part(3));
    }
    if (text.size() % 5 == 0) bytes.resize(bytes.size() - text.size() % bytes.size());
    const auto damaged = fuzz::attempt([&] { return search::FoldTable(bytes); });
    if (damaged) check_folded(damaged->fold(text), text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    const Folded folded = table().fold(text);
    check_folded(folded, text.size());
    check_again(folded);
    check_intents(text);
    check_damaged(text);
    const auto readings = search::readings_of(text);
    fuzz::require(readings.words.size() <= search::longest_text, "words of a text are bounded");
    for (const char letter : readings.latin) {
        fuzz::require((letter & 0x80) == 0, "a reading in Latin letters is ASCII");
    }
    search::shipped_for(text);
    return 0;
}
