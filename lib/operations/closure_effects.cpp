#include "operations/closure_effects.hpp"

#include <iterator>
#include <limits>

namespace mallctl::operations {

namespace {

// Below it two durations are the same: sums of the same lengths in another order.
constexpr double least_difference_s = 1e-6;

class Effects {
  public:
    Effects(const Snapshot& snapshot, const ClosuresInForce& in_force, const StopPoints& stops,
            const nav::RouteOptions& options)
        : snapshot_(snapshot), in_force_(in_force), stops_(stops), options_(options) {}

    // The way under those of the closures in force that `is_kept` is true for, by position.
    template <class IsKept>
    StagedRoute way(IsKept is_kept) const {
        std::vector<nav::Closure> kept;
        for (std::size_t i = 0; i < in_force_.closed.size(); ++i) {
            if (!is_kept(i)) continue;
            std::string lost;  // none: it is in force
            auto parts = snapshot_.closures->for_graph(in_force_.closed[i], lost);
            std::move(parts.begin(), parts.end(), std::back_inserter(kept));
        }
        const nav::Closures closures(*snapshot_.nav, std::move(kept));
        nav::RouteOptions options = options_;
        options.closures = &closures;
        return quickest_stages(*snapshot_.nav, stops_, options);
    }

    double cost(const StagedRoute& way) const {
        return way.stages.empty() ? std::numeric_limits<double>::infinity()
                                  : cost_s(way, options_.preference);
    }

  private:
    const Snapshot& snapshot_;
    const ClosuresInForce& in_force_;
    const StopPoints& stops_;
    const nav::RouteOptions& options_;
};

double duration(const StagedRoute& way) {
    double seconds = 0;
    for (const auto& stage : way.stages) seconds += stage.duration_s;
    return seconds;
}

double distance(const StagedRoute& way) {
    double metres = 0;
    for (const auto& stage : way.stages) metres += stage.distance_m;
    return metres;
}

}  // namespace

void add_closure_effects(const Snapshot& snapshot, const ClosuresInForce& in_force, const StopPoints& stops,
                         const nav::RouteOptions& options, const StagedRoute& taken, Ledger& ledger) {
    if (in_force.closed.empty()) return;
    const Effects effects(snapshot, in_force, stops, options);
    const auto open = effects.way([](std::size_t) { return false; });
    ledger.open_duration_s = duration(open);
    ledger.open_distance_m = distance(open);
    const double longest = effects.cost(taken);
    const double shortest = effects.cost(open);
    for (std::size_t i = 0; i < in_force.closed.size(); ++i) {
        const auto& closure = in_force.closed[i];
        auto& effect = ledger.closures.emplace_back();
        effect.label = closure.slug;
        effect.reason = closure.reason;
        effect.until = closure.until;
        if (longest - shortest < least_difference_s) continue;
        const auto alone = effects.way([i](std::size_t other) { return other == i; });
        const auto others = effects.way([i](std::size_t other) { return other != i; });
        const bool helps = longest - effects.cost(others) >= least_difference_s;
        effect.changed = helps || effects.cost(alone) - shortest >= least_difference_s;
        if (helps) effect.costs_s = duration(taken) - duration(others);
    }
}

}  // namespace mallctl::operations
