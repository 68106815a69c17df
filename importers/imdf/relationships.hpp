// IMDF relationships: which units are the same lift, stairs or escalator, and which doors are one-way.
#pragma once

#include "importers/imdf/spaces.hpp"

namespace mallctl::importers::imdf {

// After all spaces have been read.
void read_relationships(Features relationships, Draft& draft);

}  // namespace mallctl::importers::imdf
