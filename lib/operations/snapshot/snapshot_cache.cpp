#include "operations/snapshot/snapshot_cache.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <system_error>
#include <tuple>
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

// The time of a file is that of its last use.
void note_use(const fs::path& file) {
    std::error_code ignored;
    fs::last_write_time(file, fs::file_time_type::clock::now(), ignored);
}

struct KeptFile {
    fs::file_time_type used;
    std::uint64_t size;
    fs::path path;
};

bool is_abandoned(const fs::path& file) {
    std::error_code failed;
    const auto written = fs::last_write_time(file, failed);
    return !failed && file.extension() == ".tmp" && fs::file_time_type::clock::now() - written > abandoned;
}

}  // namespace

SnapshotCache::SnapshotCache(const fs::path& directory, std::string_view database, ArtifactCache artifacts,
                             std::uint64_t most_bytes)
    : root_(directory),
      directory_(directory.empty() ? fs::path{} : directory / core::sha256_hex(database).substr(0, 16)),
      artifacts_(std::move(artifacts)),
      most_bytes_(most_bytes) {}

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
            note_use(file_of(mall));
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
    if (before && std::ranges::equal(before->bytes(), bytes)) {
        note_use(path);
        return true;
    }
    if (bytes.size() > std::min<std::uint64_t>(largest_file, most_bytes_) || !write_file(path, bytes))
        return false;
    sweep(path);
    return true;
}

void SnapshotCache::sweep(const fs::path& spared) const {
    std::vector<KeptFile> files;
    std::uint64_t bytes = 0;
    for (const fs::path& database : entries_of(root_)) {
        if (!is_private(database)) continue;
        for (const fs::path& path : entries_of(database)) {
            std::error_code failed;
            const std::uint64_t size = path.extension() == extension ? fs::file_size(path, failed) : 0;
            const auto used = fs::last_write_time(path, failed);
            if (failed || size == 0) continue;
            bytes += size;
            if (path != spared) files.push_back({used, size, path});
        }
    }
    std::sort(files.begin(), files.end(), [](const KeptFile& a, const KeptFile& b) {
        return std::tie(a.used, a.path) < std::tie(b.used, b.path);
    });
    for (const KeptFile& file : files) {
        if (bytes <= most_bytes_) return;
        std::error_code failed;
        if (fs::remove(file.path, failed)) bytes -= file.size;
    }
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
