#include <algorithm>
#include <map>
#include <utility>

#include "importers/osm/categories.hpp"
#include "importers/osm/draft.hpp"
#include "importers/osm/flat.hpp"
#include "importers/osm/tags.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::osm {

namespace {

using plan::ConnectorStop;

// The point of a line at `share` (0 to 1) of its length.
core::Point point_along(const core::LineString& line, double share) {
    const Flat flat(line.front().y);
    double length = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) length += flat.length(line[i], line[i + 1]);
    double left = length * share;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const double step = flat.length(line[i], line[i + 1]);
        if (left <= step) return flat.along(line[i], line[i + 1], left);
        left -= step;
    }
    return line.back();
}

class Connectors {
  public:
    explicit Connectors(Draft& draft) : draft_(draft), plan_(draft.plan()) {
        for (plan::UnitIndex i = 0; i < plan_.units.size(); ++i) {
            if (const auto box = plan::box_of(plan_.units[i].geometry))
                boxes_[plan_.units[i].level].emplace_back(*box, i);
        }
    }

    // A room that is a lift, stairs or an escalator on several levels.
    void add_room(const Room& room) {
        const Element& element = *room.item->element;
        const std::string category(connector_category(element));
        if (category.empty() || category == "movingwalkway" || room.units.size() < 2) return;
        std::vector<ConnectorStop> stops;
        for (const plan::UnitIndex unit : room.units) {
            stops.push_back({plan_.units[unit].level, unit, plan::representative_point(plan_.units[unit])});
            served_.insert(unit);
        }
        keep(element, category, std::move(stops), plan_.units[room.units.front()].direction);
    }

    // A lift that is a node, or stairs and escalators that are lines.
    void add(const Item& item) {
        const Element& element = *item.element;
        const std::string category(connector_category(element));
        const std::vector<plan::LevelIndex> levels = draft_.levels.find_all(item.levels);
        if (levels.size() < 2) {
            if (!element.has("indoor") && element.shape != Shape::point) return;
            draft_.report(element, "P022", core::Severity::warning,
                          "is left out: it serves fewer than two levels that the plan has",
                          "state all its levels: level=0;1");
            return;
        }
        const bool rises = element.shape == Shape::line && first_is_low(element, levels);
        std::vector<ConnectorStop> stops;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            core::Point at = element.line.front();
            if (element.shape == Shape::line) {
                const double share = static_cast<double>(i) / static_cast<double>(levels.size() - 1);
                at = point_along(element.line, rises ? share : 1 - share);
            }
            stops.push_back({levels[i], unit_at(levels[i], at, category), at});
        }
        // The shaft or the staircase around it is drawn as a room and is a connector already.
        const auto known = [&](const ConnectorStop& stop) {
            return stop.unit && served_.contains(*stop.unit);
        };
        if (std::any_of(stops.begin(), stops.end(), known)) return;
        keep(element, category, std::move(stops), direction_of(element, rises));
    }

  private:
    // The unit of this category around the point. Only these are a stop's unit: the hall in which a lift
    // stands is not the lift.
    std::optional<plan::UnitIndex> unit_at(plan::LevelIndex level, core::Point at,
                                           const std::string& category) const {
        for (const auto& [box, unit] : boxes_on(level)) {
            if (plan_.units[unit].category == category && plan::contains(plan_.units[unit].geometry, at))
                return unit;
        }
        return std::nullopt;
    }

    bool on_floor(plan::LevelIndex level, core::Point at) const {
        return std::any_of(boxes_on(level).begin(), boxes_on(level).end(), [&](const auto& entry) {
            const auto& [box, unit] = entry;
            return at.x >= box.min.x && at.x <= box.max.x && at.y >= box.min.y && at.y <= box.max.y &&
                   plan::contains(plan_.units[unit].geometry, at);
        });
    }

    // Whether the line begins at its lowest level: by its incline, else by where there is floor at its ends.
    // Without either it does: that is how steps are drawn.
    bool first_is_low(const Element& element, const std::vector<plan::LevelIndex>& levels) const {
        if (element.is("incline", "up")) return true;
        if (element.is("incline", "down")) return false;
        const core::Point first = element.line.front();
        const core::Point last = element.line.back();
        const int as_drawn = on_floor(levels.front(), first) + on_floor(levels.back(), last);
        const int reversed = on_floor(levels.front(), last) + on_floor(levels.back(), first);
        return as_drawn >= reversed;
    }

    static std::optional<plan::Direction> direction_of(const Element& element, bool rises) {
        if (element.is("conveying", "forward")) return rises ? plan::Direction::up : plan::Direction::down;
        if (element.is("conveying", "backward")) return rises ? plan::Direction::down : plan::Direction::up;
        if (element.is("conveying", "reversible")) return plan::Direction::both;
        return std::nullopt;
    }

    void keep(const Element& element, const std::string& category, std::vector<ConnectorStop> stops,
              std::optional<plan::Direction> direction) {
        plan::Connector connector;
        connector.source_id = element.id;
        connector.name = names_of(element);
        connector.category = category;
        connector.direction = direction.value_or(plan::Direction::both);
        connector.accessible = category == "elevator" && accessible(element).value_or(true);
        connector.stops = std::move(stops);
        plan_.connectors.push_back(std::move(connector));
        if (category == "escalator" && !direction) {
            draft_.report(element, "P069", core::Severity::note,
                          "is an escalator that does not say which way it runs",
                          "tag it conveying=forward or backward, and incline=up or down");
        }
    }

    const std::vector<std::pair<core::Box, plan::UnitIndex>>& boxes_on(plan::LevelIndex level) const {
        static const std::vector<std::pair<core::Box, plan::UnitIndex>> none;
        const auto it = boxes_.find(level);
        return it == boxes_.end() ? none : it->second;
    }

    Draft& draft_;
    plan::Plan& plan_;
    std::map<plan::LevelIndex, std::vector<std::pair<core::Box, plan::UnitIndex>>> boxes_;
    std::set<plan::UnitIndex> served_;
};

}  // namespace

void add_connectors(const std::vector<Item>& items, Draft& draft) {
    Connectors connectors(draft);
    for (const Room& room : draft.rooms) connectors.add_room(room);
    for (const Item& item : items) {
        if (item.role == Role::connector && !item.element->line.empty()) connectors.add(item);
    }
}

}  // namespace mallctl::importers::osm
