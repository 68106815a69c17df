#include "plan/openings/level_doors.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "plan/categories.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

// Gaps in walls that are doors; narrower ones are joints, wider ones open fronts.
constexpr double narrowest_door_m = 0.6;
constexpr double widest_door_m = 2.5;

// A room has its door to circulation of at least this share of the largest piece where it can; smaller pieces
// are yards and niches.
constexpr double main_share = 0.1;

// What a wheelchair passes, and for shops what a crowd does.
double door_width_m(const Unit& unit) {
    return unit.category == "retail" ? 1.2 : 1.0;
}

}  // namespace

LevelDoors::LevelDoors(const Plan& plan, const std::vector<UnitIndex>& units,
                       const std::vector<const Wall*>& walls, const FlatFrame& frame)
    : plan_(plan),
      units_(units),
      frame_(frame),
      fronts_(fronts_of(plan, units, walls, frame)),
      has_walls_(!walls.empty()),
      first_border_(units.size() + 1, 0),
      joined_(units.size()),
      reached_(units.size()) {
    for (const Border& border : fronts_.borders) ++first_border_[border.from + 1];
    for (std::size_t i = 1; i < first_border_.size(); ++i) first_border_[i] += first_border_[i - 1];
}

void LevelDoors::run() {
    if (has_walls_) add_gaps();
    const std::vector<Piece> pieces = circulation();
    const double largest = pieces.empty() ? 0 : pieces.front().area;
    std::vector<bool> is_main(units_.size());
    for (const Piece& piece : pieces) {
        for (const std::size_t unit : piece.units) is_main[unit] = piece.area >= main_share * largest;
    }
    // From the largest piece of circulation all else has to be reached, other pieces through rooms.
    if (!pieces.empty()) mark(pieces.front().units.front());
    join_all([&](std::size_t to) { return is_main[to]; });
    join_all([&](std::size_t to) { return is_open(to); });
    // Through rooms first: nobody means a lift or a staircase to be the way to a store.
    reach_through([](const Unit& unit) { return !is_vertical(unit.category); });
    reach_through([](const Unit&) { return true; });
}

std::size_t LevelDoors::unreached() const {
    return static_cast<std::size_t>(
        std::count_if(reached_.begin(), reached_.end(), [](const Reached& reached) { return !reached.yes; }));
}

bool LevelDoors::is_open(std::size_t place) const {
    return is_open_plan(unit(place).category);
}

void LevelDoors::add_opening(const Front& front, const Stretch& door) {
    const Segment& edge = fronts_.edges[front.edge];
    Opening& opening = openings_.emplace_back();
    opening.level = unit(edge.owner).level;
    opening.inferred = true;
    opening.geometry = {frame_.to_degrees(edge.at(door.from)), frame_.to_degrees(edge.at(door.to))};
}

// Every gap of a door's width between two units is a door, but not twice: both units have an edge there.
void LevelDoors::add_gaps() {
    for (const Border& border : fronts_.borders) {
        if (is_open(border.from) && is_open(border.to)) continue;
        for (const Front& front : border.free) {
            if (!is_door_gap(front)) continue;
            link(border.from, border.to);
            if (border.to < border.from && is_mirrored(border, front)) continue;
            add_opening(front, front.stretch);
            ++in_gaps_;
        }
    }
    for (const Front& front : fronts_.outer_gaps) {
        const double width = front.stretch.length();
        if (width < narrowest_door_m || width > widest_door_m) continue;
        add_opening(front, front.stretch);
        ++in_gaps_;
    }
}

bool LevelDoors::is_door_gap(const Front& front) const {
    const double width = front.stretch.length();
    return front.between_walls && width >= narrowest_door_m && width <= widest_door_m;
}

// True where the other unit's border has the same gap.
bool LevelDoors::is_mirrored(const Border& border, const Front& front) const {
    const Border* const end = borders_end(border.to);
    const Border* const other = std::find_if(
        borders_begin(border.to), end, [&](const Border& candidate) { return candidate.to == border.from; });
    if (other == end) return false;
    const core::Point middle = middle_of(front);
    return std::any_of(other->free.begin(), other->free.end(), [&](const Front& candidate) {
        const core::Point there = middle_of(candidate);
        return is_door_gap(candidate) &&
               std::hypot(there.x - middle.x, there.y - middle.y) < narrowest_door_m;
    });
}

core::Point LevelDoors::middle_of(const Front& front) const {
    return fronts_.edges[front.edge].at((front.stretch.from + front.stretch.to) / 2);
}

// The largest first.
std::vector<LevelDoors::Piece> LevelDoors::circulation() {
    std::vector<Piece> pieces;
    std::vector<bool> seen(units_.size());
    for (std::size_t place = 0; place < units_.size(); ++place) {
        if (!is_open(place) || seen[place]) continue;
        Piece& piece = pieces.emplace_back(Piece{open_piece(place, seen), 0});
        for (const std::size_t part : piece.units) piece.area += area_of(unit(part).geometry);
    }
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const Piece& a, const Piece& b) { return a.area > b.area; });
    return pieces;
}

// The open-plan units that hang together with one: no door is needed between them.
std::vector<std::size_t> LevelDoors::open_piece(std::size_t first, std::vector<bool>& seen) {
    std::vector<std::size_t> piece{first};
    seen[first] = true;
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const std::size_t place = piece[i];
        for (const Border* border = borders_begin(place); border != borders_end(place); ++border) {
            if (!is_open(border->to)) continue;
            joined_[place].push_back(border->to);
            if (seen[border->to]) continue;
            seen[border->to] = true;
            piece.push_back(border->to);
        }
    }
    return piece;
}

// Gives every room that is not reached and has no door yet one to a unit that `may_join`.
template <typename MayJoin>
void LevelDoors::join_all(MayJoin may_join) {
    for (std::size_t place = 0; place < units_.size(); ++place) {
        if (!reached_[place].yes && !is_open(place) && joined_[place].empty()) join(place, may_join);
    }
}

// In rounds: first what is next to reached units, then what is next to those.
template <typename MayPass>
void LevelDoors::reach_through(MayPass may_pass) {
    const auto passable = [&](std::size_t to) {
        return reached_[to].yes && reached_[to].round < round_ && may_pass(unit(to));
    };
    just_reached_.clear();
    for (std::size_t place = 0; place < units_.size(); ++place) {
        if (reached_[place].yes) just_reached_.push_back(place);
    }
    while (!just_reached_.empty()) {
        ++round_;
        std::vector<std::size_t> beside;
        for (const std::size_t place : just_reached_) {
            for (const Border* border = borders_begin(place); border != borders_end(place); ++border) {
                if (!reached_[border->to].yes) beside.push_back(border->to);
            }
        }
        std::sort(beside.begin(), beside.end());
        beside.erase(std::unique(beside.begin(), beside.end()), beside.end());
        just_reached_.clear();
        for (const std::size_t place : beside) {
            if (!reached_[place].yes) join(place, passable);
        }
    }
}

// Gives the unit a door on the best stretch that it shares with a unit that `may_join`.
template <typename MayJoin>
void LevelDoors::join(std::size_t place, MayJoin may_join) {
    const Front* best = nullptr;
    std::size_t neighbour = 0;
    for (const Border* border = borders_begin(place); border != borders_end(place); ++border) {
        if (!may_join(border->to)) continue;
        for (const Front& front : border->free) {
            if (front.stretch.length() < narrowest_door_m) break;
            if (best != nullptr && !is_better(place, front, *best)) continue;
            best = &front;
            neighbour = border->to;
        }
    }
    if (best == nullptr) return;
    const Stretch& free = best->stretch;
    const double half = std::min(door_width_m(unit(place)), free.length()) / 2;
    const double middle = (free.from + free.to) / 2;
    add_opening(*best, {middle - half, middle + half});
    ++on_edges_;
    link(place, neighbour);
}

// The longer one; of an escalator the shorter edge, since it is entered at its end.
bool LevelDoors::is_better(std::size_t place, const Front& one, const Front& other) const {
    const std::string& category = unit(place).category;
    if (category != "escalator" && category != "movingwalkway") {
        return one.stretch.length() > other.stretch.length();
    }
    return fronts_.edges[one.edge].length < fronts_.edges[other.edge].length;
}

// Marks a unit, and all that doors join to it, as reached.
void LevelDoors::mark(std::size_t first) {
    std::vector<std::size_t> waiting{first};
    while (!waiting.empty()) {
        const std::size_t place = waiting.back();
        waiting.pop_back();
        if (reached_[place].yes) continue;
        reached_[place] = {true, round_};
        just_reached_.push_back(place);
        waiting.insert(waiting.end(), joined_[place].begin(), joined_[place].end());
    }
}

void LevelDoors::link(std::size_t a, std::size_t b) {
    joined_[a].push_back(b);
    joined_[b].push_back(a);
    if (reached_[b].yes) mark(a);
    if (reached_[a].yes) mark(b);
}

}  // namespace mallctl::plan
