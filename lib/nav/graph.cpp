#include "nav/graph.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/error.hpp"
#include "core/local_frame.hpp"
#include "nav/artifact/image.hpp"
#include "nav/query/legs.hpp"
#include "nav/query/network.hpp"
#include "nav/query/no_route.hpp"
#include "nav/query/search.hpp"

namespace mallctl::nav {

namespace {

constexpr double farthest_place_m = 2;

}  // namespace

struct Graph::Impl {
    explicit Impl(Image read) : image(std::move(read)), frame(image.origin) {
        for (const Profile profile : profiles) {
            networks.emplace_back(std::move(image.by_profile.at(static_cast<std::size_t>(profile))), profile);
        }
    }

    const Network& network(Profile profile) const { return networks[static_cast<std::size_t>(profile)]; }

    // The index of a unit, or `none`.
    std::uint32_t find_unit(const Uuid& id) const {
        const auto found =
            std::lower_bound(image.units.begin(), image.units.end(), id,
                             [](const UnitImage& unit, const Uuid& key) { return unit.id < key; });
        if (found == image.units.end() || found->id != id) return none;
        return static_cast<std::uint32_t>(found - image.units.begin());
    }

    std::uint32_t unit_of(const Place& place) const { return place.unit ? find_unit(*place.unit) : none; }

    // The free spot that a place stands for; nothing where there is none.
    std::optional<Start> locate(const Place& place, const Network& net) const {
        const std::uint32_t unit = unit_of(place);
        if (unit != none) {
            const UnitSpot& spot = net.unit_spots()[unit];
            const std::uint32_t level = image.units[unit].level;
            if (!spot.has_point) return std::nullopt;
            return Start{level, net.floors()[level].locate(spot.point)};
        }
        if (place.level >= image.levels.size()) return std::nullopt;
        const core::Point local = frame.to_local(place.point);
        constexpr double limit_m = static_cast<double>(farthest_mm) / 2000;
        if (!(std::abs(local.x) < limit_m && std::abs(local.y) < limit_m)) return std::nullopt;
        const Floor& floor = net.floors()[place.level];
        const auto free = floor.nearest(to_mm(local), farthest_place_m);
        if (!free) return std::nullopt;
        return Start{place.level, floor.locate(*free)};
    }

    Image image;  // without by_profile, which the networks took
    core::LocalFrame frame;
    std::vector<Network> networks;
};

Graph::Graph(std::span<const std::byte> bytes) : impl_(std::make_unique<const Impl>(read_image(bytes))) {}
Graph::~Graph() = default;
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;

const std::vector<LevelInfo>& Graph::levels() const {
    return impl_->image.levels;
}

std::optional<std::uint32_t> Graph::level_of(const Uuid& level_id) const {
    for (std::uint32_t i = 0; i < levels().size(); ++i) {
        if (levels()[i].id == level_id) return i;
    }
    return std::nullopt;
}

std::optional<Place> Graph::unit_place(const Uuid& unit_id) const {
    const std::uint32_t unit = impl_->find_unit(unit_id);
    if (unit == none) return std::nullopt;
    for (const Network& network : impl_->networks) {
        const UnitSpot& spot = network.unit_spots()[unit];
        if (!spot.has_point) continue;
        return Place{impl_->image.units[unit].level, impl_->frame.to_geographic(to_metres(spot.point)),
                     unit_id};
    }
    return std::nullopt;
}

std::optional<Route> Graph::route(const Place& from, const Place& to, const RouteOptions& options,
                                  NoRoute* why) const {
    const Profile profile = options.profile;
    const Network& network = impl_->network(profile);
    const auto explain = [&](std::string reason) {
        if (why != nullptr) why->reason = std::move(reason);
    };
    for (const Place* place : {&from, &to}) {
        if (place->level >= levels().size() && impl_->unit_of(*place) == none) {
            explain("there is no such level in this navigation graph");
            return std::nullopt;
        }
    }
    const auto start = impl_->locate(from, network);
    const auto target = impl_->locate(to, network);
    if (!start || !target) {
        const Place& lost = start ? to : from;
        explain(explain_no_place(impl_->image, network, lost.level, impl_->unit_of(lost)));
        return std::nullopt;
    }
    const Search search(network, *start);
    const auto way = search.way_to(*target);
    if (!way) {
        explain(
            explain_no_way(impl_->image, network, search, impl_->unit_of(from), *target, impl_->unit_of(to)));
        return std::nullopt;
    }
    return make_route(impl_->image, network, impl_->frame, search, *target, *way);
}

std::vector<std::optional<Graph::Reach>> Graph::reach(const Place& from, std::span<const Place> targets,
                                                      const RouteOptions& options) const {
    const Profile profile = options.profile;
    const Network& network = impl_->network(profile);
    std::vector<std::optional<Reach>> reached(targets.size());
    const auto start = impl_->locate(from, network);
    if (!start) return reached;
    const Search search(network, *start);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto target = impl_->locate(targets[i], network);
        const auto way = target ? search.way_to(*target) : std::nullopt;
        if (way) reached[i] = Reach{way->distance_m, way->duration_s};
    }
    return reached;
}

}  // namespace mallctl::nav
