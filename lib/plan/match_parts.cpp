// Splits and mergers: one unit of a plan that is several of the other. Both are the same search, with the
// plans the other way round.
#include <algorithm>
#include <cmath>
#include <map>

#include "plan/match_overlap.hpp"
#include "plan/match_units.hpp"

namespace mallctl::plan {

namespace {

// A piece lies in the whole with at least half of its size, and is at least this much of it: what is less is
// a wall that was drawn anew.
constexpr double least_of_piece = 0.5;
constexpr double least_of_whole = 0.05;

struct Piece {
    std::size_t index = 0;
    double shared = 0;
};

// The partner of a unit on either side, by `of`.
using PartnerOf = std::optional<std::size_t> (Pairing::*)(std::size_t) const;

class PieceFinder {
  public:
    // Looks for units of `wholes` that are several of `pieces`.
    PieceFinder(const Pairing& pairs, const UnitSide& pieces, PartnerOf partner_of_piece,
                const UnitSide& wholes, PartnerOf partner_of_whole, std::size_t old_levels)
        : pairs_(pairs),
          pieces_(pieces),
          partner_of_piece_(partner_of_piece),
          wholes_(wholes),
          partner_of_whole_(partner_of_whole),
          old_levels_(old_levels) {}

    // Pieces by the whole that they were: units without a partner each.
    std::map<std::size_t, std::vector<Piece>> find() const {
        std::map<std::size_t, std::vector<Piece>> found;
        std::vector<std::size_t> lonely;
        for (std::size_t i = 0; i < pieces_.units.size(); ++i) {
            if (!(pairs_.*partner_of_piece_)(i) && pieces_.levels[i] && !pieces_.shapes[i].empty()) {
                lonely.push_back(i);
            }
        }
        if (lonely.empty()) return found;
        const LevelTrees trees(
            wholes_.shapes, old_levels_, [&](std::size_t j) { return *wholes_.levels[j]; },
            [&](std::size_t j) { return wholes_.levels[j].has_value(); });
        for (const std::size_t piece : lonely) {
            if (const auto whole = whole_of(trees, piece))
                found[whole->index].push_back({piece, whole->shared});
        }
        return found;
    }

  private:
    // Where a piece lies in several (a floor's outline is one of them), the smallest.
    std::optional<Piece> whole_of(const LevelTrees& trees, std::size_t piece) const {
        const Shape& shape = pieces_.shapes[piece];
        std::optional<Piece> best;
        std::size_t neighbours = 0;
        trees.visit(*pieces_.levels[piece], shape.box, [&](std::size_t j) {
            if (++neighbours > most_neighbours) return false;
            const double shared = shared_with(shape, j);
            if (shared > 0 && (!best || wholes_.shapes[j].size < wholes_.shapes[best->index].size)) {
                best = Piece{j, shared};
            }
            return true;
        });
        return best;
    }

    // 0 where the piece is none of this whole.
    double shared_with(const Shape& piece, std::size_t whole) const {
        const double shared = shared_size(piece, wholes_.shapes[whole]);
        if (shared < least_of_piece * piece.size || shared < least_of_whole * wholes_.shapes[whole].size)
            return 0;
        const auto partner = (pairs_.*partner_of_whole_)(whole);
        // What still covers this place has lost no piece here: a booth inside a hall is no split of the hall.
        if (partner && shared_size(piece, pieces_.shapes[*partner]) >= least_of_piece * piece.size) return 0;
        return shared;
    }

    // Hostile plans lie on one place altogether.
    static constexpr std::size_t most_neighbours = 2'000;

    const Pairing& pairs_;
    const UnitSide& pieces_;
    PartnerOf partner_of_piece_;
    const UnitSide& wholes_;
    PartnerOf partner_of_whole_;
    std::size_t old_levels_;
};

// The largest first; of equals the one further west, then south, in whatever order they came.
void sort_pieces(std::vector<Piece>& pieces, const UnitSide& side) {
    std::sort(pieces.begin(), pieces.end(), [&](const Piece& a, const Piece& b) {
        const double difference = a.shared - b.shared;
        if (std::abs(difference) > 1e-6 * a.shared) return difference > 0;
        const core::Point at = side.shapes[a.index].box.min;
        const core::Point other = side.shapes[b.index].box.min;
        return at == other ? a.index < b.index : at < other;
    });
}

double sum_of(const std::vector<Piece>& pieces) {
    double sum = 0;
    for (const Piece& piece : pieces) sum += piece.shared;
    return sum;
}

void find_splits(UnitMatches& matches, const UnitSide& fresh, const UnitSide& old, std::size_t old_levels) {
    const auto found =
        PieceFinder(matches.pairs, fresh, &Pairing::old_of, old, &Pairing::fresh_of, old_levels).find();
    for (auto [whole, pieces] : found) {
        sort_pieces(pieces, fresh);
        auto rest = pieces.begin();
        auto keeper = matches.pairs.fresh_of(whole);
        if (!keeper) {
            if (pieces.size() < 2 || sum_of(pieces) < 0.5 * old.shapes[whole].size) continue;
            keeper = (rest++)->index;
            matches.pairs.link(*keeper, whole, Means::overlap);
        }
        for (; rest != pieces.end(); ++rest) matches.parts[*keeper].push_back(rest->index);
    }
}

void find_mergers(UnitMatches& matches, const UnitSide& fresh, const UnitSide& old, std::size_t old_levels) {
    const auto found =
        PieceFinder(matches.pairs, old, &Pairing::fresh_of, fresh, &Pairing::old_of, old_levels).find();
    for (auto [whole, pieces] : found) {
        sort_pieces(pieces, old);
        auto rest = pieces.begin();
        if (!matches.pairs.old_of(whole)) {
            if (pieces.size() < 2 || sum_of(pieces) < 0.5 * fresh.shapes[whole].size) continue;
            matches.pairs.link(whole, (rest++)->index, Means::overlap);
        }
        for (; rest != pieces.end(); ++rest) matches.origins[whole].push_back(rest->index);
    }
}

}  // namespace

void find_parts(UnitMatches& matches, const UnitSide& fresh, const UnitSide& old, std::size_t old_levels) {
    find_splits(matches, fresh, old, old_levels);
    find_mergers(matches, fresh, old, old_levels);
}

}  // namespace mallctl::plan
