#include "operations/snapshot/snapshot_cache.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/mapped_file.hpp"
#include "operations/kept_files.hpp"
#include "operations/snapshot/snapshot_file.hpp"

namespace mallctl::operations {

namespace fs = std::filesystem;

namespace {

constexpr const char* extension = ".snapshot";
constexpr std::size_t largest_file = std::size_t{256} << 20;
// Nothing takes so long to be written.
constexpr std::chrono::hours abandoned{1};

std::vector<fs::path> entries_of(const fs::path& directory) {
    std::vector<fs::path> found;
    std::error_code failed;
    for (fs::directory_iterator it(directory, failed), end; !failed && it != end; it.increment(failed)) {
        found.push_back(it->path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

bool is_abandoned(const fs::path& file) {
    std::error_code failed;
    const auto written = fs::last_write_time(file, failed);
    return !failed && file.extension() == ".tmp" && fs::file_time_type::clock::now() - written > abandoned;
}

}  // namespace

SnapshotCache::SnapshotCache(const fs::path& directory, std::string_view database, ArtifactCache artifacts)
    : root_(directory),
      directory_(directory.empty() ? fs::path{} : directory / core::sha256_hex(database).substr(0, 16)),
      artifacts_(std::move(artifacts)) {}

fs::path SnapshotCache::file_of(const core::Uuid& mall) const {
    return directory_ / (core::to_string(mall) + extension);
}

std::vector<catalog::Mall> SnapshotCache::list() const {
    std::vector<catalog::Mall> malls;
    if (directory_.empty() || !is_private(root_) || !is_private(directory_)) return malls;
    for (const fs::path& path : entries_of(directory_)) {
        const auto file = path.extension() == extension ? core::MappedFile::open(path) : std::nullopt;
        if (!file) continue;
        try {
            catalog::Mall mall = read_mall(file->bytes());
            if (path == file_of(mall.id)) malls.push_back(std::move(mall));
        } catch (const core::Error& error) {
            if (error.fault() != core::Fault::rejected) throw;
        }
    }
    std::sort(malls.begin(), malls.end(), [](const auto& a, const auto& b) { return a.slug < b.slug; });
    return malls;
}

std::shared_ptr<const Snapshot> SnapshotCache::load(const core::Uuid& mall) const {
    if (!directory_.empty() && is_private(root_) && is_private(directory_)) {
        if (const auto file = core::MappedFile::open(file_of(mall))) {
            return read_snapshot(file->bytes(), artifacts_);
        }
    }
    throw core::Error(core::Fault::unreachable,
                      fmt::format("no snapshot of mall {} is kept on disk", core::to_string(mall)),
                      "it is served when the database is back");
}

bool SnapshotCache::keep(const Snapshot& snapshot) const {
    if (directory_.empty() || !make_private(root_) || !make_private(directory_)) return false;
    const auto bytes = write_snapshot(snapshot);
    const fs::path path = file_of(snapshot.mall.id);
    const auto before = core::MappedFile::open(path);
    if (before && std::ranges::equal(before->bytes(), bytes)) return true;
    return bytes.size() <= largest_file && write_file(path, bytes);
}

void SnapshotCache::keep_only(const std::vector<core::Uuid>& malls) const {
    if (directory_.empty() || !is_private(root_) || !is_private(directory_)) return;
    std::set<fs::path> kept;
    for (const core::Uuid& mall : malls) kept.insert(file_of(mall));
    std::error_code ignored;
    for (const fs::path& path : entries_of(directory_)) {
        const bool is_other = path.extension() == extension && !kept.contains(path);
        if (is_other || is_abandoned(path)) fs::remove(path, ignored);
    }
}

}  // namespace mallctl::operations
