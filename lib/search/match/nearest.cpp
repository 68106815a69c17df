#include "search/match/nearest.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

constexpr std::size_t most_estimated = 1024;

// Where only a few are asked for: how many are kept however far they are from the first, and how much more
// than that the others may cost.
constexpr std::size_t least_close = 12;
constexpr int far_beyond = 90;

}  // namespace

std::span<const Nearest::Costed> Nearest::by_parts(const Gathering& gathering, std::size_t most) {
    order_.clear();
    for (std::size_t number = 0; number < gathering.size(); ++number) {
        order_.emplace_back(gathering.cost_of_parts(number), static_cast<std::uint32_t>(number));
    }
    return first(most);
}

std::span<const Nearest::Costed> Nearest::by_least(const Gathering& gathering, std::size_t most) {
    order_.clear();
    for (std::size_t number = 0; number < gathering.size(); ++number) {
        const auto least = gathering.least_when_complete(number);
        if (least) order_.emplace_back(*least, static_cast<std::uint32_t>(number));
    }
    return first(most);
}

std::span<const Nearest::Costed> Nearest::first(std::size_t most) {
    const auto end = order_.begin() + static_cast<std::ptrdiff_t>(std::min(order_.size(), most));
    std::nth_element(order_.begin(), end, order_.end());
    std::sort(order_.begin(), end);
    return std::span(order_).first(std::min(order_.size(), most));
}

std::vector<Candidate> Nearest::by_estimate(const Gathering& gathering, std::size_t most) {
    order_.clear();
    for (std::size_t number = 0; number < gathering.size(); ++number) {
        order_.emplace_back(gathering.cost_of_parts(number), static_cast<std::uint32_t>(number));
    }
    const auto by_document = [&](const Costed& a, const Costed& b) {
        if (a.first != b.first) return a.first < b.first;
        return gathering.document(a.second) < gathering.document(b.second);
    };
    const auto cut = [&](std::size_t size) {
        if (size >= order_.size()) return;
        std::nth_element(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(size), order_.end(),
                         by_document);
        order_.resize(size);
    };
    cut(std::max(most_estimated, 2 * most));
    for (auto& [cost, number] : order_) cost = gathering.estimate(number);
    cut(most);
    std::sort(order_.begin(), order_.end(), by_document);
    // Those that cost much more than the first are not worth a look, as long as some are left.
    if (most <= few_candidates) {
        while (order_.size() > least_close && order_.back().first > order_.front().first + far_beyond) {
            order_.pop_back();
        }
    }
    std::vector<Candidate> candidates;
    candidates.reserve(order_.size());
    for (const auto& [cost, number] : order_) candidates.push_back({gathering.document(number), cost});
    return candidates;
}

}  // namespace mallctl::search
