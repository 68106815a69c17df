#include "search/match/pieces.hpp"

#include <algorithm>
#include <utility>

namespace mallctl::search {

namespace {

// Half of its letters may be wrong at most; a beginning leaves less to go by.
std::uint8_t most_edits_of(std::size_t letters, bool open) {
    const std::size_t enough = open ? letters - (letters > 0 ? 1 : 0) : letters;
    if (enough < 2) return 0;
    if (enough < 4) return 1;
    return enough < 6 ? 2 : 3;
}

int cost_of_missing(std::size_t letters) {
    return 60 + 20 * static_cast<int>(std::min<std::size_t>(letters, 12));
}

// The longest term that the letters begin with; 0 where there is none.
std::size_t longest_term_of(const Dictionary& dictionary, std::span<const Code> letters) {
    std::size_t longest = 0;
    for (std::size_t length = 1; length <= letters.size(); ++length) {
        const TermRange terms = terms_with_prefix(dictionary, letters.first(length));
        if (terms.empty()) break;
        if (dictionary.letters_of(terms.first).size() == length) longest = length;
    }
    return longest;
}

void add_part(std::uint32_t first, std::uint32_t end, std::vector<Part>& parts) {
    if (first == end || parts.size() == most_words) return;
    parts.push_back({first, end, cost_of_missing(end - first)});
}

// Cuts a word by longest terms; letters that begin none are left together.
void add_cut(const Dictionary& dictionary, const QueryText& query, const Word& word,
             std::vector<Part>& parts) {
    const auto codes = std::span(query.codes);
    std::uint32_t unknown = word.first;
    std::uint32_t at = word.first;
    while (at < word.end) {
        const auto length =
            static_cast<std::uint32_t>(longest_term_of(dictionary, codes.subspan(at, word.end - at)));
        if (length == 0) {
            ++at;
            continue;
        }
        add_part(unknown, at, parts);
        add_part(at, at + length, parts);
        at += length;
        unknown = at;
    }
    add_part(unknown, word.end, parts);
}

using PartRange = std::pair<std::size_t, std::size_t>;

// `cuts` becomes the parts of each word that was cut.
void add_parts(const Dictionary& dictionary, const QueryText& query, bool connectors,
               std::vector<Part>& parts, std::vector<PartRange>& cuts) {
    for (const Word& word : query.folded->words) {
        if (word.connector != connectors) continue;
        if (word.unspaced) {
            const std::size_t first = parts.size();
            add_cut(dictionary, query, word, parts);
            cuts.emplace_back(first, parts.size());
        } else {
            add_part(word.first, word.end, parts);
        }
    }
}

void add_piece(const QueryText& query, std::size_t first, std::size_t end, Pieces& result) {
    Piece piece;
    piece.first = static_cast<std::uint8_t>(first);
    piece.end = static_cast<std::uint8_t>(end);
    const auto& words = query.folded->words;
    piece.open =
        query.folded->ends_open && end == result.parts.size() && result.parts.back().end == words.back().end;
    const auto codes = std::span(query.codes);
    const std::u32string_view letters = query.folded->letters;
    if (end - first == 1) {
        piece.codes = codes.subspan(result.parts[first].first, result.parts[first].letters());
        piece.letters = letters.substr(result.parts[first].first, piece.codes.size());
    } else {
        const std::size_t start = result.codes.size();
        for (std::size_t i = first; i < end; ++i) {
            const auto part = codes.subspan(result.parts[i].first, result.parts[i].letters());
            result.codes.insert(result.codes.end(), part.begin(), part.end());
            result.letters += letters.substr(result.parts[i].first, result.parts[i].letters());
        }
        piece.codes = std::span(result.codes).subspan(start);
        piece.letters = std::u32string_view(result.letters).substr(start);
    }
    piece.most_edits = most_edits_of(piece.codes.size(), piece.open);
    result.pieces.push_back(piece);
}

}  // namespace

void make_pieces(const Dictionary& dictionary, const QueryText& query, Pieces& result) {
    result.parts.clear();
    result.pieces.clear();
    result.codes.clear();
    result.letters.clear();
    thread_local std::vector<PartRange> cuts;
    cuts.clear();
    add_parts(dictionary, query, false, result.parts, cuts);
    if (result.parts.empty()) add_parts(dictionary, query, true, result.parts, cuts);
    const std::size_t parts = result.parts.size();
    // Views of these letters must stay.
    result.codes.reserve(7 * query.codes.size());
    result.letters.reserve(7 * query.codes.size());
    for (std::size_t together = 1; together <= 3; ++together) {
        for (std::size_t first = 0; first + together <= parts; ++first) {
            add_piece(query, first, first + together, result);
        }
    }
    for (const auto& [first, end] : cuts) {
        if (end - first > 3 && end - first < parts) add_piece(query, first, end, result);
    }
    if (parts > 3) add_piece(query, 0, parts, result);
}

}  // namespace mallctl::search
