#include "nav/query/places.hpp"

#include "nav/mesh/look.hpp"
#include "nav/query/closed/closed_mall.hpp"

namespace mallctl::nav {

void spots_of(const MallView& mall, const BodyView& body, const BodyInfo& units, const Place& place,
              double limit_m, std::vector<LevelPoint>& spots) {
    spots.clear();
    if (place.unit) {
        if (const auto unit = mall.find_unit(*place.unit)) {
            const std::uint32_t level = mall.info.units[*unit].level;
            const UnitSpots& sites = units.units[*unit];
            for (std::uint32_t i = 0; i < sites.count; ++i) {
                spots.push_back({level, body.floors[level].sites[sites.first + i].mm()});
            }
            return;
        }
    }
    if (place.level >= body.floors.size()) return;
    const auto point = mall.grid_point(place.point);
    if (!point) return;
    if (const auto free = nearest_free(body.floors[place.level], *point, limit_m)) {
        spots.push_back({place.level, *free});
    }
}

std::vector<LevelPoint> spots_of(const MallView& mall, Profile profile, const Place& place) {
    std::vector<LevelPoint> spots;
    spots_of(mall, mall.body(profile), mall.info.by_body[index_of(body_of(profile))], place, farthest_place_m,
             spots);
    return spots;
}

std::vector<LevelPoint> open_spots(const MallView& mall, const RouteOptions& options, const Place& place) {
    std::vector<LevelPoint> spots = spots_of(mall, options.profile, place);
    const auto unit = options.closures != nullptr && place.unit ? mall.find_unit(*place.unit) : std::nullopt;
    if (!unit) return spots;
    const Closures::Impl& closures = options.closures->impl();
    const Body body = body_of(options.profile);
    std::erase_if(
        spots, [&](const LevelPoint& spot) { return closures.closure_of(body, *unit, spot.point) != none; });
    return spots;
}

}  // namespace mallctl::nav
