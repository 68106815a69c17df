#include "plan/repair/mend_plan.hpp"

#include <utility>
#include <vector>

#include "plan/repair/removal.hpp"

namespace mallctl::plan {

namespace {

class PlanMending {
  public:
    PlanMending(const Mender& mender, RepairLog& log) : mender_(mender), log_(log) {}

    // False when the area has to be left out. `subject` is only asked where there is something to tell.
    template <typename MakeSubject>
    bool area(MultiPolygon& area, MakeSubject subject) {
        MultiPolygon before;
        Mended mended = mender_.mend(area, before);
        if (!mended.fault.empty()) {
            log_.left_out(subject(), mended.fault, area);
            return false;
        }
        if (!mended.kinds.empty()) {
            log_.mended(subject(), std::move(mended.kinds), mended.detail, std::move(before), area);
        }
        return true;
    }

    // Areas without a surface cannot be features of these classes.
    template <typename FeatureType>
    bool feature(FeatureType& feature) {
        if (feature.geometry.empty()) {
            log_.left_out(subject_of(feature), "is empty", {});
            return false;
        }
        return area(feature.geometry, [&] { return subject_of(feature); });
    }

    bool feature(Opening& opening) {
        const LineString before = opening.geometry;
        Mended mended = mender_.mend(opening.geometry);
        if (!mended.fault.empty()) {
            log_.left_out(subject_of(opening), mended.fault, core::MultiLineString{before});
            return false;
        }
        if (!mended.kinds.empty()) {
            log_.mended(subject_of(opening), std::move(mended.kinds), mended.detail,
                        core::MultiLineString{before}, core::MultiLineString{opening.geometry});
        }
        return true;
    }

    bool feature(Wall& wall) {
        std::vector<LineString> lines;
        Mended whole;
        for (const LineString& drawn : wall.lines) {
            LineString line = drawn;
            Mended mended = mender_.mend(line);
            if (!mended.fault.empty()) {
                whole.fault = mended.fault;
                continue;
            }
            if (!mended.kinds.empty()) whole.detail = mended.detail;
            lines.push_back(std::move(line));
        }
        if (lines.empty()) {
            log_.left_out(subject_of(wall), whole.fault.empty() ? "is empty" : whole.fault, wall.lines);
            return false;
        }
        if (!whole.detail.empty()) whole.kinds.push_back(RepairKind::repeated_vertices);
        if (!whole.fault.empty()) {
            whole.kinds.push_back(RepairKind::dropped_part);
            whole.detail += whole.detail.empty() ? "" : "; ";
            whole.detail += "a part that " + whole.fault + " was dropped";
        }
        if (whole.kinds.empty()) return true;
        const core::MultiLineString before = std::exchange(wall.lines, std::move(lines));
        log_.mended(subject_of(wall), std::move(whole.kinds), whole.detail, before, wall.lines);
        return true;
    }

    template <typename FeatureType>
    void features(std::vector<FeatureType>& all) {
        std::vector<bool> gone;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (feature(all[i])) continue;
            gone.resize(all.size());
            gone[i] = true;
        }
        if (!gone.empty()) remove_marked(all, gone);
    }

  private:
    const Mender& mender_;
    RepairLog& log_;
};

}  // namespace

void mend_plan(Plan& plan, const Mender& mender, RepairLog& log) {
    PlanMending mending(mender, log);
    mending.features(plan.footprints);
    for (LevelIndex i = 0; i < plan.levels.size(); ++i) {
        Level& level = plan.levels[i];
        if (!mending.area(level.outline, [&] { return subject_of(level, i); })) level.outline.clear();
    }
    UnitRemoval removal(plan.units.size());
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (!mending.feature(plan.units[i])) removal.remove(i);
    }
    removal.apply(plan);
    mending.features(plan.openings);
    mending.features(plan.fixtures);
    mending.features(plan.walls);
    mending.features(plan.sections);
    mending.features(plan.kiosks);
}

}  // namespace mallctl::plan
