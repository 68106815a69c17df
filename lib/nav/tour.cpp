#include "nav/tour.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>

namespace mallctl::nav {

namespace {

constexpr double no_way = std::numeric_limits<double>::infinity();

// Sums of the same ways in another order differ by rounding alone: so much apart, they count as equal.
constexpr double rounding = 1e-12;

class Ways {
  public:
    Ways(std::span<const double> duration_s, std::size_t n) : duration_s_(duration_s), n_(n) {}

    std::size_t size() const { return n_; }
    // What is not a duration is no way.
    double operator()(std::size_t from, std::size_t to) const {
        const double duration_s = duration_s_[from * n_ + to];
        return duration_s >= 0 ? duration_s : no_way;
    }
    bool joins(std::size_t from, std::size_t to) const { return (*this)(from, to) < no_way; }

  private:
    std::span<const double> duration_s_;
    std::size_t n_;
};

// Held and Karp (1962), from the end: what it takes from `last` over all places of the set `left`, where
// place k + 1 is bit k.
class ExactOrder {
  public:
    explicit ExactOrder(const Ways& ways)
        : ways_(ways), rest_(std::size_t{1} << (ways.size() - 1)), least_(rest_ * ways.size(), no_way) {
        for (std::size_t last = 0; last < ways_.size(); ++last) least_[last] = 0;
        for (std::size_t left = 1; left < rest_; ++left) {
            for (std::size_t last = 0; last < ways_.size(); ++last) {
                if (last == 0 ? left + 1 != rest_ : holds(left, last)) continue;
                double& least = least_[left * ways_.size() + last];
                for (std::size_t next = 1; next < ways_.size(); ++next) {
                    if (holds(left, next)) least = std::min(least, over(left, last, next));
                }
            }
        }
    }

    std::vector<std::size_t> order() const {
        std::size_t left = rest_ - 1;
        std::vector<std::size_t> result{0};
        if (!(least_[left * ways_.size()] < no_way)) return {};
        while (left != 0) {
            const double least = least_[left * ways_.size() + result.back()];
            const double enough = least + std::abs(least) * rounding;
            std::size_t next = 1;
            while (!holds(left, next) || over(left, result.back(), next) > enough) ++next;
            result.push_back(next);
            left = without(left, next);
        }
        return result;
    }

  private:
    static bool holds(std::size_t left, std::size_t place) { return (left >> (place - 1) & 1) != 0; }
    static std::size_t without(std::size_t left, std::size_t place) {
        return left & ~(std::size_t{1} << (place - 1));
    }
    double over(std::size_t left, std::size_t last, std::size_t next) const {
        return ways_(last, next) + least_[without(left, next) * ways_.size() + next];
    }

    const Ways& ways_;
    std::size_t rest_;  // sets of places after the first
    std::vector<double> least_;
};

// Always to the nearest place, but only where all the others can still be reached from: as ways are shortest
// ones, what can be reached over a place can be reached directly, and such a place exists if any order does.
std::vector<std::size_t> nearest_first(const Ways& ways) {
    const std::size_t n = ways.size();
    std::vector<bool> visited(n, false);
    std::vector<std::size_t> reached(n, 0);  // how many unvisited others each place reaches
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 1; j < n; ++j) reached[i] += i != j && ways.joins(i, j) ? 1 : 0;
    }
    std::vector<std::size_t> order{0};
    visited[0] = true;
    while (order.size() < n) {
        std::size_t best = n;
        for (std::size_t i = 1; i < n; ++i) {
            if (visited[i] || reached[i] + order.size() + 1 < n || !ways.joins(order.back(), i)) continue;
            if (best == n || ways(order.back(), i) < ways(order.back(), best)) best = i;
        }
        if (best == n) return {};
        visited[best] = true;
        order.push_back(best);
        for (std::size_t i = 0; i < n; ++i) reached[i] -= i != best && ways.joins(i, best) ? 1 : 0;
    }
    return order;
}

// Improves an order that gets everywhere by moves that save time, until none does.
class LocalSearch {
  public:
    LocalSearch(const Ways& ways, std::vector<std::size_t>& order) : ways_(ways), order_(order) {}

    void run() {
        while (turn_a_part() || move_a_part()) {
        }
    }

  private:
    // From one position to another; the tour ends where there is no other position.
    double way(std::size_t from, std::size_t to) const {
        return to < order_.size() ? ways_(order_[from], order_[to]) : 0;
    }
    static bool saves(double after_s, double before_s) {
        return after_s < before_s - 1e-9 * (1 + std::abs(before_s));
    }

    // 2-opt: the places from `first` to `last` the other way round.
    bool turn_a_part() {
        for (std::size_t first = 1; first + 1 < order_.size(); ++first) {
            double forward = 0;
            double backward = 0;
            for (std::size_t last = first + 1; last < order_.size(); ++last) {
                forward += way(last - 1, last);
                backward += way(last, last - 1);
                if (!(backward < no_way)) break;
                const double before = way(first - 1, first) + forward + way(last, last + 1);
                const double after = way(first - 1, last) + backward + way(first, last + 1);
                if (!saves(after, before)) continue;
                std::reverse(at(first), at(last + 1));
                return true;
            }
        }
        return false;
    }

    // Or-opt (Or 1976): one to three places, as they follow each other, to somewhere else.
    bool move_a_part() {
        for (std::size_t length = 1; length <= 3; ++length) {
            for (std::size_t first = 1; first + length <= order_.size(); ++first) {
                for (std::size_t after = 0; after < order_.size(); ++after) {
                    const bool elsewhere = after + 1 < first || after >= first + length;
                    if (elsewhere && move_if_better(first, first + length, after)) return true;
                }
            }
        }
        return false;
    }

    // The places from `first` up to `end` to behind the position `after`.
    bool move_if_better(std::size_t first, std::size_t end, std::size_t after) {
        const double before = way(first - 1, first) + way(end - 1, end) + way(after, after + 1);
        // The part that moves may be the end of the tour, or become it.
        const double closed = end < order_.size() ? way(first - 1, end) : 0;
        const double joined = way(after, first) + (after + 1 < order_.size() ? way(end - 1, after + 1) : 0);
        if (!saves(closed + joined, before)) return false;
        if (after < first) {
            std::rotate(at(after + 1), at(first), at(end));
        } else {
            std::rotate(at(first), at(end), at(after + 1));
        }
        return true;
    }

    std::vector<std::size_t>::iterator at(std::size_t position) {
        return order_.begin() + static_cast<std::ptrdiff_t>(position);
    }

    const Ways& ways_;
    std::vector<std::size_t>& order_;
};

}  // namespace

std::vector<std::size_t> best_order(std::span<const double> duration_s, std::size_t n) {
    if (n == 0) return {};
    const Ways ways(duration_s, n);
    if (n <= most_exact_stops + 1) return ExactOrder(ways).order();
    std::vector<std::size_t> order = nearest_first(ways);
    if (!order.empty()) LocalSearch(ways, order).run();
    return order;
}

}  // namespace mallctl::nav
