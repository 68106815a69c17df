#include "nav/query/portal_times.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mallctl::nav {

namespace {

constexpr float never = std::numeric_limits<float>::infinity();

// row[i] = min(row[i], start + other[i]): eight at a time where the processor can.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
__attribute__((target_clones("avx2", "default")))
#endif
void relax_row(float* row, const float* other, float start, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const float through = start + other[i];
        row[i] = through < row[i] ? through : row[i];
    }
}

}  // namespace

std::vector<float> portal_times(std::span<const std::vector<float>> walks_m, std::span<const RideInfo> rides,
                                const std::vector<bool>& closed, double speed_m_s) {
    std::vector<std::size_t> sizes;
    std::size_t portals = 0;
    for (const auto& walks : walks_m) {
        sizes.push_back(static_cast<std::size_t>(std::llround(std::sqrt(static_cast<double>(walks.size())))));
        portals += sizes.back();
    }
    std::vector<float> times(portals * portals, never);
    std::size_t first = 0;
    for (std::size_t level = 0; level < walks_m.size(); ++level) {
        for (std::size_t i = 0; i < sizes[level]; ++i) {
            for (std::size_t k = 0; k < sizes[level]; ++k) {
                times[(first + i) * portals + first + k] =
                    walks_m[level][i * sizes[level] + k] / static_cast<float>(speed_m_s);
            }
        }
        first += sizes[level];
    }
    for (std::size_t i = 0; i < portals; ++i) times[i * portals + i] = 0;
    for (std::size_t i = 0; i < rides.size(); ++i) {
        if (!closed.empty() && closed[i]) continue;
        float& time = times[rides[i].from * portals + rides[i].to];
        time = std::min(time, static_cast<float>(rides[i].duration_s));
    }
    for (std::size_t k = 0; k < portals; ++k) {
        const float* through = times.data() + k * portals;
        for (std::size_t i = 0; i < portals; ++i) {
            const float start = times[i * portals + k];
            if (i != k && start < never) relax_row(times.data() + i * portals, through, start, portals);
        }
    }
    return times;
}

}  // namespace mallctl::nav
