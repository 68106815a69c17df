#include "operations/near.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "core/names.hpp"

namespace mallctl::operations {

namespace {

// What may be a hit. What the answer tells of it is only put together where it is one.
struct Candidate {
    const catalog::Store* store = nullptr;  // or else
    const plan::Amenity* amenity = nullptr;
    const std::vector<plan::UnitIndex>* units = nullptr;  // of the store: it is reached at the nearest
    double least_s = 0;  // it takes no less to get there; infinite where there is no way
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

std::size_t index_of(const Snapshot& snapshot, const catalog::Store& store) {
    return static_cast<std::size_t>(&store - snapshot.catalog.stores.data());
}

void set_state(const Snapshot& snapshot, const NearRequest& request, const Candidate& candidate,
               NearHit& hit) {
    hit.state = "unknown";
    if (candidate.store == nullptr) return;
    const auto& hours = snapshot.hours[index_of(snapshot, *candidate.store)];
    if (!hours) return;
    const auto state = hours->at(arrival(request.at, hit), snapshot.mall.time_zone, snapshot.holidays);
    hit.state = word(state.status);
    hit.state_until = state.until;
}

std::string unit_name(const Snapshot& snapshot, plan::UnitIndex unit) {
    const auto& value = snapshot.plan.units[unit];
    return value.ref.empty() ? core::to_string(value.id) : value.ref;
}

std::vector<Candidate> stores(const Snapshot& snapshot, const NearRequest& request) {
    std::vector<Candidate> candidates;
    candidates.reserve(snapshot.catalog.stores.size());
    for (std::size_t i = 0; i < snapshot.catalog.stores.size(); ++i) {
        const auto& store = snapshot.catalog.stores[i];
        if (!is_in_category(store.category, request.category)) continue;
        const auto& units = units_of_store(snapshot, i, request.at);
        if (!units.empty()) candidates.push_back({&store, nullptr, &units, 0});
    }
    return candidates;
}

std::vector<Candidate> amenities(const Snapshot& snapshot, const NearRequest& request) {
    std::vector<Candidate> candidates;
    for (const auto& amenity : snapshot.plan.amenities) {
        if (is_in_category(amenity.category, request.category))
            candidates.push_back({nullptr, &amenity, nullptr, 0});
    }
    return candidates;
}

std::vector<PlacePoint> points_of(const Snapshot& snapshot, const Candidate& candidate) {
    if (candidate.amenity != nullptr)
        return {standing_at(snapshot, candidate.amenity->level, candidate.amenity->point)};
    std::vector<PlacePoint> points;
    for (const auto unit : *candidate.units) points.push_back(point_of_unit(snapshot, unit));
    return points;
}

// How far things are from where one stands.
class Distances {
  public:
    Distances(const Snapshot& snapshot, const NearRequest& request, const std::vector<PlacePoint>& from)
        : snapshot_(snapshot),
          request_(request),
          closures_(closures_in_force(snapshot, request.at)),
          options_(request.profile, nav::Preference::quickest, closures_->for_graph()) {
        if (request.straight_line) {
            for (const auto& start : from) frames_.emplace_back(start.point);
        } else {
            starts_ = nav_places(snapshot, from);
        }
    }

    // Puts those first that may be the nearest.
    void put_in_order(std::vector<Candidate>& candidates) const {
        if (request_.straight_line) return;
        std::vector<float> seconds;
        std::vector<float> from_one;
        for (const auto& start : starts_) {
            snapshot_.nav->unit_times(start, options_, from_one);
            if (seconds.empty()) seconds = from_one;
            for (std::size_t i = 0; i < from_one.size(); ++i) seconds[i] = std::min(seconds[i], from_one[i]);
        }
        for (auto& candidate : candidates) candidate.least_s = least_time(candidate, seconds);
        std::sort(candidates.begin(), candidates.end(),
                  [](const Candidate& a, const Candidate& b) { return a.least_s < b.least_s; });
    }

    // Fills in which of the candidate's points is the nearest; false where no path leads there.
    bool measure(const Candidate& candidate, NearHit& hit) const {
        std::optional<nav::Graph::Reach> nearest;
        for (const auto& point : points_of(snapshot_, candidate)) {
            const auto reach = request_.straight_line ? straight(point) : walk(point);
            if (!reach || (nearest && !is_better(*reach, *nearest))) continue;
            nearest = reach;
            hit.level = plan::level_label(snapshot_.plan, point.level);
            hit.point = point.point;
        }
        if (!nearest) return false;
        hit.distance_m = nearest->distance_m;
        if (!request_.straight_line) hit.duration_s = nearest->duration_s;
        return true;
    }

  private:
    static bool is_better(const nav::Graph::Reach& a, const nav::Graph::Reach& b) {
        return std::tie(a.duration_s, a.distance_m) < std::tie(b.duration_s, b.distance_m);
    }

    // A little less than unit_times says, which rounds; 0 for what is no unit of the graph.
    double least_time(const Candidate& candidate, const std::vector<float>& seconds) const {
        constexpr double rounding = 1 - 1e-5;
        if (candidate.units == nullptr) return 0;
        double least = std::numeric_limits<double>::infinity();
        for (const auto unit : *candidate.units) {
            const auto number = snapshot_.nav->unit_number(snapshot_.plan.units[unit].id);
            if (!number || *number >= seconds.size()) return 0;
            least = std::min(least, seconds[*number] * rounding);
        }
        return least;
    }

    std::optional<nav::Graph::Reach> straight(const PlacePoint& to) const {
        std::optional<nav::Graph::Reach> nearest;
        for (const auto& frame : frames_) {
            const auto local = frame.to_local(to.point);
            const nav::Graph::Reach reach{std::hypot(local.x, local.y), 0};
            if (!nearest || is_better(reach, *nearest)) nearest = reach;
        }
        return nearest;
    }

    std::optional<nav::Graph::Reach> walk(const PlacePoint& to) const {
        std::optional<nav::Graph::Reach> nearest;
        for (const auto& target : nav_places(snapshot_, {to})) {
            for (const auto& start : starts_) {
                const auto reach = snapshot_.nav->reach(start, {&target, 1}, options_).front();
                if (reach && (!nearest || is_better(*reach, *nearest))) nearest = reach;
            }
        }
        return nearest;
    }

    const Snapshot& snapshot_;
    const NearRequest& request_;
    std::shared_ptr<const ClosuresInForce> closures_;
    nav::RouteOptions options_;
    std::vector<core::LocalFrame> frames_;  // around each start, in a straight line
    std::vector<nav::Place> starts_;        // on foot
};

bool passes(const NearRequest& request, const NearHit& hit) {
    return (!request.open_now || hit.state == "open") &&
           (!request.within_m || hit.distance_m <= *request.within_m) &&
           (!request.within_s || hit.duration_s.value_or(0) <= *request.within_s);
}

struct Found {
    const Candidate* candidate;
    NearHit hit;
};

// Those that pass, with what is measured of them, not in order: all that may be among the first. Candidates
// that nothing reaches are counted.
std::vector<Found> nearest(const Snapshot& snapshot, const NearRequest& request, const Distances& distances,
                           const std::vector<Candidate>& candidates, std::size_t& unreachable) {
    std::vector<Found> found;
    std::priority_queue<double> first;  // how long it takes to the nearest `limit` so far
    const std::size_t enough = std::max<std::size_t>(1, request.limit);
    for (const auto& candidate : candidates) {
        const bool is_reached = std::isfinite(candidate.least_s);
        const bool is_behind = first.size() >= enough && first.top() < candidate.least_s;
        const bool is_too_far = request.within_s && *request.within_s < candidate.least_s;
        if (is_reached && (is_behind || is_too_far)) continue;
        NearHit hit;
        if (!is_reached || !distances.measure(candidate, hit)) {
            ++unreachable;
            continue;
        }
        set_state(snapshot, request, candidate, hit);
        if (!passes(request, hit)) continue;
        first.push(hit.duration_s.value_or(0));
        if (first.size() > enough) first.pop();
        found.push_back({&candidate, std::move(hit)});
    }
    return found;
}

void tell(const Snapshot& snapshot, const Candidate& candidate, NearHit& hit) {
    const bool is_store = candidate.store != nullptr;
    hit.kind = is_store ? "store" : "amenity";
    hit.id = is_store ? candidate.store->id : candidate.amenity->id;
    if (is_store) hit.slug = candidate.store->slug;
    hit.names = is_store ? candidate.store->name : candidate.amenity->name;
    hit.category = is_store ? candidate.store->category : candidate.amenity->category;
    hit.name = core::pick_name(hit.names, snapshot.mall.locales);
    if (hit.name.empty()) hit.name = is_store ? hit.slug : hit.category;
    for (const auto unit : is_store ? *candidate.units : candidate.amenity->units)
        hit.units.push_back(unit_name(snapshot, unit));
}

// Nearest first.
std::vector<NearHit> sorted(const Snapshot& snapshot, std::vector<Found> found, std::size_t limit) {
    const auto slug = [](const Found& one) {
        return one.candidate->store != nullptr ? std::string_view(one.candidate->store->slug)
                                               : std::string_view();
    };
    const auto id = [](const Found& one) {
        return one.candidate->store != nullptr ? one.candidate->store->id : one.candidate->amenity->id;
    };
    std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
        return std::tuple(a.hit.duration_s.value_or(0), a.hit.distance_m, slug(a), id(a)) <
               std::tuple(b.hit.duration_s.value_or(0), b.hit.distance_m, slug(b), id(b));
    });
    if (found.size() > limit) found.erase(found.begin() + static_cast<std::ptrdiff_t>(limit), found.end());
    std::vector<NearHit> hits;
    for (auto& one : found) {
        tell(snapshot, *one.candidate, one.hit);
        hits.push_back(std::move(one.hit));
    }
    return hits;
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
    std::erase_if(candidates, [&](const Candidate& candidate) {
        return answer.from.kind == "store" && candidate.store != nullptr &&
               answer.from.reference == "store:" + candidate.store->slug;
    });
    const Distances distances(snapshot, request, answer.from.points);
    distances.put_in_order(candidates);
    answer.hits = sorted(snapshot, nearest(snapshot, request, distances, candidates, answer.unreachable),
                         request.limit);
    return answer;
}

}  // namespace mallctl::operations
