// A hit of `near` as JSON, shared by near and walk-in.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "operations/near.hpp"

namespace mallctl::operations {

nlohmann::ordered_json to_object(const NearHit& hit);

}  // namespace mallctl::operations
