#include "operations/near.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <tuple>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "core/names.hpp"

namespace mallctl::operations {

namespace {

struct Candidate {
    NearHit hit;
    std::vector<PlacePoint> points;
    std::optional<std::size_t> store;  // into catalog.stores
};

bool is_in_category(const std::string& category, const std::string& wanted) {
    if (wanted.empty() || category == wanted) return true;
    return category.size() > wanted.size() && category.starts_with(wanted) && category[wanted.size()] == '.';
}

const char* word(catalog::OpeningHours::Status status) {
    using Status = catalog::OpeningHours::Status;
    if (status == Status::unknown) return "unknown";
    return status == Status::open ? "open" : "closed";
}

// When somebody who leaves at `at` is there.
core::Instant arrival(core::Instant at, const NearHit& hit) {
    return at + std::chrono::seconds(std::llround(hit.duration_s.value_or(0)));
}

void set_state(const Snapshot& snapshot, const NearRequest& request, Candidate& candidate) {
    NearHit& hit = candidate.hit;
    hit.state = "unknown";
    if (!candidate.store || !snapshot.hours[*candidate.store]) return;
    const auto state = snapshot.hours[*candidate.store]->at(arrival(request.at, hit), snapshot.mall.time_zone,
                                                            snapshot.holidays);
    hit.state = word(state.status);
    hit.state_until = state.until;
}

std::string unit_name(const Snapshot& snapshot, plan::UnitIndex unit) {
    const auto& value = snapshot.plan.units[unit];
    return value.ref.empty() ? core::to_string(value.id) : value.ref;
}

std::vector<Candidate> stores(const Snapshot& snapshot, const NearRequest& request) {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < snapshot.catalog.stores.size(); ++i) {
        const auto& store = snapshot.catalog.stores[i];
        if (!is_in_category(store.category, request.category)) continue;
        Candidate candidate;
        candidate.hit.kind = "store";
        candidate.hit.id = store.id;
        candidate.hit.slug = store.slug;
        candidate.hit.names = store.name;
        candidate.hit.name = core::pick_name(store.name, snapshot.mall.locales);
        if (candidate.hit.name.empty()) candidate.hit.name = store.slug;
        candidate.hit.category = store.category;
        candidate.store = i;
        for (const auto unit : units_of_store(snapshot, i, request.at)) {
            candidate.points.push_back(point_of_unit(snapshot, unit));
            candidate.hit.units.push_back(unit_name(snapshot, unit));
        }
        if (!candidate.points.empty()) candidates.push_back(std::move(candidate));
    }
    return candidates;
}

std::vector<Candidate> amenities(const Snapshot& snapshot, const NearRequest& request) {
    std::vector<Candidate> candidates;
    for (const auto& amenity : snapshot.plan.amenities) {
        if (!is_in_category(amenity.category, request.category)) continue;
        Candidate candidate;
        candidate.hit.kind = "amenity";
        candidate.hit.id = amenity.id;
        candidate.hit.names = amenity.name;
        candidate.hit.name = core::pick_name(amenity.name, snapshot.mall.locales);
        if (candidate.hit.name.empty()) candidate.hit.name = amenity.category;
        candidate.hit.category = amenity.category;
        for (const auto unit : amenity.units) candidate.hit.units.push_back(unit_name(snapshot, unit));
        candidate.points.push_back(standing_at(snapshot, amenity.level, amenity.point));
        candidates.push_back(std::move(candidate));
    }
    return candidates;
}

// Distances from one start to all points of all candidates, flattened in order.
using Reaches = std::vector<std::optional<nav::Graph::Reach>>;

Reaches straight(const PlacePoint& from, const std::vector<PlacePoint>& points) {
    const core::LocalFrame frame(from.point);
    Reaches reaches;
    for (const auto& point : points) {
        const auto local = frame.to_local(point.point);
        reaches.push_back(nav::Graph::Reach{std::hypot(local.x, local.y), 0});
    }
    return reaches;
}

Reaches walking(const Snapshot& snapshot, const PlacePoint& from, const std::vector<PlacePoint>& points,
                const nav::RouteOptions& options) {
    Reaches reaches(points.size());
    const auto start = nav_places(snapshot, {from});
    if (start.empty()) return reaches;
    std::vector<nav::Place> targets;
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (const auto& place : nav_places(snapshot, {points[i]})) {
            targets.push_back(place);
            positions.push_back(i);
        }
    }
    const auto found = snapshot.nav->reach(start.front(), targets, options);
    for (std::size_t k = 0; k < found.size(); ++k) reaches[positions[k]] = found[k];
    return reaches;
}

bool is_better(const nav::Graph::Reach& a, const nav::Graph::Reach& b) {
    return std::tie(a.duration_s, a.distance_m) < std::tie(b.duration_s, b.distance_m);
}

// Fills in each candidate's best point; candidates that nothing reaches are dropped and counted.
void measure(const Snapshot& snapshot, const NearRequest& request, const std::vector<PlacePoint>& starts,
             std::vector<Candidate>& candidates, NearAnswer& answer) {
    std::vector<PlacePoint> points;
    for (const auto& candidate : candidates)
        points.insert(points.end(), candidate.points.begin(), candidate.points.end());
    Reaches best(points.size());
    const auto closures = closures_in_force(snapshot, request.at);
    const nav::RouteOptions options(request.profile, nav::Preference::quickest, closures->for_graph());
    for (const auto& start : starts) {
        const auto reaches =
            request.straight_line ? straight(start, points) : walking(snapshot, start, points, options);
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (reaches[i] && (!best[i] || is_better(*reaches[i], *best[i]))) best[i] = reaches[i];
        }
    }
    std::size_t next = 0;
    for (auto& candidate : candidates) {
        std::optional<nav::Graph::Reach> nearest;
        for (const auto& point : candidate.points) {
            const auto& reach = best[next++];
            if (!reach || (nearest && !is_better(*reach, *nearest))) continue;
            nearest = reach;
            candidate.hit.level = plan::level_label(snapshot.plan, point.level);
            candidate.hit.point = point.point;
        }
        if (!nearest) {
            ++answer.unreachable;
            continue;
        }
        candidate.hit.distance_m = nearest->distance_m;
        if (!request.straight_line) candidate.hit.duration_s = nearest->duration_s;
        set_state(snapshot, request, candidate);
        if (!request.open_now || candidate.hit.state == "open")
            answer.hits.push_back(std::move(candidate.hit));
    }
}

void sort_and_cut(const NearRequest& request, std::vector<NearHit>& hits) {
    std::erase_if(hits, [&](const NearHit& hit) {
        return (request.within_m && hit.distance_m > *request.within_m) ||
               (request.within_s && hit.duration_s.value_or(0) > *request.within_s);
    });
    std::sort(hits.begin(), hits.end(), [](const NearHit& a, const NearHit& b) {
        return std::forward_as_tuple(a.duration_s.value_or(0), a.distance_m, a.slug, a.id) <
               std::forward_as_tuple(b.duration_s.value_or(0), b.distance_m, b.slug, b.id);
    });
    if (hits.size() > request.limit) hits.resize(request.limit);
}

}  // namespace

NearAnswer near(const Snapshot& snapshot, const NearRequest& request) {
    if (request.kind != "store" && request.kind != "amenity") {
        throw core::Error(core::Fault::usage, fmt::format("\"{}\" is not a kind to look for", request.kind),
                          "choose one of: store, amenity");
    }
    if (!request.straight_line) graph_of(snapshot);
    NearAnswer answer;
    answer.mall = snapshot.mall.slug;
    answer.from = resolve_place(snapshot, request.from, request.at);
    auto candidates = request.kind == "store" ? stores(snapshot, request) : amenities(snapshot, request);
    // Nobody who stands in a store asks for that store.
    std::erase_if(candidates,
                  [&](const Candidate& c) { return "store:" + c.hit.slug == answer.from.reference; });
    measure(snapshot, request, answer.from.points, candidates, answer);
    sort_and_cut(request, answer.hits);
    return answer;
}

}  // namespace mallctl::operations
