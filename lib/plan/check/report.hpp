// Findings of the checks, said in one way.
#pragma once

#include <string>

#include "core/diagnostic.hpp"
#include "plan/check/survey.hpp"

namespace mallctl::plan {

// How a finding names a feature: by its source id, else by a unit's number, else by its id where it has one.
std::string feature_text(const Feature& feature);
std::string feature_text(const Unit& unit);

// How a message speaks of a unit: `room 101 "Café"`, as far as the plan says.
std::string unit_text(const Unit& unit);

class Report {
  public:
    explicit Report(const Survey& survey) : survey_(survey) {}

    // About a level, placed in the middle of it.
    core::Diagnostic& add_level(const char* code, core::Severity severity, LevelIndex level,
                                std::string message, std::string advice);

    // The same about one unit, with its level, reference, place and outline.
    core::Diagnostic& add_unit(const char* code, core::Severity severity, UnitIndex unit, std::string message,
                               std::string advice);

    // About a line of a level, with its middle and shape.
    core::Diagnostic& add_line(const char* code, core::Severity severity, LevelIndex level,
                               const Feature& feature, const core::MultiLineString& lines,
                               std::string message, std::string advice);

    // By code, level and feature; of equal ones the first found first.
    core::Diagnostics sorted() &&;

  private:
    const Survey& survey_;
    core::Diagnostics findings_;
};

}  // namespace mallctl::plan
