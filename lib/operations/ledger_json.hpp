// The ledger of a route as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "operations/ledger.hpp"

namespace mallctl::operations {

// {"legs": [...], "total": {...}, "speed_m_s", "closures": [...], "open": {...} or null}.
nlohmann::ordered_json to_object(const Ledger& ledger);

}  // namespace mallctl::operations
