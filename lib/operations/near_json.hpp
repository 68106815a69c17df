// A hit of `near` as JSON, shared by near and walk-in.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "operations/near.hpp"

namespace mallctl::operations {

void append_hit(std::string& out, const NearHit& hit);

// The same as an object.
nlohmann::ordered_json to_object(const NearHit& hit);

}  // namespace mallctl::operations
