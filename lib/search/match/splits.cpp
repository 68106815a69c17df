#include "search/match/splits.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

constexpr std::size_t shortest_split = 4;
constexpr std::size_t shortest_term = 2;

// The term of just these letters, or with `open` all that begin with them.
TermRange exact_terms(const Dictionary& dictionary, std::span<const Code> letters, bool open) {
    const TermRange terms = terms_with_prefix(dictionary, letters);
    if (open || terms.empty()) return terms;
    if (dictionary.letters_of(terms.first).size() != letters.size()) return {};
    return {terms.first, terms.first + 1};
}

Split::Term exact(TermRange terms) {
    return {{SimilarRange{terms, 0, false}}};
}

// Lengths of the terms that the letters begin with, ascending, that leave enough for another.
std::vector<std::size_t> first_terms(const Dictionary& dictionary, std::span<const Code> letters) {
    std::vector<std::size_t> lengths;
    for (std::size_t length = shortest_term; length + shortest_term <= letters.size(); ++length) {
        const TermRange terms = terms_with_prefix(dictionary, letters.first(length));
        if (terms.empty()) break;
        if (dictionary.letters_of(terms.first).size() == length) lengths.push_back(length);
    }
    return lengths;
}

void split_exactly(const Dictionary& dictionary, std::span<const Code> letters, bool open,
                   std::vector<Split::Term>& before, std::vector<Split>& splits) {
    for (const std::size_t length : first_terms(dictionary, letters)) {
        const auto rest = letters.subspan(length);
        before.push_back(exact(exact_terms(dictionary, letters.first(length), false)));
        const TermRange last = exact_terms(dictionary, rest, open);
        if (!last.empty()) {
            Split split{before, 0};
            split.terms.push_back(exact(last));
            splits.push_back(std::move(split));
        }
        if (before.size() < 2) split_exactly(dictionary, rest, open, before, splits);
        before.pop_back();
    }
}

std::size_t split_with_edit(const Dictionary& dictionary, const Piece& piece, std::vector<Split>& splits) {
    std::size_t visited = 0;
    std::vector<SimilarRange> ranges;
    const auto near_terms = [&](std::span<const Code> letters, bool open) {
        visited += similar_terms(dictionary, letters, 1, open, ranges);
        std::erase_if(ranges, [](const SimilarRange& range) { return range.edits == 0; });
        return Split::Term{ranges};
    };
    auto firsts = first_terms(dictionary, piece.codes);
    std::reverse(firsts.begin(), firsts.end());
    firsts.resize(std::min(firsts.size(), most_tries));
    for (const std::size_t length : firsts) {
        if (piece.codes.size() - length < shortest_term) continue;
        auto last = near_terms(piece.codes.subspan(length), piece.open);
        if (last.ranges.empty()) continue;
        splits.push_back(
            {{exact(exact_terms(dictionary, piece.codes.first(length), false)), std::move(last)}, 1});
    }
    std::size_t tries = 0;
    for (std::size_t length = shortest_term; length + shortest_term <= piece.codes.size(); ++length) {
        const TermRange last = exact_terms(dictionary, piece.codes.subspan(length), piece.open);
        if (last.empty()) continue;
        if (++tries > most_tries) break;
        auto first = near_terms(piece.codes.first(length), false);
        if (first.ranges.empty()) continue;
        splits.push_back({{std::move(first), exact(last)}, 1});
    }
    return visited;
}

}  // namespace

std::size_t find_splits(const Dictionary& dictionary, const Piece& piece, unsigned edits,
                        std::vector<Split>& splits) {
    splits.clear();
    if (piece.codes.size() < shortest_split || piece.codes.size() > longest_piece) return 0;
    if (edits > 0) return split_with_edit(dictionary, piece, splits);
    std::vector<Split::Term> before;
    split_exactly(dictionary, piece.codes, piece.open, before, splits);
    return piece.codes.size();
}

}  // namespace mallctl::search
