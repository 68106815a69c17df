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
    for (std::uint32_t number = 0; number < gathering.size(); ++number) {
        order_.emplace_back(gathering.cost_of_parts(number), number);
    }
    return first(most);
}

std::span<const Nearest::Costed> Nearest::by_least(const Gathering& gathering, std::size_t most) {
    order_.clear();
    for (std::uint32_t number = 0; number < gathering.size(); ++number) {
        const auto least = gathering.least_when_complete(number);
        if (least) order_.emplace_back(*least, number);
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
    estimated_.clear();
    for (std::uint32_t number = 0; number < gathering.size(); ++number) {
        estimated_.push_back({{gathering.cost_of_parts(number), gathering.document(number)}, number});
    }
    const auto cut = [&](std::size_t size) {
        if (size >= estimated_.size()) return;
        const auto end = estimated_.begin() + static_cast<std::ptrdiff_t>(size);
        std::nth_element(estimated_.begin(), end, estimated_.end());
        estimated_.erase(end, estimated_.end());
    };
    cut(std::max(most_estimated, 2 * most));
    for (Estimated& one : estimated_) one.document = {gathering.estimate(one.number), one.document.number()};
    cut(most);
    std::sort(estimated_.begin(), estimated_.end());
    // Those that cost much more than the first are not worth a look, as long as some are left.
    if (most <= few_candidates) {
        const auto is_far = [&] {
            return estimated_.back().document.cost() > estimated_.front().document.cost() + far_beyond;
        };
        while (estimated_.size() > least_close && is_far()) estimated_.pop_back();
    }
    std::vector<Candidate> candidates;
    candidates.reserve(estimated_.size());
    for (const auto& [document, number] : estimated_) {
        candidates.push_back({document.number(), document.cost()});
    }
    return candidates;
}

}  // namespace mallctl::search
