#include <algorithm>
#include <cmath>
#include <utility>

#include "importers/osm/categories.hpp"
#include "importers/osm/draft.hpp"
#include "importers/osm/flat.hpp"
#include "importers/osm/rings.hpp"
#include "importers/osm/tags.hpp"

namespace mallctl::importers::osm {

namespace {

constexpr double usual_width_m = 0.9;
constexpr double narrowest_m = 0.3;
constexpr double widest_m = 30;
// A door node that is on no ring belongs to the edge that it is this near to.
constexpr double reach_m = 0.5;

std::optional<double> stated_width(const Element& element) {
    for (const char* key : {"width", "door:width"}) {
        const auto width = metres_in(element.tag(key));
        if (width && *width >= narrowest_m && *width <= widest_m) return width;
    }
    return std::nullopt;
}

// The line of a door of `width` around `at`, which lies between `from` and `to` on one straight edge.
core::LineString around(core::Point from, core::Point at, core::Point to, double width, const Flat& flat) {
    const double before = flat.length(from, at);
    const double after = flat.length(at, to);
    const double to_end = std::min(after, width - std::min(width / 2, before));
    const double to_start = std::min(before, width - to_end);
    return {flat.along(at, from, to_start), flat.along(at, to, to_end)};
}

// How far `at` lies beside the straight line from `from` to `to`, in metres.
double bend(core::Point from, core::Point at, core::Point to, const Flat& flat) {
    const double dx = (to.x - from.x) * flat.x;
    const double dy = (to.y - from.y) * flat.y;
    const double across = (at.x - from.x) * flat.x * dy - (at.y - from.y) * flat.y * dx;
    const double length = std::hypot(dx, dy);
    return length > 0 ? std::abs(across) / length : 0;
}

// A door in a ring that goes straight through it lies half on either side of it; its line must not leave the
// ring by more than a centimetre.
core::LineString through(const Corner& corner, core::Point at, double width, const Flat& flat) {
    constexpr double most_m = 0.01;
    if (!corner.before || !corner.after) return {};
    const core::LineString line = around(*corner.before, at, *corner.after, width, flat);
    const bool forward =
        flat.length(line[0], line[1]) > 0.9 * flat.length(line[0], at) + 0.9 * flat.length(at, line[1]);
    return forward && bend(line[0], at, line[1], flat) <= most_m ? line : core::LineString{};
}

// A door at a corner lies along one of the edges that meet there: one that two rooms share, else the longest.
core::LineString beside_corner(const std::vector<Corner>& corners, plan::LevelIndex level, core::Point at,
                               double width, const RingIndex& rings, const Flat& flat) {
    std::pair<int, double> best{0, 0};
    core::LineString line;
    const auto consider = [&](const std::optional<core::Point>& end, bool leads_away) {
        if (!end) return;
        const std::pair<int, double> rank{rings.rings_with_edge(level, at, *end), flat.length(at, *end)};
        if (rank.second <= 0 || rank <= best) return;
        best = rank;
        const core::Point far = flat.along(at, *end, std::min(width, rank.second));
        line = leads_away ? core::LineString{at, far} : core::LineString{far, at};
    };
    for (const Corner& corner : corners) {
        consider(corner.before, false);
        consider(corner.after, true);
    }
    return line;
}

core::LineString line_at_corner(const std::vector<Corner>& corners, plan::LevelIndex level, core::Point at,
                                double width, const RingIndex& rings) {
    const Flat flat(at.y);
    for (const Corner& corner : corners) {
        core::LineString line = through(corner, at, width, flat);
        if (!line.empty()) return line;
    }
    return beside_corner(corners, level, at, width, rings, flat);
}

double signed_area(const core::Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    }
    return sum;
}

// A door of one room alone leads outdoors: `entrance=exit` is passed from inside only. The line follows the
// ring, so that the inside is on its left where the ring runs counter-clockwise.
void direct_exit(const Element& element, const std::vector<Corner>& corners, const plan::Plan& plan,
                 plan::Opening& opening) {
    if (!element.is("entrance", "exit") || corners.size() != 1) return;
    const core::MultiPolygon& area = plan.units[corners.front().unit].geometry;
    if (area.empty() || area.front().rings.empty()) return;
    opening.one_way = true;
    if (signed_area(area.front().rings.front()) < 0)
        std::reverse(opening.geometry.begin(), opening.geometry.end());
}

plan::Opening opening_of(const Element& element) {
    plan::Opening opening;
    opening.name = names_of(element);
    opening.category = opening_category(element);
    opening.width_m = stated_width(element);
    opening.accessible = accessible(element).value_or(true);
    return opening;
}

// The levels of a door: those it states among those whose rooms have it on their ring, else the nearest of
// these (a door on a landing between two floors). Without a word about it, an entrance is on the ground floor
// and a door on every floor of its room.
std::set<plan::LevelIndex> levels_of(const Item& item, const std::set<plan::LevelIndex>& found,
                                     const LevelTable& levels) {
    if (!item.says_level && item.element->tag("door").empty()) return {levels.nearest(0, found)};
    if (!item.says_level) return found;
    std::set<plan::LevelIndex> chosen;
    for (const plan::LevelIndex level : levels.find_all(item.levels)) {
        if (found.contains(level)) chosen.insert(level);
    }
    if (chosen.empty()) chosen.insert(levels.nearest(item.levels.front(), found));
    return chosen;
}

class Doors {
  public:
    explicit Doors(Draft& draft) : draft_(draft), rings_(draft.plan()) {}

    void add(const Item& item) {
        const Element& element = *item.element;
        const core::Point at = element.line.front();
        const std::set<plan::LevelIndex> found = rings_.levels_at(at);
        if (found.empty()) {
            add_beside(item);
            return;
        }
        const std::set<plan::LevelIndex> levels = levels_of(item, found, draft_.levels);
        for (const plan::LevelIndex level : levels) {
            plan::Opening opening = opening_of(element);
            const std::vector<Corner> corners = rings_.corners_at(level, at);
            opening.geometry =
                line_at_corner(corners, level, at, opening.width_m.value_or(usual_width_m), rings_);
            direct_exit(element, corners, draft_.plan(), opening);
            keep(item, level, levels.size(), std::move(opening));
        }
    }

  private:
    void add_beside(const Item& item) {
        const Element& element = *item.element;
        const core::Point at = element.line.front();
        const std::vector<plan::LevelIndex> levels = draft_.levels.find_all(item.levels);
        std::size_t made = 0;
        for (const plan::LevelIndex level : levels) {
            const auto edge = rings_.nearest(level, at, reach_m);
            if (!edge) continue;
            plan::Opening opening = opening_of(element);
            opening.geometry =
                around(edge->from, edge->at, edge->to, opening.width_m.value_or(usual_width_m), Flat(at.y));
            keep(item, level, levels.size(), std::move(opening));
            ++made;
        }
        // Houses around a station have doors too: only one that says it is of the plan is missed.
        if (made == 0 && item.says_level) {
            draft_.report(element, "P010", core::Severity::warning,
                          "is a door on the wall of no room and is left out",
                          "make its node part of the rooms' outlines");
        }
    }

    void keep(const Item& item, plan::LevelIndex level, std::size_t levels, plan::Opening opening) {
        if (opening.geometry.size() < 2 || opening.geometry.front() == opening.geometry.back()) return;
        opening.level = level;
        opening.source_id = source_id(item, level, draft_.plan(), levels);
        draft_.plan().openings.push_back(std::move(opening));
    }

    Draft& draft_;
    RingIndex rings_;
};

}  // namespace

void add_doors(const std::vector<Item>& items, Draft& draft) {
    Doors doors(draft);
    for (const Item& item : items) {
        if (item.role == Role::door) doors.add(item);
    }
}

}  // namespace mallctl::importers::osm
