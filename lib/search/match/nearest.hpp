// Which of the documents gathered are nearest to the query, by estimate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "search/match/candidates.hpp"
#include "search/match/gathering.hpp"

namespace mallctl::search {

// Of no more candidates than these what is far from the first is not looked for, as no hit is among it;
// whoever asks for more counts all that match.
inline constexpr std::size_t few_candidates = 64;

// Its memory is kept from one query to the next.
class Nearest {
  public:
    // A cost, and a document's number in the gathering, in one number that is less where the cost is or, of
    // the same cost, the number.
    struct Costed {
        std::uint64_t key = 0;
        Costed(int cost, std::uint32_t number)
            : key(std::uint64_t{static_cast<std::uint32_t>(cost)} << 32 | number) {}
        int cost() const { return static_cast<int>(key >> 32); }
        std::uint32_t number() const { return static_cast<std::uint32_t>(key); }
        friend auto operator<=>(const Costed&, const Costed&) = default;
    };

    // So many of those gathered that answer the parts at the least cost, in that order. Good until the next
    // call.
    std::span<const Costed> by_parts(const Gathering& gathering, std::size_t most);

    // The same by what they may cost at least once wide answers are looked for in them, of those that may
    // gain by it.
    std::span<const Costed> by_least(const Gathering& gathering, std::size_t most);

    // So many with the least estimates, in that order, equal ones by number of document. Of those that cost
    // the least by their parts alone: no more are estimated than are worth it.
    std::vector<Candidate> by_estimate(const Gathering& gathering, std::size_t most);

  private:
    std::span<const Costed> first(std::size_t most);

    // One of those estimated: a document in place of a number.
    struct Estimated {
        Costed document;
        std::uint32_t number = 0;
        friend bool operator<(const Estimated& a, const Estimated& b) { return a.document < b.document; }
    };

    std::vector<Costed> order_;
    std::vector<Estimated> estimated_;
};

}  // namespace mallctl::search
