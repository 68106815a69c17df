// A version of a mall as the reports name it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "db/version_repository.hpp"

namespace mallctl::cli {

// Its number, kind and time; reports add what else they tell of it.
nlohmann::ordered_json version_json(const db::Version& version);

}  // namespace mallctl::cli
