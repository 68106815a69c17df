#include "search/query/explain.hpp"

#include <fmt/format.h>

#include <array>

#include "search/text/utf8.hpp"

namespace mallctl::search {

namespace {

constexpr std::array<std::string_view, 6> field_names = {"name",    "alias", "brand",
                                                         "reading", "tag",   "category"};

std::string_view name_of(Field field) {
    return field_names[static_cast<std::size_t>(field)];
}

std::string typed_words(const Folded& folded, std::size_t first, std::size_t end) {
    std::string text;
    for (std::size_t i = first; i < end && i < folded.words.size(); ++i) {
        const Word& word = folded.words[i];
        if (!text.empty()) text += ' ';
        text += to_utf8(std::u32string_view(folded.letters).substr(word.first, word.end - word.first));
    }
    return text;
}

std::string surface_words(const IndexView& index, const Surface& surface, std::size_t first,
                          std::size_t end) {
    std::string text;
    const Dictionary& dictionary = index.dictionary();
    for (std::size_t i = first; i < end && i < surface.words.size(); ++i) {
        if (!text.empty()) text += ' ';
        std::u32string letters;
        for (const Code code : dictionary.letters_of(surface.words[i])) letters += dictionary.letter_of(code);
        text += to_utf8(letters);
    }
    return text;
}

std::string how(const WordMatch& word) {
    std::string text = word.cost == 0 ? "the same" : fmt::format("cost {}", word.cost);
    if (word.prefix) text += ", unfinished";
    if (word.synonym) text += ", of the same meaning";
    return text;
}

}  // namespace

std::vector<std::string> explanation_of(const IndexView& index, const Folded& folded, const Hit& hit) {
    const Rank& rank = hit.rank;
    std::vector<std::string> lines = {
        fmt::format("cost bucket {}, cost {}", rank.cost_bucket, rank.cost),
        fmt::format("words matched {} of {}", rank.words_matched, folded.words.size()),
        rank.pin > 0 ? fmt::format("pin {}", rank.pin) : "no pin",
        fmt::format("field {}", name_of(rank.field)),
        rank.distance_m ? fmt::format("distance {:.0f} m", *rank.distance_m) : "no distance",
        rank.exact ? "exact" : "not exact",
        fmt::format("popularity {}", rank.popularity),
    };
    for (const WordMatch& word : hit.words) {
        const Surface surface = index.surface(word.surface);
        lines.push_back(fmt::format("\"{}\" is \"{}\" of the {}: {}",
                                    typed_words(folded, word.query_first, word.query_end),
                                    surface_words(index, surface, word.text_first, word.text_end),
                                    name_of(surface.field), how(word)));
    }
    return lines;
}

}  // namespace mallctl::search
