#include "plan/duplicates.hpp"

#include <algorithm>
#include <cmath>
#include <compare>
#include <cstdint>
#include <utility>

namespace mallctl::plan {

namespace {

struct Place {
    std::int64_t x = 0;
    std::int64_t y = 0;

    auto operator<=>(const Place&) const = default;
};

// A side without direction: the smaller end first.
using Side = std::pair<Place, Place>;

Place place_of(Point p) {
    constexpr double steps_per_degree = 1e9;
    // What is no place on Earth is none here either: llround is undefined beyond its range.
    if (!(std::abs(p.x) <= 360) || !(std::abs(p.y) <= 360)) return {};
    return {std::llround(p.x * steps_per_degree), std::llround(p.y * steps_per_degree)};
}

template <typename Visit>
void for_each_side(const LineString& line, Visit visit) {
    if (line.empty()) return;
    Place from = place_of(line.front());
    for (std::size_t i = 1; i < line.size(); ++i) {
        const Place to = place_of(line[i]);
        if (to == from) continue;
        visit(from < to ? Side{from, to} : Side{to, from});
        from = to;
    }
}

template <typename Visit>
void for_each_side(const MultiPolygon& area, Visit visit) {
    for (const core::Polygon& polygon : area) {
        for (const core::Ring& ring : polygon.rings) for_each_side(ring, visit);
    }
}

template <typename Visit>
void for_each_side(const core::MultiLineString& lines, Visit visit) {
    for (const LineString& line : lines) for_each_side(line, visit);
}

// The finalizer of MurmurHash3 (A. Appleby, public domain): every bit of the input reaches every bit.
std::uint64_t mix(std::uint64_t value) {
    value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
    value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
    return value ^ (value >> 33);
}

std::uint64_t hash_of(const Place& p) {
    return mix(static_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15 + static_cast<std::uint64_t>(p.y));
}

// The same in whatever order the sides come.
template <typename Geometry>
std::uint64_t hash_of_sides(const Geometry& geometry) {
    std::uint64_t sum = 0;
    for_each_side(geometry,
                  [&](const Side& side) { sum += mix(hash_of(side.first) + 3 * hash_of(side.second)); });
    return sum;
}

template <typename Geometry>
std::vector<Side> sides_of(const Geometry& geometry) {
    std::vector<Side> sides;
    for_each_side(geometry, [&](const Side& side) { sides.push_back(side); });
    std::sort(sides.begin(), sides.end());
    return sides;
}

template <typename FeatureType>
const auto& geometry_of(const FeatureType& feature) {
    return feature.geometry;
}

const auto& geometry_of(const Wall& wall) {
    return wall.lines;
}

template <typename FeatureType>
bool same(const FeatureType& a, const FeatureType& b) {
    return sides_of(geometry_of(a)) == sides_of(geometry_of(b));
}

// Two one-way doors in opposite directions are two doors.
bool same(const Opening& a, const Opening& b) {
    if (a.one_way != b.one_way || sides_of(a.geometry) != sides_of(b.geometry)) return false;
    return !a.one_way || a.geometry.empty() || place_of(a.geometry.front()) == place_of(b.geometry.front());
}

// How much a feature says, to keep the one that says most.
template <typename FeatureType>
int worth(const FeatureType& feature) {
    return feature.name.empty() ? 0 : 2;
}

int worth(const Unit& unit) {
    return (unit.name.empty() ? 0 : 2) + (unit.ref.empty() ? 0 : 1);
}

template <typename FeatureType>
class Finder {
  public:
    Finder(const std::vector<FeatureType>& features, DrawnClass drawn_class)
        : features_(features), drawn_class_(drawn_class) {}

    void run(std::vector<Duplicate>& result) {
        std::vector<Entry> entries(features_.size());
        for (std::size_t i = 0; i < features_.size(); ++i) {
            entries[i] = {features_[i].level, hash_of_sides(geometry_of(features_[i])), i};
        }
        std::sort(entries.begin(), entries.end());
        const std::size_t before = result.size();
        for (std::size_t begin = 0; begin < entries.size();) {
            std::size_t end = begin + 1;
            while (end < entries.size() && entries[end].level == entries[begin].level &&
                   entries[end].hash == entries[begin].hash) {
                ++end;
            }
            if (end - begin > 1)
                add({entries.begin() + static_cast<std::ptrdiff_t>(begin),
                     entries.begin() + static_cast<std::ptrdiff_t>(end)},
                    result);
            begin = end;
        }
        std::sort(result.begin() + static_cast<std::ptrdiff_t>(before), result.end(),
                  [](const Duplicate& a, const Duplicate& b) { return a.copy < b.copy; });
    }

  private:
    struct Entry {
        LevelIndex level = 0;
        std::uint64_t hash = 0;
        std::size_t index = 0;

        auto operator<=>(const Entry&) const = default;
    };

    // Of features whose sides have one sum: equal ones, but for a chance in 2^64.
    void add(const std::vector<Entry>& alike, std::vector<Duplicate>& result) const {
        std::size_t kept = alike.front().index;
        for (const Entry& entry : alike) {
            if (worth(features_[entry.index]) > worth(features_[kept])) kept = entry.index;
        }
        for (const Entry& entry : alike) {
            if (entry.index != kept && same(features_[entry.index], features_[kept])) {
                result.push_back({drawn_class_, kept, entry.index});
            }
        }
    }

    const std::vector<FeatureType>& features_;
    DrawnClass drawn_class_;
};

}  // namespace

const char* to_string(DrawnClass drawn_class) {
    switch (drawn_class) {
        case DrawnClass::unit:
            return "unit";
        case DrawnClass::opening:
            return "opening";
        case DrawnClass::fixture:
            return "fixture";
        case DrawnClass::wall:
            return "wall";
        case DrawnClass::section:
            return "section";
        case DrawnClass::kiosk:
            break;
    }
    return "kiosk";
}

std::vector<Duplicate> find_duplicates(const Plan& plan) {
    std::vector<Duplicate> result;
    Finder(plan.units, DrawnClass::unit).run(result);
    Finder(plan.openings, DrawnClass::opening).run(result);
    Finder(plan.fixtures, DrawnClass::fixture).run(result);
    Finder(plan.walls, DrawnClass::wall).run(result);
    Finder(plan.sections, DrawnClass::section).run(result);
    Finder(plan.kiosks, DrawnClass::kiosk).run(result);
    return result;
}

}  // namespace mallctl::plan
