#include "cli/output/version_json.hpp"

#include <nlohmann/json.hpp>

#include "core/clock.hpp"

namespace mallctl::cli {

nlohmann::ordered_json version_json(const db::Version& version) {
    return {{"version", version.number},
            {"kind", version.kind},
            {"committed_at", core::format_instant(version.committed_at)}};
}

}  // namespace mallctl::cli
