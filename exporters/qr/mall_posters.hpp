// What the posters of a mall's locations are to show.
#pragma once

#include <string>
#include <vector>

#include "core/clock.hpp"
#include "exporters/qr/poster.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::exporters::qr {

// One a slug, in their order; names in the first of `locales` (before those of the mall) that there is, the
// others beside it. Throws core::Error(failed) for a slug of no location, with the closest as advice.
std::vector<Place> places_of_mall(const operations::Snapshot& snapshot, const std::vector<std::string>& slugs,
                                  const std::vector<std::string>& locales, const std::string& base_url);

}  // namespace mallctl::exporters::qr
