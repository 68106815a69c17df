#include "search/match/similar_terms.hpp"

#include <algorithm>
#include <array>

namespace mallctl::search {

namespace {

constexpr std::uint8_t no_edits_known = 0xff;
constexpr std::size_t longest_term = 160;

// Where each letter stands in the piece: bit i for its letter i. A table by code, kept between calls, in
// which only the piece's letters are not zero.
class Places {
  public:
    Places(std::vector<std::uint64_t>& table, const Dictionary& dictionary, std::span<const Code> piece)
        : table_(table), piece_(piece) {
        if (table_.size() <= dictionary.alphabet.size()) table_.resize(dictionary.alphabet.size() + 1, 0);
        for (std::size_t i = 0; i < piece_.size(); ++i) {
            if (known(piece_[i])) table_[piece_[i]] |= std::uint64_t{1} << i;
        }
    }
    ~Places() {
        for (const Code code : piece_) {
            if (known(code)) table_[code] = 0;
        }
    }
    Places(const Places&) = delete;
    Places& operator=(const Places&) = delete;
    Places(Places&&) = delete;
    Places& operator=(Places&&) = delete;

    const std::uint64_t* data() const { return table_.data(); }

  private:
    bool known(Code code) const { return code != 0 && code < table_.size(); }

    std::vector<std::uint64_t>& table_;
    std::span<const Code> piece_;
};

// The automaton after some letters: bit i of row e is set where the first i letters of the piece are within
// e edits of them.
template <unsigned Edits>
struct Rows {
    std::array<std::uint64_t, Edits + 1> row;
};

template <unsigned Edits>
class Walk {
  public:
    Walk(const Dictionary& dictionary, const Places& places, std::size_t length, bool prefix,
         std::vector<SimilarRange>& ranges)
        : dictionary_(dictionary),
          places_(places.data()),
          end_(std::uint64_t{1} << length),
          prefix_(prefix),
          ranges_(ranges) {
        // Before any letter: as many letters of the piece may be superfluous as there are edits.
        for (unsigned e = 0; e <= Edits; ++e) rows_[0].row[e] = (std::uint64_t{2} << e) - 1;
    }

    std::size_t run() {
        if (dictionary_.term_count() > 0) visit(0, 0, no_edits_known);
        return visited_;
    }

  private:
    // The rows of depth + 1 from those of `depth`, when `letter` follows.
    void step(std::size_t depth, Code letter) {
        const Rows<Edits>& now = rows_[depth];
        Rows<Edits>& next = rows_[depth + 1];
        const std::uint64_t here = places_[letter];
        next.row[0] = (now.row[0] & here) << 1;
        if constexpr (Edits > 0) {
            const std::uint64_t before = depth > 0 ? places_[letters_[depth - 1]] : 0;
            for (unsigned e = 1; e <= Edits; ++e) {
                std::uint64_t row =
                    now.row[e - 1] | ((now.row[e - 1] | next.row[e - 1]) << 1) | ((now.row[e] & here) << 1);
                if (before != 0) row |= ((rows_[depth - 1].row[e - 1] & here) << 1 & before) << 1;
                next.row[e] = row;
            }
        }
        letters_[depth] = letter;
    }

    // The edits of the letters so far as a whole.
    std::uint8_t edits_at(std::size_t depth) const {
        for (unsigned e = 0; e <= Edits; ++e) {
            if ((rows_[depth].row[e] & end_) != 0) return static_cast<std::uint8_t>(e);
        }
        return no_edits_known;
    }

    // Whether letters after these may still be as near as `least`, the edits of the best beginning so far.
    bool alive(std::size_t depth, std::uint8_t least) const {
        const unsigned row = std::min<unsigned>(least, Edits);
        return (rows_[depth].row[row] & (end_ | (end_ - 1))) != 0;
    }

    void add(TermId first, TermId end, std::uint8_t edits, bool prefix) {
        if (first == end || edits == no_edits_known) return;
        if (!ranges_.empty()) {
            SimilarRange& last = ranges_.back();
            if (last.terms.end == first && last.edits == edits && last.prefix == prefix) {
                last.terms.end = end;
                return;
            }
        }
        ranges_.push_back({{first, end}, edits, prefix});
    }

    // A term that ends here, whose best beginning takes `least`.
    void add_term(TermId term, std::size_t depth, std::uint8_t least) {
        const std::uint8_t whole = edits_at(depth);
        if (whole <= least) {
            add(term, term + 1, whole, false);
        } else {
            add(term, term + 1, least, true);
        }
    }

    // `least`: the fewest edits of a beginning shorter than `depth`; never known without prefix.
    void visit(std::uint32_t node, std::size_t depth, std::uint8_t least) {
        TermId term = dictionary_.first_term[node];
        const TermId end = dictionary_.end_term[node];
        if (end - term == 1) {
            rest_of(term, depth, least);
            return;
        }
        if (prefix_) least = std::min(least, edits_at(depth));
        if (!alive(depth, least)) {
            add(term, end, least, true);
            return;
        }
        if (dictionary_.letters_of(term).size() == depth) {
            add_term(term, depth, least);
        }
        const std::uint32_t last = dictionary_.first_child[node + 1];
        visited_ += last - dictionary_.first_child[node];
        for (std::uint32_t child = dictionary_.first_child[node]; child < last; ++child) {
            step(depth, dictionary_.label[child]);
            if (alive(depth + 1, least)) {
                visit(child, depth + 1, least);
            } else {
                add(dictionary_.first_term[child], dictionary_.end_term[child], least, true);
            }
        }
    }

    // A term that shares no further letter with another.
    void rest_of(TermId term, std::size_t depth, std::uint8_t least) {
        const auto letters =
            dictionary_.letters_of(term).first(std::min(longest_term, dictionary_.letters_of(term).size()));
        for (;; ++depth) {
            if (prefix_) least = std::min(least, edits_at(depth));
            if (!alive(depth, least)) {
                add(term, term + 1, least, true);
                return;
            }
            if (depth == letters.size()) break;
            step(depth, letters[depth]);
            ++visited_;
        }
        add_term(term, depth, least);
    }

    const Dictionary& dictionary_;
    const std::uint64_t* places_;
    std::uint64_t end_;
    bool prefix_;
    std::vector<SimilarRange>& ranges_;
    std::size_t visited_ = 0;
    std::array<Rows<Edits>, longest_term + 1> rows_;
    std::array<Code, longest_term> letters_;
};

}  // namespace

std::size_t similar_terms(const Dictionary& dictionary, std::span<const Code> piece, unsigned edits,
                          bool prefix, std::vector<SimilarRange>& ranges) {
    ranges.clear();
    if (piece.size() > longest_piece) {
        piece = piece.first(longest_piece);
        prefix = true;
    }
    thread_local std::vector<std::uint64_t> table;
    const Places places(table, dictionary, piece);
    if (edits == 0) return Walk<0>(dictionary, places, piece.size(), prefix, ranges).run();
    if (edits == 1) return Walk<1>(dictionary, places, piece.size(), prefix, ranges).run();
    return Walk<2>(dictionary, places, piece.size(), prefix, ranges).run();
}

}  // namespace mallctl::search
