#include "search/match/similar_terms.hpp"

#include <algorithm>
#include <array>
#include <bit>

namespace mallctl::search {

namespace {

constexpr std::uint8_t unknown = 0xff;
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
using Rows = std::array<std::uint64_t, Edits + 1>;

// The letters that must still come for each row to reach the end of the piece; of row e, as many may be
// missing as edits are left. Rows before `first` are dead: a row holds all that the one before it holds.
template <unsigned Edits>
struct Needs {
    unsigned first = 0;
    std::array<std::uint32_t, Edits + 1> row = {};
};

template <unsigned Edits>
class Walk {
  public:
    Walk(const Dictionary& dictionary, const Places& places, std::span<const Code> piece, bool prefix,
         std::vector<SimilarRange>& ranges)
        : dictionary_(dictionary),
          places_(places.data()),
          below_(dictionary.letters_below.empty() ? nullptr : dictionary.letters_below.data()),
          end_(std::uint64_t{1} << piece.size()),
          inside_(end_ | (end_ - 1)),
          prefix_(prefix),
          ranges_(ranges) {
        // Before any letter: as many letters of the piece may be superfluous as there are edits.
        for (unsigned e = 0; e <= Edits; ++e) rows_[0][e] = ((std::uint64_t{2} << e) - 1) & inside_;
        needed_from_[piece.size()] = 0;
        for (std::size_t i = piece.size(); i-- > 0;) {
            // A letter that no term has is missing everywhere, but has no bit of its own: it is left out.
            const std::uint32_t bit = piece[i] == 0 ? 0 : Dictionary::letter_bit(piece[i]);
            needed_from_[i] = needed_from_[i + 1] | bit;
        }
    }

    std::size_t run() {
        if (dictionary_.term_count() > 0) enter(0, 0, unknown);
        return visited_;
    }

  private:
    // What the rows of `depth` become with any letter at all: it is superfluous, or stands for another, or
    // the piece has superfluous ones.
    Rows<Edits> with_any_letter(std::size_t depth) const {
        const Rows<Edits>& now = rows_[depth];
        Rows<Edits> next = {};
        for (unsigned e = 1; e <= Edits; ++e) {
            next[e] = (now[e - 1] | ((now[e - 1] | next[e - 1]) << 1)) & inside_;
        }
        return next;
    }

    // The rows of depth + 1 when a letter follows that stands at these places of the piece.
    void step(std::size_t depth, std::uint64_t places) {
        const Rows<Edits>& now = rows_[depth];
        Rows<Edits>& next = rows_[depth + 1];
        next[0] = ((now[0] & places) << 1) & inside_;
        for (unsigned e = 1; e <= Edits; ++e) {
            std::uint64_t row = now[e - 1] | ((now[e - 1] | next[e - 1] | (now[e] & places)) << 1);
            if (depth > 0) row |= (((rows_[depth - 1][e - 1] & places) << 1) & places_at_[depth - 1]) << 1;
            next[e] = row & inside_;
        }
        places_at_[depth] = places;
    }

    // The letters after the furthest place that a row has reached; `open`: its places from which a
    // transposition is half done.
    std::uint32_t need_of(std::uint64_t row, std::uint64_t open) const {
        return needed_from_[std::bit_width((row | (open << 2)) & inside_) - 1];
    }

    // What the rows of `depth`, reached by a letter at `places`, need.
    Needs<Edits> needs_of(const Rows<Edits>& rows, std::size_t depth, std::uint64_t places) const {
        Needs<Edits> needs;
        while (needs.first <= Edits && rows[needs.first] == 0) ++needs.first;
        for (unsigned e = needs.first; e <= Edits; ++e) {
            needs.row[e] = need_of(rows[e], e == 0 ? 0 : rows_[depth - 1][e - 1] & (places >> 1));
        }
        return needs;
    }

    // Whether the letters below a node let a row reach the end within `limit` edits.
    bool meets(const Needs<Edits>& needs, std::uint32_t node, unsigned limit) const {
        const std::uint32_t absent = below_ == nullptr ? 0 : ~below_[node];
        for (unsigned e = needs.first; e <= limit; ++e) {
            std::uint32_t missing = needs.row[e] & absent;
            for (unsigned left = limit - e; left > 0; --left) missing &= missing - 1;
            if (missing == 0) return true;
        }
        return false;
    }

    // The edits of the letters so far as a whole.
    std::uint8_t edits_at(std::size_t depth) const {
        for (unsigned e = 0; e <= Edits; ++e) {
            if ((rows_[depth][e] & end_) != 0) return static_cast<std::uint8_t>(e);
        }
        return unknown;
    }

    void add(TermId first, TermId end, std::uint8_t edits, bool prefix) {
        if (first == end || edits == unknown) return;
        if (!ranges_.empty()) {
            SimilarRange& last = ranges_.back();
            if (last.terms.end == first && last.edits == edits && last.prefix == prefix) {
                last.terms.end = end;
                return;
            }
        }
        ranges_.push_back({{first, end}, edits, prefix});
    }

    // A term that takes `whole` as a whole and `least` as its best beginning.
    void add_term(TermId term, std::uint8_t whole, std::uint8_t least) {
        if (whole <= least) {
            add(term, term + 1, whole, false);
        } else {
            add(term, term + 1, least, true);
        }
    }

    // Only a node with one term has no children.
    void enter(std::uint32_t node, std::size_t depth, std::uint8_t least) {
        if (dictionary_.first_child[node] == dictionary_.first_child[node + 1]) {
            rest_of(dictionary_.first_term[node], depth, least);
        } else {
            visit(node, depth, least);
        }
    }

    // A node with several terms. `least`: the fewest edits of a beginning shorter than `depth`; never known
    // without prefix.
    void visit(std::uint32_t node, std::size_t depth, std::uint8_t least) {
        const std::uint8_t whole = edits_at(depth);
        if (prefix_) least = std::min(least, whole);
        const unsigned limit = std::min<unsigned>(least, Edits);
        if (whole != unknown || least != unknown) {
            const TermId term = dictionary_.first_term[node];
            if (rows_[depth][limit] == 0) {
                add(term, dictionary_.end_term[node], least, true);
                return;
            }
            if (dictionary_.term_starts[term + 1] - dictionary_.term_starts[term] == depth) {
                add_term(term, whole, least);
            }
        }
        if (is_last_row(depth) && limit == Edits) {
            follow(node, depth, least);
        } else {
            try_children(node, depth, least, limit);
        }
    }

    // Whether all edits are used up, so that the letters must go on as the piece does.
    bool is_last_row(std::size_t depth) const { return Edits == 0 || rows_[depth][Edits - 1] == 0; }

    // Children are looked at 64 at a time, without a branch for each: what few are worth a step are a bit
    // each. What a processor takes longest for is a branch that it cannot foretell.
    static constexpr std::uint32_t at_once = 64;

    // Children that are not walked into are like the piece in their beginning, if at all.
    void pass_over(std::uint32_t first, std::uint32_t end, std::uint8_t least) {
        if (least == unknown || first == end) return;
        add(dictionary_.first_term[first], dictionary_.end_term[end - 1], least, true);
    }

    // Those whose letter stands at one of these places of the piece.
    std::uint64_t children_with(std::uint32_t first, std::uint32_t end, std::uint64_t wanted) const {
        const Code* const labels = dictionary_.label.data() + first;
        std::uint64_t found = 0;
        for (std::uint32_t i = 0; i < end - first; ++i) {
            found |= std::uint64_t{(places_[labels[i]] & wanted) != 0} << i;
        }
        return found;
    }

    // Those below which the rows that any letter leads to find what they need.
    std::uint64_t children_meeting(std::uint32_t first, std::uint32_t end, const Needs<Edits>& needs,
                                   unsigned limit) const {
        std::uint64_t found = 0;
        if (below_ == nullptr || limit < Edits) {
            for (std::uint32_t i = 0; i < end - first; ++i) {
                found |= std::uint64_t{meets(needs, first + i, limit)} << i;
            }
            return found;
        }
        std::array<std::uint32_t, Edits + 1> dead;
        for (unsigned e = 0; e <= Edits; ++e) dead[e] = e < needs.first ? ~std::uint32_t{0} : 0;
        for (std::uint32_t i = 0; i < end - first; ++i) {
            const std::uint32_t absent = ~below_[first + i];
            bool met = false;
            for (unsigned e = 1; e <= Edits; ++e) {
                std::uint32_t missing = needs.row[e] & absent;
                for (unsigned left = Edits - e; left > 0; --left) missing &= missing - 1;
                met |= (missing | dead[e]) == 0;
            }
            found |= std::uint64_t{met} << i;
        }
        return found;
    }

    void try_children(std::uint32_t node, std::size_t depth, std::uint8_t least, unsigned limit) {
        const std::uint32_t last = dictionary_.first_child[node + 1];
        visited_ += last - dictionary_.first_child[node];
        // Most letters stand nowhere in the piece, and lead to the same rows.
        const Rows<Edits> elsewhere = with_any_letter(depth);
        const bool elsewhere_alive = elsewhere[limit] != 0;
        const Needs<Edits> elsewhere_needs = needs_of(elsewhere, depth + 1, 0);
        for (std::uint32_t first = dictionary_.first_child[node]; first < last; first += at_once) {
            const std::uint32_t end = std::min(last, first + at_once);
            const std::uint64_t here = children_with(first, end, ~std::uint64_t{0});
            std::uint64_t worth = here;
            if (elsewhere_alive) worth |= children_meeting(first, end, elsewhere_needs, limit);
            std::uint32_t passed = first;
            for (; worth != 0; worth &= worth - 1) {
                const auto bit = static_cast<std::uint32_t>(std::countr_zero(worth));
                const std::uint32_t child = first + bit;
                if (((here >> bit) & 1) != 0) {
                    const std::uint64_t places = places_[dictionary_.label[child]];
                    step(depth, places);
                    const Rows<Edits>& next = rows_[depth + 1];
                    if (next[limit] == 0 || !meets(needs_of(next, depth + 1, places), child, limit)) continue;
                } else {
                    rows_[depth + 1] = elsewhere;
                    places_at_[depth] = 0;
                }
                pass_over(passed, child, least);
                passed = child + 1;
                enter(child, depth + 1, least);
            }
            pass_over(passed, end, least);
        }
    }

    // As `try_children` where only the last row is alive: most children die of their letter.
    void follow(std::uint32_t node, std::size_t depth, std::uint8_t least) {
        const std::uint32_t last = dictionary_.first_child[node + 1];
        visited_ += last - dictionary_.first_child[node];
        const std::uint64_t now = rows_[depth][Edits];
        std::uint64_t half = 0;  // a transposition is half done from there
        if (Edits > 0 && depth > 0) half = rows_[depth - 1][Edits - 1] & (places_at_[depth - 1] >> 1);
        Rows<Edits>& next = rows_[depth + 1];
        next = {};
        for (std::uint32_t first = dictionary_.first_child[node]; first < last; first += at_once) {
            const std::uint32_t end = std::min(last, first + at_once);
            std::uint32_t passed = first;
            std::uint64_t worth = children_with(first, end, now | half);
            for (; worth != 0; worth &= worth - 1) {
                const std::uint32_t child = first + static_cast<std::uint32_t>(std::countr_zero(worth));
                const std::uint64_t places = places_[dictionary_.label[child]];
                const std::uint64_t row = (((now & places) << 1) | ((half & places) << 2)) & inside_;
                const std::uint32_t absent = below_ == nullptr ? 0 : ~below_[child];
                if (row == 0 || (need_of(row, 0) & absent) != 0) continue;
                next[Edits] = row;
                places_at_[depth] = places;
                pass_over(passed, child, least);
                passed = child + 1;
                enter(child, depth + 1, least);
            }
            pass_over(passed, end, least);
        }
    }

    // A term that shares no further letter with another.
    void rest_of(TermId term, std::size_t depth, std::uint8_t least) {
        const auto letters = dictionary_.letters_of(term);
        const std::size_t end = std::min(longest_term, letters.size());
        for (;; ++depth) {
            if (prefix_) least = std::min(least, edits_at(depth));
            if (rows_[depth][std::min<unsigned>(least, Edits)] == 0) {
                add(term, term + 1, least, true);
                return;
            }
            if (depth == end) break;
            step(depth, places_[letters[depth]]);
            ++visited_;
        }
        add_term(term, edits_at(depth), least);
    }

    const Dictionary& dictionary_;
    const std::uint64_t* places_;
    const std::uint32_t* below_;
    std::uint64_t end_;
    std::uint64_t inside_;
    bool prefix_;
    std::vector<SimilarRange>& ranges_;
    std::size_t visited_ = 0;
    std::array<std::uint32_t, longest_piece + 1> needed_from_;  // the letters of the piece from there on
    std::array<Rows<Edits>, longest_term + 1> rows_;
    std::array<std::uint64_t, longest_term> places_at_;
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
    if (edits == 0) return Walk<0>(dictionary, places, piece, prefix, ranges).run();
    if (edits == 1) return Walk<1>(dictionary, places, piece, prefix, ranges).run();
    if (edits == 2) return Walk<2>(dictionary, places, piece, prefix, ranges).run();
    return Walk<3>(dictionary, places, piece, prefix, ranges).run();
}

}  // namespace mallctl::search
