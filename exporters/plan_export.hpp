// The floor plan of a mall as a file of another format.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "catalog/model.hpp"
#include "core/clock.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters {

// What is exported: one version of a mall. Where a format demands a time stamp it is that of the version, so
// that the same version gives the same bytes.
struct PlanExport {
    const catalog::Mall& mall;
    const plan::Plan& plan;  // all ids assigned
    core::Instant committed_at;
};

struct PlanFormat {
    std::string_view name;       // as --format has it
    std::string_view extension;  // of its files, with the dot
    bool binary = false;         // not to be printed on a terminal
    std::string (*write)(const PlanExport& source);
};

// imdf, geojson, gpkg and dxf, in this order. `write` throws core::Error(failed) for a plan without a level.
std::span<const PlanFormat> plan_formats();

// The plan with one level only, and what lies on it; connectors keep their stops there.
plan::Plan plan_of_level(const plan::Plan& plan, plan::LevelIndex level);

}  // namespace mallctl::exporters
