#include "operations/closures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "catalog/term_state.hpp"
#include "core/error.hpp"
#include "operations/closed_features.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

// How many spans of time are kept: one is asked for again and again, others now and then with --at.
constexpr std::size_t most_made = 8;

// Collects what a closure closes.
struct Finder {
    const plan::Plan& plan;
    const nav::Graph& graph;
    const std::string& label;
    std::vector<nav::Closure> closed;
    std::string lost;

    void close_connectors(const std::string& name) {
        for (const auto i : find_connectors(plan, name)) {
            auto& made = closed.emplace_back();
            made.label = label;
            made.connector = plan.connectors[i].id;
        }
        if (closed.empty()) lost = fmt::format("the plan has no connector \"{}\"", name);
    }

    void close_openings(const std::string& name) {
        const auto openings = find_openings(plan, name);
        for (const auto i : openings) {
            const auto& opening = plan.openings[i];
            if (auto* made = on_level(opening.level)) made->line = opening.geometry;
        }
        if (openings.empty()) lost = fmt::format("the plan has no opening \"{}\"", name);
    }

    void close_unit(const std::string& name) {
        const auto units = plan::find_units(plan, name);
        if (units.size() != 1) {
            lost = fmt::format("the plan has {} unit \"{}\"", units.empty() ? "no" : "more than one", name);
        } else if (auto* made = on_level(plan.units[units.front()].level)) {
            made->area = plan.units[units.front()].geometry;
            made->unit = plan.units[units.front()].id;
        }
    }

    void close_area(const core::MultiPolygon& area, const std::string& level) {
        const auto levels = plan::find_levels(plan, level);
        if (levels.size() != 1) {
            lost =
                fmt::format("the plan has {} level \"{}\"", levels.empty() ? "no" : "more than one", level);
        } else if (auto* made = on_level(levels.front())) {
            made->area = area;
        }
    }

  private:
    nav::Closure* on_level(plan::LevelIndex level) {
        const auto known = graph.level_of(plan.levels[level].id);
        if (!known) {
            lost = fmt::format("the navigation graph does not have level {}", plan::level_label(plan, level));
            return nullptr;
        }
        auto& made = closed.emplace_back();
        made.label = label;
        made.level = *known;
        return &made;
    }
};

// Why the graph takes none of these, as a sentence: an area may lie outside of everything. Empty where it
// takes them. One of them alone must not keep the others from being in force.
std::string refusal(const nav::Graph& graph, const std::string& label,
                    const std::vector<nav::Closure>& parts) {
    try {
        const nav::Closures taken(graph, parts);
        return {};
    } catch (const core::Error& error) {
        return fmt::format("closure {} closes nothing: {}", label, error.what());
    }
}

bool is_in_force(const catalog::Closure& closure, core::Instant at) {
    return catalog::closure_state(closure.from, closure.until, at) == catalog::TermState::current;
}

}  // namespace

ClosureSchedule::ClosureSchedule(const std::vector<catalog::Closure>& closures, const plan::Plan& plan,
                                 const nav::Graph* graph)
    : closures_(closures), plan_(plan), graph_(graph) {
    for (const auto& closure : closures) {
        if (closure.from) changes_.push_back(*closure.from);
        if (closure.until) changes_.push_back(*closure.until);
    }
    std::sort(changes_.begin(), changes_.end());
    changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
}

std::vector<nav::Closure> ClosureSchedule::for_graph(const catalog::Closure& closure,
                                                     std::string& lost) const {
    Finder finder{plan_, *graph_, closure.slug, {}, {}};
    if (!closure.connector.empty()) {
        finder.close_connectors(closure.connector);
    } else if (!closure.opening.empty()) {
        finder.close_openings(closure.opening);
    } else if (!closure.unit.empty()) {
        finder.close_unit(closure.unit);
    } else {
        finder.close_area(closure.area, closure.level);
    }
    lost = finder.closed.empty() ? fmt::format("closure {} closes nothing: {}", closure.slug, finder.lost)
                                 : std::string{};
    return std::move(finder.closed);
}

std::shared_ptr<const ClosuresInForce> ClosureSchedule::made(core::Instant at) const {
    auto answer = std::make_shared<ClosuresInForce>();
    std::vector<nav::Closure> closed;
    for (const auto& closure : closures_) {
        if (!graph_ || !is_in_force(closure, at)) continue;
        std::string lost;
        auto parts = for_graph(closure, lost);
        if (lost.empty()) lost = refusal(*graph_, closure.slug, parts);
        if (lost.empty()) {
            answer->closed.push_back(closure);
            std::move(parts.begin(), parts.end(), std::back_inserter(closed));
        } else {
            answer->lost.push_back(std::move(lost));
        }
    }
    if (!closed.empty()) answer->nav.emplace(*graph_, std::move(closed));
    return answer;
}

std::shared_ptr<const ClosuresInForce> ClosureSchedule::at(core::Instant at) const {
    const auto next = std::upper_bound(changes_.begin(), changes_.end(), at);
    const auto span = static_cast<std::size_t>(next - changes_.begin());
    // Made under the lock: the first who asks after a change does the work, the others wait for it.
    const std::lock_guard lock(mutex_);
    if (const auto it = made_.find(span); it != made_.end()) return it->second;
    if (made_.size() >= most_made) made_.clear();
    auto answer = made(at);
    made_.emplace(span, answer);
    return answer;
}

}  // namespace mallctl::operations
