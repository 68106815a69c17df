#include "plan/match_fates.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace mallctl::plan {

namespace {

// What a wall that is drawn anew may differ by.
constexpr double tolerance_m = 0.01;

std::vector<std::string> labels_of(const Plan& plan) {
    std::vector<std::string> labels;
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) labels.push_back(level_label(plan, i));
    return labels;
}

// As unit_reference writes it, with the labels made once for all units.
std::string reference_of(const Unit& unit, const std::vector<std::string>& labels) {
    return unit.ref.empty() ? core::to_string(unit.id) : unit.ref + "@" + labels[unit.level];
}

double perimeter_m(const Shape& shape) {
    const DegreeScale scale(shape.centroid.y);
    double sum = 0;
    for (const core::Polygon& polygon : *shape.area) {
        for (const core::Ring& ring : polygon.rings) {
            for (std::size_t i = 1; i < ring.size(); ++i) sum += scale.distance(ring[i - 1], ring[i]);
        }
    }
    return sum;
}

Fate fate_of(const Shape& before, const Shape& after, const UnitChange& change) {
    if (same_outline(before, after, tolerance_m)) return Fate::kept;
    // An edge that is a centimetre off adds as many square centimetres as it is long.
    const double noise_m2 = tolerance_m * perimeter_m(before);
    if (std::abs(change.area_after_m2 - change.area_before_m2) > noise_m2) return Fate::resized;
    if (change.moved_m > tolerance_m) return Fate::moved;
    // Drawn with other vertices, or turned on the spot.
    const DegreeScale scale(before.centroid.y);
    const double shared_m2 = shared_size(before, after) * scale.x * scale.y;
    return change.area_before_m2 - shared_m2 > noise_m2 ? Fate::moved : Fate::kept;
}

class ChangeWriter {
  public:
    ChangeWriter(const Plan& fresh, const Plan* old, const UnitMatches& matches, const UnitSide& fresh_side,
                 const UnitSide* old_side)
        : fresh_(fresh), old_(old), matches_(matches), fresh_side_(fresh_side), old_side_(old_side) {
        fresh_labels_ = labels_of(fresh);
        if (old) old_labels_ = labels_of(*old);
    }

    std::vector<UnitChange> run() {
        result_.reserve(fresh_.units.size());
        for (UnitIndex i = 0; i < fresh_.units.size(); ++i) write_fresh(i);
        if (old_ != nullptr) {
            for (UnitIndex j = 0; j < old_->units.size(); ++j) {
                if (!matches_.pairs.fresh_of(j)) write_removed(j);
            }
            link_pieces();
        }
        return sorted();
    }

  private:
    struct Row {
        int ordinal = 0;
        UnitChange change;
    };

    void write_fresh(UnitIndex i) {
        const Unit& unit = fresh_.units[i];
        UnitChange change;
        change.unit = unit.id;
        change.reference = reference_of(unit, fresh_labels_);
        change.level = fresh_labels_[unit.level];
        change.name = unit.name;
        change.area_after_m2 = fresh_side_.shapes[i].area_m2();
        const auto partner = old_ == nullptr ? std::nullopt : matches_.pairs.old_of(i);
        partner ? compare(i, *partner, change) : static_cast<void>(change.fate = Fate::added);
        result_.push_back({fresh_.levels[unit.level].ordinal, std::move(change)});
    }

    void compare(UnitIndex i, UnitIndex j, UnitChange& change) const {
        const Shape& before = old_side_->shapes[j];
        const Shape& after = fresh_side_.shapes[i];
        change.reference_before = reference_of(old_->units[j], old_labels_);
        change.name_before = old_->units[j].name;
        change.matched_by = to_string(matches_.pairs.means_of(i));
        change.area_before_m2 = before.area_m2();
        change.moved_m = DegreeScale(before.centroid.y).distance(before.centroid, after.centroid);
        change.fate = fate_of(before, after, change);
        if (change.fate == Fate::kept && fresh_side_.levels[i] != old_side_->levels[j])
            change.fate = Fate::moved;
        if (!matches_.origins[i].empty()) {
            change.fate = Fate::merged;
            for (const UnitIndex origin : matches_.origins[i])
                change.others.push_back(old_->units[origin].id);
        }
        if (!matches_.parts[i].empty()) {
            change.fate = Fate::split;
            change.others.clear();
            for (const UnitIndex part : matches_.parts[i]) change.others.push_back(fresh_.units[part].id);
        }
    }

    void write_removed(UnitIndex j) {
        const Unit& unit = old_->units[j];
        UnitChange change;
        change.fate = Fate::removed;
        change.unit = unit.id;
        change.reference = change.reference_before = reference_of(unit, old_labels_);
        change.level = old_labels_[unit.level];
        change.name = change.name_before = unit.name;
        change.area_before_m2 = old_side_->shapes[j].area_m2();
        row_of_removed_.emplace_back(j, result_.size());
        result_.push_back({old_->levels[unit.level].ordinal, std::move(change)});
    }

    // The rows of new units come first, in their order.
    void link_pieces() {
        for (UnitIndex i = 0; i < fresh_.units.size(); ++i) {
            for (const UnitIndex part : matches_.parts[i]) {
                UnitChange& change = result_[part].change;
                if (change.fate == Fate::added) change.others = {fresh_.units[i].id};
            }
            for (const UnitIndex origin : matches_.origins[i]) {
                const auto row = std::lower_bound(row_of_removed_.begin(), row_of_removed_.end(),
                                                  std::pair(origin, std::size_t{0}));
                result_[row->second].change.others = {fresh_.units[i].id};
            }
        }
    }

    std::vector<UnitChange> sorted() {
        // Pointers, as rows are large.
        std::vector<Row*> order;
        order.reserve(result_.size());
        for (Row& row : result_) order.push_back(&row);
        std::sort(order.begin(), order.end(), [](const Row* a, const Row* b) {
            return std::tie(a->ordinal, a->change.level, a->change.reference, a->change.unit) <
                   std::tie(b->ordinal, b->change.level, b->change.reference, b->change.unit);
        });
        std::vector<UnitChange> changes;
        changes.reserve(order.size());
        for (Row* row : order) changes.push_back(std::move(row->change));
        return changes;
    }

    const Plan& fresh_;
    const Plan* old_;
    const UnitMatches& matches_;
    const UnitSide& fresh_side_;
    const UnitSide* old_side_;
    std::vector<std::string> fresh_labels_;
    std::vector<std::string> old_labels_;
    std::vector<Row> result_;
    std::vector<std::pair<UnitIndex, std::size_t>> row_of_removed_;
};

}  // namespace

const char* to_string(Fate fate) {
    switch (fate) {
        case Fate::kept:
            return "kept";
        case Fate::moved:
            return "moved";
        case Fate::resized:
            return "resized";
        case Fate::split:
            return "split";
        case Fate::merged:
            return "merged";
        case Fate::added:
            return "added";
        case Fate::removed:
            return "removed";
    }
    return "";
}

bool UnitChange::renamed() const {
    return fate != Fate::added && fate != Fate::removed &&
           (reference != reference_before || name != name_before);
}

std::vector<UnitChange> unit_changes(const Plan& fresh, const Plan* old, const UnitMatches& matches,
                                     const UnitSide& fresh_side, const UnitSide* old_side) {
    return ChangeWriter(fresh, old, matches, fresh_side, old_side).run();
}

std::vector<UnitChange> all_kept(const Plan& plan) {
    std::vector<std::optional<LevelIndex>> levels(plan.levels.size());
    for (LevelIndex i = 0; i < levels.size(); ++i) levels[i] = i;
    const UnitSide side(plan, levels);
    const std::size_t units = plan.units.size();
    UnitMatches matches{Pairing(units, units), std::vector<std::vector<UnitIndex>>(units),
                        std::vector<std::vector<UnitIndex>>(units)};
    for (UnitIndex i = 0; i < units; ++i) {
        const Unit& unit = plan.units[i];
        matches.pairs.link(i, i,
                           !unit.source_id.empty() ? Means::source_id
                           : !unit.ref.empty()     ? Means::ref
                                                   : Means::overlap);
    }
    return unit_changes(plan, &plan, matches, side, &side);
}

}  // namespace mallctl::plan
