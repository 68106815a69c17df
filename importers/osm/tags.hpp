// What single tags of an element mean in a plan.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/names.hpp"
#include "importers/osm/element.hpp"
#include "plan/model.hpp"

namespace mallctl::importers::osm {

// `name` under "", `name:de` under "de"; `brand` or `operator` where a shop has no name.
core::Names names_of(const Element& element);

// A length in metres: "1.2", "1,2 m", "90 cm", "3 ft", "3'", "35 in"
// (wiki.openstreetmap.org/wiki/Map_features/ Units). Nothing for other text and for what is not positive.
std::optional<double> metres_in(std::string_view text);

// Whether wheelchairs get through: `wheelchair`, where it says.
std::optional<bool> accessible(const Element& element);

// IMDF's "employeesonly" and "restricted", from `access`; empty where everybody may enter.
std::string restriction_of(const Element& element);

std::string phone_of(const Element& element);
std::string website_of(const Element& element);

// True for a way or room on which one is carried: `conveying`.
bool is_conveying(const Element& element);

}  // namespace mallctl::importers::osm
