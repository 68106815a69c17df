// Times of single queries. Each is taken by the monotonic clock around the call; what reading the clock
// itself costs is measured beside it and taken off.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <vector>

namespace mallctl::bench {

using Clock = std::chrono::steady_clock;

inline double microseconds(Clock::duration duration) {
    return std::chrono::duration<double, std::micro>(duration).count();
}

class Percentiles {
  public:
    explicit Percentiles(std::size_t expected) { samples_us_.reserve(expected); }

    template <typename Call>
    void time(Call&& call) {
        const auto begin = Clock::now();
        call();
        const auto end = Clock::now();
        samples_us_.push_back(microseconds(end - begin));
    }

    // The value that the given part of the samples, 0 to 1, does not exceed, without the clock's share.
    double at(double part) {
        if (samples_us_.empty()) return 0;
        const auto place = static_cast<std::size_t>(part * static_cast<double>(samples_us_.size() - 1));
        const auto middle = samples_us_.begin() + static_cast<std::ptrdiff_t>(place);
        std::nth_element(samples_us_.begin(), middle, samples_us_.end());
        return std::max(0.0, *middle - clock_us());
    }

    std::size_t count() const { return samples_us_.size(); }

    // The median time between two readings of the clock with nothing between them.
    static double clock_us() {
        static const double cost = [] {
            std::vector<double> costs;
            for (int i = 0; i < 20001; ++i) {
                const auto begin = Clock::now();
                const auto end = Clock::now();
                costs.push_back(microseconds(end - begin));
            }
            std::nth_element(costs.begin(), costs.begin() + 10000, costs.end());
            return costs[10000];
        }();
        return cost;
    }

  private:
    std::vector<double> samples_us_;
};

}  // namespace mallctl::bench
