#include "plan/diff.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "core/local_frame.hpp"
#include "plan/content.hpp"
#include "plan/facts.hpp"
#include "plan/surface.hpp"

namespace mallctl::plan {

namespace {

// A geometry in metres, as what its middle is made of: parts with a weight each.
class Measure {
  public:
    explicit Measure(const core::LocalFrame& frame) : frame_(frame) {}

    void operator()(std::monostate) {}

    void operator()(Point point) { add(frame_.to_local(point), 1); }

    void operator()(const core::MultiLineString& lines) {
        for (const LineString& line : lines) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                const Point a = frame_.to_local(line[i - 1]);
                const Point b = frame_.to_local(line[i]);
                add({(a.x + b.x) / 2, (a.y + b.y) / 2}, std::hypot(b.x - a.x, b.y - a.y));
            }
        }
    }

    // Triangles from the frame's origin to each edge; the signs of their areas cancel what lies outside.
    void operator()(MultiPolygon area) {
        for (auto& polygon : area) {
            for (auto& ring : polygon.rings) {
                for (Point& point : ring) point = frame_.to_local(point);
                for (std::size_t i = 1; i < ring.size(); ++i) {
                    const Point a = ring[i - 1];
                    const Point b = ring[i];
                    add({(a.x + b.x) / 3, (a.y + b.y) / 3}, (a.x * b.y - b.x * a.y) / 2);
                }
            }
        }
        area_m2_ = area_of(area);
    }

    std::optional<Point> middle() const {
        if (weight_ == 0) return std::nullopt;
        return Point{sum_.x / weight_, sum_.y / weight_};
    }
    std::optional<double> area_m2() const { return area_m2_; }

  private:
    void add(Point middle, double weight) {
        sum_.x += middle.x * weight;
        sum_.y += middle.y * weight;
        weight_ += weight;
    }

    const core::LocalFrame& frame_;
    Point sum_;
    double weight_ = 0;
    std::optional<double> area_m2_;
};

struct ToText {
    std::string operator()(std::monostate) const { return "none"; }
    std::string operator()(Point point) const { return ContentWriter().point(point).str(); }
    std::string operator()(const core::MultiLineString& lines) const {
        ContentWriter writer;
        for (const LineString& line : lines) writer.line(line);
        return writer.str();
    }
    std::string operator()(const MultiPolygon& area) const { return ContentWriter().area(area).str(); }
};

struct FirstPoint {
    std::optional<Point> operator()(std::monostate) const { return std::nullopt; }
    std::optional<Point> operator()(Point point) const { return point; }
    std::optional<Point> operator()(const core::MultiLineString& lines) const {
        if (lines.empty() || lines[0].empty()) return std::nullopt;
        return lines[0][0];
    }
    std::optional<Point> operator()(const MultiPolygon& area) const {
        if (area.empty() || area[0].rings.empty() || area[0].rings[0].empty()) return std::nullopt;
        return area[0].rings[0][0];
    }
};

std::optional<ShapeChange> compare(const core::Geometry& before, const core::Geometry& after) {
    if (std::visit(ToText(), before) == std::visit(ToText(), after)) return std::nullopt;
    ShapeChange change;
    const auto origin = std::visit(FirstPoint(), before);
    if (!origin) return change;
    const core::LocalFrame frame(*origin);
    Measure old_measure(frame);
    Measure new_measure(frame);
    std::visit(old_measure, before);
    std::visit(new_measure, after);
    change.area_before_m2 = old_measure.area_m2();
    change.area_after_m2 = new_measure.area_m2();
    const auto from = old_measure.middle();
    const auto to = new_measure.middle();
    if (from && to) change.moved_m = std::hypot(to->x - from->x, to->y - from->y);
    return change;
}

const Fact* find(const std::vector<Fact>& facts, const std::string& field) {
    const auto it = std::find_if(facts.begin(), facts.end(), [&](const Fact& f) { return f.field == field; });
    return it == facts.end() ? nullptr : &*it;
}

std::vector<FieldChange> compare(const std::vector<Fact>& before, const std::vector<Fact>& after) {
    std::vector<FieldChange> changes;
    for (const Fact& was : before) {
        const Fact* is = find(after, was.field);
        if (is == nullptr || is->key != was.key)
            changes.push_back({was.field, was.shown, is == nullptr ? std::string() : is->shown});
    }
    for (const Fact& is : after) {
        if (find(before, is.field) == nullptr) changes.push_back({is.field, "", is.shown});
    }
    return changes;
}

FeatureChange make(const FeatureFacts& facts, Change change) {
    FeatureChange made;
    made.kind = facts.kind;
    made.change = change;
    made.id = facts.id;
    made.reference = facts.reference;
    made.level = facts.level;
    made.name = facts.name;
    made.category = facts.category;
    return made;
}

using FactsById = std::map<std::pair<std::string, Uuid>, const FeatureFacts*>;

FactsById by_id(const std::vector<FeatureFacts>& all) {
    FactsById found;
    for (const auto& facts : all) found.emplace(std::pair(facts.kind, facts.id), &facts);
    return found;
}

// A change with what it is sorted by.
using Entry = std::tuple<int, int, FeatureChange>;

bool comes_before(const Entry& a, const Entry& b) {
    const auto key = [](const Entry& entry) {
        const auto& [place, ordinal, change] = entry;
        return std::tie(place, ordinal, change.level, change.reference, change.id);
    };
    return key(a) < key(b);
}

}  // namespace

const char* to_string(Change change) {
    switch (change) {
        case Change::added:
            return "added";
        case Change::removed:
            return "removed";
        case Change::changed:
            return "changed";
    }
    return "changed";
}

std::vector<FeatureChange> diff(const Plan& before, const Plan& after) {
    const auto old_facts = facts_of(before);
    const auto new_facts = facts_of(after);
    const FactsById old_ids = by_id(old_facts);
    const FactsById new_ids = by_id(new_facts);
    std::vector<Entry> entries;
    const auto add = [&entries](const FeatureFacts& facts, FeatureChange change) {
        entries.emplace_back(facts.place, facts.ordinal, std::move(change));
    };
    for (const auto& [key, facts] : new_ids) {
        const auto found = old_ids.find(key);
        if (found == old_ids.end()) {
            add(*facts, make(*facts, Change::added));
            continue;
        }
        FeatureChange change = make(*facts, Change::changed);
        change.fields = compare(found->second->facts, facts->facts);
        change.shape = compare(found->second->geometry, facts->geometry);
        if (change.shape || !change.fields.empty()) add(*facts, std::move(change));
    }
    for (const auto& [key, facts] : old_ids) {
        if (!new_ids.contains(key)) add(*facts, make(*facts, Change::removed));
    }
    std::sort(entries.begin(), entries.end(), comes_before);
    std::vector<FeatureChange> changes;
    for (auto& entry : entries) changes.push_back(std::move(std::get<2>(entry)));
    return changes;
}

}  // namespace mallctl::plan
