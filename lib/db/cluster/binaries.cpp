#include "db/cluster/binaries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <vector>

#include "core/error.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

// 0 for anything but a whole number.
int number_of(const std::string& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : 0;
}

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// Major versions that are installed, newest first.
std::vector<int> installed(const ServerInstallation& installation) {
    std::vector<int> majors;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(installation.binaries, ignored)) {
        const fs::path bin = entry.path() / "bin";
        const int major = number_of(entry.path().filename().string());
        if (major > 0 && is_there(bin / "initdb") && is_there(bin / "postgres")) majors.push_back(major);
    }
    std::sort(majors.rbegin(), majors.rend());
    return majors;
}

bool has_postgis(const ServerInstallation& installation, int major) {
    return is_there(installation.share / std::to_string(major) / "extension" / "postgis.control");
}

std::string install_advice(int major, bool server_too) {
    const std::string server = server_too ? fmt::format("postgresql-{} ", major) : "";
    return fmt::format("install it: apt-get install {}postgresql-{}-postgis-3", server, major);
}

[[noreturn]] void throw_no_postgis(int major) {
    throw Error(Fault::unreachable, fmt::format("PostGIS is not installed for PostgreSQL {}", major),
                install_advice(major, false));
}

ServerBinaries binaries_of(const ServerInstallation& installation, int major) {
    return {major, installation.binaries / std::to_string(major) / "bin"};
}

ServerBinaries server_of_version(const ServerInstallation& installation, const std::vector<int>& majors,
                                 const std::string& version) {
    const int major = number_of(version);
    if (major < oldest_server) {
        throw Error(
            Fault::usage,
            fmt::format("the cluster was made by PostgreSQL {}, and {} is the oldest that mallctl works with",
                        version, oldest_server),
            "choose a new place with --data-dir, and bring the data over with pg_dump and pg_restore");
    }
    if (std::find(majors.begin(), majors.end(), major) == majors.end()) {
        std::string others;
        for (const int other : majors) others += (others.empty() ? "" : ", ") + std::to_string(other);
        throw Error(
            Fault::unreachable,
            fmt::format(
                "the cluster was made by PostgreSQL {}, whose server is not installed (installed: {})", major,
                others.empty() ? "none" : others),
            install_advice(major, true) + ", or choose a new place with --data-dir");
    }
    if (!has_postgis(installation, major)) throw_no_postgis(major);
    return binaries_of(installation, major);
}

}  // namespace

ServerBinaries find_server(const ServerInstallation& installation, const std::string& existing_version) {
    std::vector<int> majors = installed(installation);
    if (!existing_version.empty()) return server_of_version(installation, majors, existing_version);
    std::erase_if(majors, [](int major) { return major < oldest_server; });
    if (majors.empty()) {
        throw Error(Fault::unreachable,
                    fmt::format("no PostgreSQL server of version {} or newer is installed in {}",
                                oldest_server, installation.binaries.string()),
                    install_advice(oldest_server, true));
    }
    for (const int major : majors) {
        if (has_postgis(installation, major)) return binaries_of(installation, major);
    }
    throw_no_postgis(majors.front());
}

}  // namespace mallctl::db
