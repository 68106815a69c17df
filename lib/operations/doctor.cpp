#include "operations/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <system_error>

#include "core/error.hpp"
#include "db/cluster/cluster.hpp"
#include "db/connection.hpp"
#include "operations/doctor_database.hpp"

namespace mallctl::operations {

namespace {

namespace fs = std::filesystem;

HealthLine bad_database(const core::Error& error) {
    return {"D001", "server", Health::error, error.what(), error.advice()};
}

// The line of the server, and the endpoint when it answers.
std::optional<db::Endpoint> examine_server(const DoctorRequest& request, std::vector<HealthLine>& lines) {
    try {
        db::Endpoint endpoint = request.endpoint();
        db::Connection connection(endpoint.owner, endpoint.label, "mallctl doctor");
        db::Work work(connection, db::Work::Isolation::read_committed);
        const auto version = work.run(
            "select current_setting('server_version_num')::int / 10000, "
            "current_setting('server_version')");
        constexpr std::int64_t oldest = 15;
        const bool old = version.integer(0, 0) < oldest;
        lines.push_back(
            {"D001", "server", old ? Health::error : Health::ok,
             fmt::format("{} runs PostgreSQL {}", endpoint.label, version.text(0, 1)),
             old ? "move to PostgreSQL 15 or newer: mallctl db backup, then db restore there" : ""});
        return endpoint;
    } catch (const core::Error& error) {
        lines.push_back(bad_database(error));
        return std::nullopt;
    }
}

// The nearest directory that is there: a data directory that is still to be made has the room of its parent.
fs::path existing(fs::path path) {
    std::error_code absent;
    while (!path.empty() && !fs::exists(path, absent) && path != path.parent_path())
        path = path.parent_path();
    return path;
}

HealthLine examine_disk(const fs::path& data_dir) {
    constexpr std::uintmax_t mib = 1024 * 1024;
    std::error_code failed;
    const auto space = fs::space(existing(data_dir), failed);
    HealthLine line{"D007", "disk", Health::ok, "", ""};
    if (failed) {
        line.health = Health::warning;
        line.found = "the room below " + data_dir.string() + " cannot be told: " + failed.message();
        line.advice = "name a data directory that you may enter: --data-dir";
        return line;
    }
    const auto percent = space.capacity == 0 ? 0 : space.available * 100 / space.capacity;
    line.found =
        fmt::format("{} MiB ({} %) are free for {}", space.available / mib, percent, data_dir.string());
    if (space.available < 512 * mib) {
        line.health = Health::error;
    } else if (percent < 5 || space.available < 2048 * mib) {
        line.health = Health::warning;
    }
    if (line.health != Health::ok)
        line.advice = "free room, or move the cluster: PostgreSQL stops on a full disk";
    return line;
}

std::optional<HealthLine> examine_fixed_clock() {
    const char* fixed = std::getenv("MALLCTL_NOW");
    if (fixed == nullptr || *fixed == '\0') return std::nullopt;
    return HealthLine{"D008", "clock", Health::warning,
                      std::string("MALLCTL_NOW holds the clock at ") + fixed,
                      "unset MALLCTL_NOW, unless this is a test"};
}

}  // namespace

const char* to_string(Health health) {
    switch (health) {
        case Health::ok:
            return "ok";
        case Health::warning:
            return "warning";
        case Health::error:
            return "error";
    }
    return "error";
}

std::vector<HealthLine> examine(const DoctorRequest& request) {
    std::vector<HealthLine> lines;
    if (const auto endpoint = examine_server(request, lines)) {
        try {
            for (auto& line : examine_database(*endpoint)) lines.push_back(std::move(line));
        } catch (const core::Error& error) {
            lines.push_back(bad_database(error));
        }
    }
    if (request.private_cluster) lines.push_back(examine_disk(request.data_dir));
    if (auto fixed = examine_fixed_clock()) lines.push_back(std::move(*fixed));
    std::stable_sort(lines.begin(), lines.end(),
                     [](const HealthLine& a, const HealthLine& b) { return a.code < b.code; });
    return lines;
}

}  // namespace mallctl::operations
