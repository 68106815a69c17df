#include "nav/tour.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numeric>
#include <random>

using namespace mallctl::nav;

namespace {

using Matrix = std::vector<double>;
using Order = std::vector<std::size_t>;

constexpr double no_way = std::numeric_limits<double>::infinity();

// Whole seconds, so that equally quick orders are equal to the bit; each direction its own.
Matrix random_matrix(std::size_t n, std::uint32_t seed, std::uint32_t longest_s = 1000) {
    std::mt19937 random(seed);
    Matrix result(n * n, 0);
    for (std::size_t i = 0; i < n * n; ++i) {
        if (i % (n + 1) != 0) result[i] = 1 + random() % longest_s;
    }
    return result;
}

double duration_of(const Matrix& matrix, std::size_t n, const Order& order) {
    double sum = 0;
    for (std::size_t i = 1; i < order.size(); ++i) sum += matrix[order[i - 1] * n + order[i]];
    return sum;
}

bool is_order(const Order& order, std::size_t n) {
    Order sorted = order;
    std::sort(sorted.begin(), sorted.end());
    Order all(n);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return sorted == all && order.front() == 0;
}

// All orders, in lexicographic order.
Order by_brute_force(const Matrix& matrix, std::size_t n) {
    Order order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Order best;
    double least = no_way;
    do {
        const double duration_s = duration_of(matrix, n, order);
        if (duration_s < least) {
            least = duration_s;
            best = order;
        }
    } while (std::next_permutation(order.begin() + 1, order.end()));
    return best;
}

// Forwards, from sets to larger sets: the other way round than best_order().
double least_by_growing_sets(const Matrix& matrix, std::size_t n) {
    std::map<std::pair<std::uint32_t, std::size_t>, double> layer{{{1U, 0}, 0.0}};
    for (std::size_t stops = 1; stops < n; ++stops) {
        std::map<std::pair<std::uint32_t, std::size_t>, double> larger;
        for (const auto& [state, duration_s] : layer) {
            for (std::size_t next = 1; next < n; ++next) {
                if ((state.first >> next & 1) != 0) continue;
                const double sum = duration_s + matrix[state.second * n + next];
                const auto [at, fresh] = larger.try_emplace({state.first | 1U << next, next}, sum);
                if (!fresh) at->second = std::min(at->second, sum);
            }
        }
        layer = std::move(larger);
    }
    double least = no_way;
    for (const auto& [state, duration_s] : layer) least = std::min(least, duration_s);
    return least;
}

// Places along one-way streets and in rings: ways are shortest ones.
Matrix closed_under_going_on(Matrix matrix, std::size_t n) {
    for (std::size_t k = 0; k < n; ++k) {
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                matrix[i * n + j] = std::min(matrix[i * n + j], matrix[i * n + k] + matrix[k * n + j]);
            }
        }
    }
    return matrix;
}

}  // namespace

TEST_CASE("a tour of up to seven stops is the first of the best of all orders") {
    for (std::size_t n = 1; n <= 8; ++n) {
        for (std::uint32_t seed = 0; seed < 3; ++seed) {
            const Matrix matrix = random_matrix(n, seed);
            CHECK(best_order(matrix, n) == by_brute_force(matrix, n));
            const Matrix ties = random_matrix(n, seed, 2);
            CHECK(best_order(ties, n) == by_brute_force(ties, n));
        }
    }
}

TEST_CASE("a tour of twelve stops is as quick as can be") {
    const std::size_t n = most_exact_stops + 1;
    const Matrix matrix = random_matrix(n, 42);
    const Order order = best_order(matrix, n);
    REQUIRE(is_order(order, n));
    CHECK(duration_of(matrix, n, order) == least_by_growing_sets(matrix, n));
}

TEST_CASE("orders that are equally quick but for rounding go by the number of the place") {
    // On a square of 0.1 s all ways round are equal, though their sums differ in the last bits.
    const std::size_t n = 7;
    Matrix matrix(n * n, 0.1);
    matrix[0 * n + 3] = std::nextafter(0.1, 0.0);
    CHECK(best_order(matrix, n) == Order{0, 1, 2, 3, 4, 5, 6});
}

TEST_CASE("a tour respects that ways differ by direction") {
    // Around a ring one way: 0 to 3 to 2 to 1.
    const Matrix matrix{0, 90, 60, 30, 30, 0, 90, 60, 60, 30, 0, 90, 90, 60, 30, 0};
    CHECK(best_order(matrix, 4) == Order{0, 3, 2, 1});
}

TEST_CASE("no order gets to a stop that cannot be reached") {
    for (const std::size_t n : {std::size_t{5}, most_exact_stops + 5}) {
        Matrix matrix = random_matrix(n, 7);
        for (std::size_t i = 0; i < n; ++i) matrix[i * n + 3] = i == 3 ? 0 : no_way;
        CHECK(best_order(matrix, n).empty());
        for (std::size_t i = 0; i < n; ++i) matrix[i * n + 3] = std::numeric_limits<double>::quiet_NaN();
        CHECK(best_order(matrix, n).empty());
    }
}

TEST_CASE("stops that nothing leads away from come last") {
    for (const std::size_t n : {std::size_t{6}, most_exact_stops + 8}) {
        Matrix matrix = random_matrix(n, 3);
        matrix[0 * n + 2] = 0;  // so near that only its dead end keeps it for the last
        for (std::size_t j = 0; j < n; ++j) matrix[2 * n + j] = j == 2 ? 0 : no_way;
        const Order order = best_order(matrix, n);
        REQUIRE(is_order(order, n));
        CHECK(order.back() == 2);
    }
}

TEST_CASE("a long chain of one-way ways has one order, and it is found") {
    const std::size_t n = 30;
    Matrix matrix(n * n, no_way);
    Order chain(n);
    std::iota(chain.begin(), chain.end(), std::size_t{0});
    std::shuffle(chain.begin() + 1, chain.end(), std::mt19937(5));
    for (std::size_t i = 1; i < n; ++i) matrix[chain[i - 1] * n + chain[i]] = 10;
    CHECK(best_order(closed_under_going_on(matrix, n), n) == chain);
}

TEST_CASE("a long tour cannot be bettered by turning a part or by moving one to three stops") {
    const std::size_t n = 25;
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        const Matrix matrix = closed_under_going_on(random_matrix(n, seed), n);
        const Order order = best_order(matrix, n);
        REQUIRE(is_order(order, n));
        const double found = duration_of(matrix, n, order);
        double least = no_way;
        for (std::size_t first = 1; first < n; ++first) {
            for (std::size_t end = first + 1; end <= n; ++end) {
                Order turned = order;
                std::reverse(turned.begin() + static_cast<long>(first),
                             turned.begin() + static_cast<long>(end));
                least = std::min(least, duration_of(matrix, n, turned));
                for (std::size_t to = 1; end - first <= 3 && to + (end - first) <= n; ++to) {
                    Order moved = order;
                    const Order part(order.begin() + static_cast<long>(first),
                                     order.begin() + static_cast<long>(end));
                    moved.erase(moved.begin() + static_cast<long>(first),
                                moved.begin() + static_cast<long>(end));
                    moved.insert(moved.begin() + static_cast<long>(to), part.begin(), part.end());
                    least = std::min(least, duration_of(matrix, n, moved));
                }
            }
        }
        CHECK(found <= least + 1e-6);
    }
}

TEST_CASE("a long tour along a line goes from end to end, not to and fro") {
    const std::size_t n = 20;
    Matrix matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            const auto at = [](std::size_t place) { return static_cast<double>(place * 7 % 20); };
            matrix[i * n + j] = std::abs(at(i) - at(j));
        }
    }
    CHECK(duration_of(matrix, n, best_order(matrix, n)) == 19);
}

TEST_CASE("durations that are none do no harm") {
    const std::vector<double> odd{std::numeric_limits<double>::quiet_NaN(), -1, -no_way, no_way, 0, 1e308, 5};
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{9}, std::size_t{18}}) {
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            std::mt19937 random(seed);
            Matrix matrix(n * n);
            for (double& duration_s : matrix) duration_s = odd[random() % odd.size()];
            const Order order = best_order(matrix, n);
            CHECK((order.empty() || is_order(order, n)));
        }
    }
}
