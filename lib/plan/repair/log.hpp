// What repair did and could not do, in words and with the places on the map.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plan/model.hpp"
#include "plan/repair.hpp"

namespace mallctl::plan {

// Which feature is meant, as findings name it.
struct Subject {
    const char* what = "";  // "unit", "level outline"
    std::optional<LevelIndex> level;
    std::string feature;  // source id, else ref
};

Subject subject_of(const Footprint& footprint);
Subject subject_of(const Level& level, LevelIndex index);
Subject subject_of(const Unit& unit);
Subject subject_of(const Opening& opening);
Subject subject_of(const Fixture& fixture);
Subject subject_of(const Wall& wall);
Subject subject_of(const Section& section);
Subject subject_of(const Kiosk& kiosk);

// Levels and buildings of the plan must not change while the log is in use.
class RepairLog {
  public:
    explicit RepairLog(const Plan& plan) : plan_(plan) {}

    // P004: "the unit was mended: `detail`"; without `after` "the unit was dropped: it `detail`"; without
    // `before` "a unit was made: `detail`".
    void mended(const Subject& subject, std::vector<RepairKind> kinds, const std::string& detail,
                core::Geometry before, core::Geometry after);

    // P001: "the unit is left out: it `fault`".
    void left_out(const Subject& subject, const std::string& fault, core::Geometry drawn);

    RepairResult result() && { return std::move(result_); }

  private:
    core::Diagnostic finding(const Subject& subject, const char* code, core::Severity severity,
                             const core::Geometry& shape);
    const std::string& label(LevelIndex level);

    const Plan& plan_;
    std::vector<std::string> labels_;  // of levels, made at the first use
    RepairResult result_;
};

}  // namespace mallctl::plan
