#include "search/match/sources.hpp"

#include <algorithm>

namespace mallctl::search {

void Sources::begin(const IndexView& index) {
    index_ = &index;
    sources_.clear();
}

void Sources::add(const TermAnswer& answer, std::uint32_t postings) {
    sources_.push_back({answer, postings});
}

void Sources::sort(Order order) {
    turns_.clear();
    for (std::uint32_t i = 0; i < sources_.size(); ++i) {
        const std::uint64_t cost = order == Order::best_first ? sources_[i].answer.cost : 0;
        turns_.push_back({cost << 32 | sources_[i].postings, i});
    }
    std::sort(turns_.begin(), turns_.end());
}

std::size_t Sources::read(Order order, std::size_t most, Gathering& gathering,
                          std::vector<TermAnswer>& left_out) {
    sort(order);
    read_.clear();
    std::size_t count = 0;
    for (const Turn& turn : turns_) {
        const Source& source = sources_[turn.source];
        if (count + source.postings > most) {
            left_out.push_back(source.answer);
            continue;
        }
        count += source.postings;
        const auto postings = index_->postings(source.answer.terms);
        __builtin_prefetch(postings.data());
        read_.push_back({postings, turn.source});
    }
    for (const Postings& some : read_) {
        for (const SurfaceId surface : some.surfaces) gathering.expect_surface(surface);
    }
    for (const Postings& some : read_) {
        for (const SurfaceId surface : some.surfaces) gathering.expect(surface);
    }
    for (const Postings& some : read_) {
        for (const SurfaceId surface : some.surfaces) gathering.add(surface, sources_[some.source].answer);
    }
    sources_.clear();
    return count;
}

}  // namespace mallctl::search
