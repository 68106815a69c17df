// Venue and address of an archive: what IMDF wants to know of a mall beside its plan.
#pragma once

#include <string>

#include "exporters/features/json.hpp"
#include "exporters/plan_export.hpp"

namespace mallctl::exporters::imdf {

using features::Json;

// ISO 3166-1 alpha-2 code of the country that a time zone is of ("Europe/Berlin" -> "DE"), by the zone.tab of
// this machine's time-zone database; "ZZ" (unknown) for a zone of none.
std::string country_of_zone(const std::string& zone);

// "Europe/Berlin" -> "Berlin", "America/Argentina/Ushuaia" -> "Ushuaia", "America/New_York" -> "New York".
std::string city_of_zone(const std::string& zone);

Json venue(const PlanExport& source);
Json address(const PlanExport& source);

// A feature of an archive.
Json feature(const char* type, const core::Uuid& id, Json geometry, Json properties);

}  // namespace mallctl::exporters::imdf
