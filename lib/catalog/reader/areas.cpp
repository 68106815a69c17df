#include "catalog/reader/areas.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "catalog/reader/text_checks.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t most_points = 5000;

// Twice the signed area, counter-clockwise positive, about the first corner: degrees far from zero would
// cancel out.
double doubled_area(const core::Ring& ring) {
    double sum = 0;
    const core::Point origin = ring.front();
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
        sum += (ring[i].x - origin.x) * (ring[i + 1].y - origin.y) -
               (ring[i + 1].x - origin.x) * (ring[i].y - origin.y);
    }
    return sum;
}

bool is_on_earth(core::Point point) {
    return std::abs(point.x) <= 180 && std::abs(point.y) <= 90;
}

// Empty for a good ring, which is then turned the right way.
std::string settle_ring(core::Ring& ring, bool is_shell) {
    if (ring.size() < 4) return "a ring has at least four points, the last one as the first";
    if (ring.front() != ring.back()) return "the ring is not closed: its last point is not its first one";
    const double doubled = doubled_area(ring);
    if (doubled == 0) return "the ring has no area";
    if ((doubled > 0) != is_shell) std::reverse(ring.begin(), ring.end());
    return {};
}

const char* const not_on_earth = "a point is [longitude, latitude], -180 to 180 and -90 to 90";

class WktReader {
  public:
    WktReader(std::string_view text, core::MultiPolygon& area) : text_(text), area_(area) {}

    std::optional<Refusal> read() {
        area_.clear();
        const bool many = take_word("MULTIPOLYGON");
        if (!many && !take_word("POLYGON")) return fault("it does not begin with POLYGON or MULTIPOLYGON");
        if (auto refused = many ? list([this] { return polygon(); }) : polygon()) return refused;
        skip_blanks();
        if (at_ != text_.size()) return fault("text follows the polygon");
        return std::nullopt;
    }

  private:
    std::optional<Refusal> polygon() {
        area_.emplace_back();
        return list([this] { return ring(); });
    }

    std::optional<Refusal> ring() {
        skip_blanks();
        const std::size_t begin = at_;
        auto& rings = area_.back().rings;
        rings.emplace_back();
        if (auto refused = list([this] { return point(); })) return refused;
        const std::string why = settle_ring(rings.back(), rings.size() == 1);
        if (why.empty()) return std::nullopt;
        at_ = begin;
        return fault(why);
    }

    std::optional<Refusal> point() {
        if (++points_ > most_points) return fault("an area has at most 5000 points");
        skip_blanks();
        const std::size_t begin = at_;
        core::Point point;
        if (!number(point.x) || !number(point.y))
            return fault("two numbers are expected: longitude latitude");
        if (!is_on_earth(point)) {
            at_ = begin;
            return fault(not_on_earth);
        }
        area_.back().rings.back().push_back(point);
        return std::nullopt;
    }

    bool number(double& value) {
        skip_blanks();
        const auto end = std::min(text_.find_first_of(" \t\r\n,()", at_), text_.size());
        if (!read_decimal(text_.substr(at_, end - at_), value)) return false;
        at_ = end;
        return true;
    }

    // "(item, item)".
    template <class Item>
    std::optional<Refusal> list(Item item) {
        if (!take('(')) return fault("\"(\" is expected");
        while (true) {
            if (auto refused = item()) return refused;
            if (take(')')) return std::nullopt;
            if (!take(',')) return fault("\",\" or \")\" is expected");
        }
    }

    bool take(char c) {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    bool take_word(std::string_view word) {
        skip_blanks();
        const auto rest = text_.substr(at_, word.size());
        const bool same = std::equal(rest.begin(), rest.end(), word.begin(), word.end(), [](char a, char b) {
            return (a >= 'a' && a <= 'z' ? static_cast<char>(a - 'a' + 'A') : a) == b;
        });
        if (same) at_ += word.size();
        return same;
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    }

    std::optional<Refusal> fault(const std::string& why) const {
        return Refusal{why, "write POLYGON ((8.5 49.4, 8.6 49.4, 8.6 49.5, 8.5 49.4))",
                       static_cast<int>(at_)};
    }

    std::string_view text_;
    core::MultiPolygon& area_;
    std::size_t at_ = 0;
    std::size_t points_ = 0;
};

class ListReader {
  public:
    explicit ListReader(core::MultiPolygon& area) : area_(area) {}

    std::optional<AreaFault> read(const RawValue& value) {
        area_.clear();
        if (value.shape == RawValue::Shape::map) return map(value);
        const int depth = depth_of(value);
        if (depth == 3) return polygon(value);
        if (depth == 4) return polygons(value);
        return fault(value, "it takes the rings of a polygon: [[[8.5, 49.4], [8.6, 49.4], ...]]");
    }

  private:
    // 1 of [x, y], 3 of a polygon, 4 of several: going by the first item of each.
    static int depth_of(const RawValue& value) {
        int depth = 0;
        for (const RawValue* at = &value; at->shape == RawValue::Shape::list; at = &at->items.front()) {
            ++depth;
            if (at->items.empty()) break;
        }
        return depth;
    }

    std::optional<AreaFault> map(const RawValue& value) {
        const RawValue* type = nullptr;
        const RawValue* coordinates = nullptr;
        for (const auto& [key, entry] : value.entries) {
            if (key.text == "type" && type == nullptr) {
                type = &entry;
            } else if (key.text == "coordinates" && coordinates == nullptr) {
                coordinates = &entry;
            } else {
                return fault(key, "a geometry has type and coordinates");
            }
        }
        if (type == nullptr || coordinates == nullptr)
            return fault(value, "a geometry has type and coordinates");
        if (type->text == "Polygon") return polygon(*coordinates);
        if (type->text == "MultiPolygon") return polygons(*coordinates);
        return fault(*type, "an area is a Polygon or a MultiPolygon");
    }

    std::optional<AreaFault> polygons(const RawValue& value) {
        if (!is_full_list(value)) return fault(value, "a list of polygons is expected");
        for (const auto& item : value.items) {
            if (auto refused = polygon(item)) return refused;
        }
        return std::nullopt;
    }

    std::optional<AreaFault> polygon(const RawValue& value) {
        if (!is_full_list(value)) return fault(value, "a list of rings is expected");
        auto& rings = area_.emplace_back().rings;
        for (const auto& item : value.items) {
            auto& ring = rings.emplace_back();
            if (auto refused = points(item, ring)) return refused;
            const std::string why = settle_ring(ring, rings.size() == 1);
            if (!why.empty()) return fault(item, why);
        }
        return std::nullopt;
    }

    std::optional<AreaFault> points(const RawValue& value, core::Ring& ring) {
        if (!is_full_list(value)) return fault(value, "a list of points is expected");
        for (const auto& item : value.items) {
            if (++points_ > most_points) return fault(item, "an area has at most 5000 points");
            core::Point point;
            if (item.shape != RawValue::Shape::list || item.items.size() != 2 ||
                !read_decimal(item.items[0].text, point.x) || !read_decimal(item.items[1].text, point.y)) {
                return fault(item, "two numbers are expected: [longitude, latitude]");
            }
            if (!is_on_earth(point)) return fault(item, not_on_earth);
            ring.push_back(point);
        }
        return std::nullopt;
    }

    static bool is_full_list(const RawValue& value) {
        return value.shape == RawValue::Shape::list && !value.items.empty();
    }

    static std::optional<AreaFault> fault(const RawValue& at, const std::string& why) {
        return AreaFault{{at.line, at.column}, why};
    }

    core::MultiPolygon& area_;
    std::size_t points_ = 0;
};

void append(std::string& text, double value) {
    std::array<char, 400> digits{};
    const auto written =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    text.append(digits.data(), written.ptr);
}

void append(std::string& text, const core::Polygon& polygon) {
    text += "(";
    for (const auto& ring : polygon.rings) {
        text += &ring == &polygon.rings.front() ? "(" : ", (";
        for (std::size_t i = 0; i < ring.size(); ++i) {
            if (i > 0) text += ", ";
            append(text, ring[i].x);
            text += " ";
            append(text, ring[i].y);
        }
        text += ")";
    }
    text += ")";
}

}  // namespace

std::optional<Refusal> read_wkt_area(std::string_view text, core::MultiPolygon& area) {
    return WktReader(text, area).read();
}

std::optional<AreaFault> read_listed_area(const RawValue& value, core::MultiPolygon& area) {
    return ListReader(area).read(value);
}

std::string write_wkt_area(const core::MultiPolygon& area) {
    std::string text = area.size() == 1 ? "POLYGON " : "MULTIPOLYGON (";
    for (const auto& polygon : area) {
        if (&polygon != &area.front()) text += ", ";
        append(text, polygon);
    }
    return area.size() == 1 ? text : text + ")";
}

}  // namespace mallctl::catalog
