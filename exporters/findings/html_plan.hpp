// The plan of the report: each level with the findings that lie on it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters::html {

// A finding with the number it bears in the report, and where it is drawn.
struct Numbered {
    const core::Diagnostic* finding = nullptr;
    std::size_t number = 0;
    std::optional<plan::LevelIndex> level;  // nothing: it has no place on the plan
};

// The level that a finding lies on: the one it names (where several share the name, the first that reaches to
// its place), else the first that reaches there. Nothing when it has no place, or one off every level.
std::vector<Numbered> placed(const plan::Plan& plan, const std::vector<const core::Diagnostic*>& findings);

// A <figure> with the level's drawing and markers "m1", "m2", ... that link to entries "f1", "f2", ...
std::string level_figure(const plan::Plan& plan, plan::LevelIndex level,
                         const std::vector<Numbered>& findings);

}  // namespace mallctl::exporters::html
