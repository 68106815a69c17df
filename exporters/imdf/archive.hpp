// The features of a plan by IMDF feature class.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "exporters/features/json.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters::imdf {

using features::Json;

// By file stem: "unit", "anchor", ..., and "mallctl" for what IMDF has no class for.
using Classes = std::map<std::string, std::vector<Json>>;

// Everything but manifest, address and venue.
Classes classes_of(const plan::Plan& plan);

}  // namespace mallctl::exporters::imdf
