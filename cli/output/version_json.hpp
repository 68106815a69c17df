// A version of a mall as the reports name it.
#pragma once

#include <nlohmann/json.hpp>

#include "core/clock.hpp"
#include "db/version_repository.hpp"

namespace mallctl::cli {

// Its number, kind and time; reports add what else they tell of it.
inline nlohmann::ordered_json version_json(const db::Version& version) {
    return {{"version", version.number},
            {"kind", version.kind},
            {"committed_at", core::format_instant(version.committed_at)}};
}

}  // namespace mallctl::cli
