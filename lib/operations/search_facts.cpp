#include "operations/search_facts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/error.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using Kind = SearchedPlace::Kind;
using search::DocumentId;

SearchedPlace place_of(const Snapshot& snapshot, DocumentId document) {
    return document < snapshot.searched_places.size() ? snapshot.searched_places[document] : SearchedPlace{};
}

}  // namespace

// Who asks, and how long it takes from there.
struct SearchFacts::Walker {
    Walker(const Snapshot& snapshot, core::Instant at, const ResolvedPlace& from)
        : closures(closures_in_force(snapshot, at)),
          options(nav::Profile::walk, nav::Preference::quickest, closures->for_graph()),
          starts(nav_places(snapshot, from.points)) {
        std::vector<float> from_one;
        for (const auto& start : starts) {
            snapshot.nav->unit_times(start, options, from_one);
            if (seconds.empty()) seconds.assign(from_one.size(), std::numeric_limits<float>::infinity());
            for (std::size_t i = 0; i < from_one.size(); ++i) seconds[i] = std::min(seconds[i], from_one[i]);
        }
    }

    std::shared_ptr<const ClosuresInForce> closures;
    nav::RouteOptions options;
    std::vector<nav::Place> starts;
    std::vector<float> seconds;                                      // to all units of the graph
    std::unordered_map<DocumentId, std::optional<double>> measured;  // of those that are no units
};

SearchFacts::SearchFacts(const Snapshot& snapshot, core::Instant at, const ResolvedPlace* from)
    : snapshot_(snapshot), at_(at) {
    if (from != nullptr) walker_ = std::make_unique<Walker>(snapshot, at, *from);
}

SearchFacts::~SearchFacts() = default;

search::DocumentFacts SearchFacts::for_query() {
    search::DocumentFacts facts;
    facts.levels = [this](DocumentId document) { return levels(document); };
    facts.is_open = [this](DocumentId document) { return is_open(document); };
    facts.has_offer = [this](DocumentId document) { return has_offer(document); };
    if (walker_) facts.distance_m = [this](DocumentId document) { return time_as_metres(document); };
    return facts;
}

std::vector<PlacePoint> SearchFacts::points(DocumentId document) const {
    const SearchedPlace place = place_of(snapshot_, document);
    std::vector<PlacePoint> points;
    if (place.kind == Kind::store) {
        for (const auto unit : units_of_store(snapshot_, place.index, at_))
            points.push_back(point_of_unit(snapshot_, unit));
    } else if (place.kind == Kind::amenity) {
        const auto& amenity = snapshot_.plan.amenities[place.index];
        points.push_back(standing_at(snapshot_, amenity.level, amenity.point));
    } else if (place.kind == Kind::connector) {
        for (const auto& stop : snapshot_.plan.connectors[place.index].stops)
            points.push_back({stop.level, stop.point,
                              stop.unit ? std::optional(snapshot_.plan.units[*stop.unit].id) : std::nullopt});
    } else if (place.kind == Kind::location) {
        const auto& location = snapshot_.catalog.locations[place.index];
        const auto found = plan::find_levels(snapshot_.plan, location.level);
        if (found.size() == 1) points.push_back(standing_at(snapshot_, found.front(), location.point));
    }
    return points;
}

std::vector<std::string> SearchFacts::levels(DocumentId document) const {
    std::vector<plan::LevelIndex> levels;
    const SearchedPlace place = place_of(snapshot_, document);
    if (place.kind == Kind::store) {
        for (const auto unit : units_of_store(snapshot_, place.index, at_))
            levels.push_back(snapshot_.plan.units[unit].level);
    } else if (place.kind == Kind::amenity) {
        levels.push_back(snapshot_.plan.amenities[place.index].level);
    } else if (place.kind == Kind::connector) {
        for (const auto& stop : snapshot_.plan.connectors[place.index].stops) levels.push_back(stop.level);
    } else if (place.kind == Kind::location) {
        levels = plan::find_levels(snapshot_.plan, snapshot_.catalog.locations[place.index].level);
    }
    std::sort(levels.begin(), levels.end(), [&](auto a, auto b) {
        return std::pair(snapshot_.plan.levels[a].ordinal, a) <
               std::pair(snapshot_.plan.levels[b].ordinal, b);
    });
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    std::vector<std::string> labels;
    for (const auto level : levels) labels.push_back(plan::level_label(snapshot_.plan, level));
    return labels;
}

std::optional<bool> SearchFacts::is_open(DocumentId document) const {
    const SearchedPlace place = place_of(snapshot_, document);
    if (place.kind != Kind::store || !snapshot_.hours[place.index]) return std::nullopt;
    using Status = catalog::OpeningHours::Status;
    const auto status =
        snapshot_.hours[place.index]->at(at_, snapshot_.mall.time_zone, snapshot_.holidays).status;
    if (status == Status::unknown) return std::nullopt;
    return status == Status::open;
}

bool SearchFacts::has_offer(DocumentId document) const {
    const auto at = std::chrono::floor<std::chrono::seconds>(at_).time_since_epoch().count();
    const auto& offers = snapshot_.searched_offers;
    auto it = std::lower_bound(offers.begin(), offers.end(), document,
                               [](const SearchedOffer& offer, DocumentId id) { return offer.store < id; });
    for (; it != offers.end() && it->store == document; ++it) {
        if (it->from <= at && at < it->to) return true;
    }
    return false;
}

// The time that it takes as the metres walked in it: of all units at once, and comparable where lifts are on
// the way.
std::optional<double> SearchFacts::time_as_metres(DocumentId document) {
    const SearchedPlace place = place_of(snapshot_, document);
    const double speed = nav::speed_m_s(walker_->options.profile);
    if (place.kind == Kind::store) {
        float best = std::numeric_limits<float>::infinity();
        for (const auto unit : units_of_store(snapshot_, place.index, at_)) {
            const auto number = snapshot_.nav->unit_number(snapshot_.plan.units[unit].id);
            if (number && *number < walker_->seconds.size()) best = std::min(best, walker_->seconds[*number]);
        }
        return std::isfinite(best) ? std::optional(best * speed) : std::nullopt;
    }
    const auto [it, is_new] = walker_->measured.try_emplace(document);
    if (!is_new || place.kind == Kind::gone) return it->second;
    for (const auto& target : nav_places(snapshot_, points(document))) {
        for (const auto& start : walker_->starts) {
            const auto reach = snapshot_.nav->reach(start, {&target, 1}, walker_->options).front();
            if (reach && (!it->second || reach->duration_s * speed < *it->second))
                it->second = reach->duration_s * speed;
        }
    }
    return it->second;
}

std::optional<SearchFacts::Walk> SearchFacts::walk(DocumentId document) const {
    if (!walker_) return std::nullopt;
    std::optional<nav::Graph::Reach> best;
    Walk walk;
    for (const auto& point : points(document)) {
        const auto targets = nav_places(snapshot_, {point});
        for (const auto& start : walker_->starts) {
            if (targets.empty()) break;
            const auto reach = snapshot_.nav->reach(start, targets, walker_->options).front();
            if (!reach || (best && best->duration_s <= reach->duration_s)) continue;
            best = reach;
            walk = {reach->distance_m, plan::level_label(snapshot_.plan, point.level)};
        }
    }
    if (!best) return std::nullopt;
    return walk;
}

}  // namespace mallctl::operations
