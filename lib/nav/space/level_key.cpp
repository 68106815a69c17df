#include <geos_c.h>

#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "core/digest.hpp"
#include "nav/space/level_shape.hpp"

namespace mallctl::nav {

namespace {

// To be raised with each change of what shape_level makes of the same input.
constexpr std::string_view version_of_shapes = "shapes 4";

// Feeds values to a digest so that no two sequences of values look alike.
class Feed {
  public:
    void number(double value) { bytes(value); }
    void number(std::uint64_t value) { bytes(value); }
    void flag(bool value) { number(std::uint64_t{value}); }
    void text(std::string_view value) {
        number(std::uint64_t{value.size()});
        stream_.add(value);
    }
    void id(const core::Uuid& value) {
        stream_.add({reinterpret_cast<const char*>(value.bytes.data()), value.bytes.size()});
    }
    void number(const std::optional<double>& value) {
        flag(value.has_value());
        if (value) number(*value);
    }
    void point(core::Point value) {
        number(value.x);
        number(value.y);
    }
    void points(const std::vector<core::Point>& values) {
        number(std::uint64_t{values.size()});
        for (const core::Point value : values) point(value);
    }
    void area(const core::MultiPolygon& polygons) {
        number(std::uint64_t{polygons.size()});
        for (const core::Polygon& polygon : polygons) {
            number(std::uint64_t{polygon.rings.size()});
            for (const core::Ring& ring : polygon.rings) points(ring);
        }
    }
    std::string finish() { return core::to_hex(stream_.finish()); }

  private:
    template <typename Value>
    void bytes(Value value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        stream_.add({raw, sizeof raw});
    }

    core::Sha256Stream stream_;
};

void add_unit(Feed& feed, const plan::Unit& unit) {
    feed.text("unit");
    feed.id(unit.id);
    feed.text(unit.category);
    feed.text(unit.restriction);
    feed.flag(unit.display_point.has_value());
    if (unit.display_point) feed.point(*unit.display_point);
    feed.area(unit.geometry);
}

void add_opening(Feed& feed, const plan::Opening& opening) {
    feed.text("opening");
    feed.id(opening.id);
    feed.text(opening.category);
    feed.number(opening.width_m);
    feed.flag(opening.accessible);
    feed.flag(opening.one_way);
    feed.points(opening.geometry);
}

void add_stop(Feed& feed, const plan::Plan& plan, const plan::Connector& connector, std::size_t stop) {
    feed.text("stop");
    feed.id(connector.id);
    feed.text(connector.category);
    feed.flag(connector.accessible);
    feed.number(std::uint64_t{stop});
    const auto& unit = connector.stops[stop].unit;
    feed.flag(unit.has_value());
    if (unit) feed.id(plan.units.at(*unit).id);
    feed.point(connector.stops[stop].point);
}

}  // namespace

std::string level_key(const plan::Plan& plan, plan::LevelIndex level, const BuildSettings& settings,
                      const std::string& frame) {
    Feed feed;
    feed.text(version_of_shapes);
    feed.text(GEOSversion());
    feed.text(frame);
    feed.number(static_cast<std::uint64_t>(settings.store_end));
    for (const plan::Unit& unit : plan.units) {
        if (unit.level == level) add_unit(feed, unit);
    }
    for (const plan::Opening& opening : plan.openings) {
        if (opening.level == level) add_opening(feed, opening);
    }
    for (const plan::Wall& wall : plan.walls) {
        if (wall.level != level) continue;
        feed.text("wall");
        feed.number(std::uint64_t{wall.lines.size()});
        for (const core::LineString& line : wall.lines) feed.points(line);
    }
    for (const plan::Fixture& fixture : plan.fixtures) {
        if (fixture.level != level) continue;
        feed.text("fixture");
        feed.area(fixture.geometry);
    }
    for (const plan::Kiosk& kiosk : plan.kiosks) {
        if (kiosk.level != level) continue;
        feed.text("kiosk");
        feed.area(kiosk.geometry);
    }
    for (const plan::Connector& connector : plan.connectors) {
        for (std::size_t stop = 0; stop < connector.stops.size(); ++stop) {
            if (connector.stops[stop].level == level) add_stop(feed, plan, connector, stop);
        }
    }
    return feed.finish();
}

}  // namespace mallctl::nav
