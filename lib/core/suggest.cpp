#include "core/suggest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace mallctl::core {

namespace {

constexpr std::size_t max_length = 64;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, max_length + 1>, 3> rows{};
    for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto& row = rows[i % 3];
        const auto& above = rows[(i + 2) % 3];
        const auto& second_above = rows[(i + 1) % 3];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (swapped) row[j] = std::min(row[j], second_above[j - 2] + 1);
        }
    }
    return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string closest(std::string_view word, const std::vector<std::string_view>& candidates) {
    std::string_view best;
    std::size_t best_distance = max_length + 1;
    if (word.size() > max_length) return {};
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > max_length) continue;
        const std::size_t d = distance(word, candidate);
        const std::size_t limit = std::max(word.size(), candidate.size()) / 3;
        if (d <= std::max<std::size_t>(limit, 1) && d < candidate.size() && d < best_distance) {
            best = candidate;
            best_distance = d;
        }
    }
    return std::string(best);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
    const std::string best = closest(word, candidates);
    return best.empty() ? std::string{} : ", did you mean '" + best + "'?";
}

}  // namespace mallctl::core
