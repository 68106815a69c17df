#include "server/imports/spool_folder.hpp"

#include <system_error>

#include "core/error.hpp"
#include "core/uuid.hpp"

namespace mallctl::server {

namespace fs = std::filesystem;

namespace {

void make_folder(const fs::path& path) {
    std::error_code failed;
    fs::create_directories(path, failed);
    if (!failed) fs::permissions(path, fs::perms::owner_all, failed);
    if (failed) {
        throw core::Error(core::Fault::failed,
                          "the folder " + path.string() + " cannot be made: " + failed.message(),
                          "give the server a data directory that it can write to: --data-dir");
    }
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
        text.replace(at, what.size(), by);
}

}  // namespace

SpoolFolder::SpoolFolder(const fs::path& spool)
    : path_(fs::absolute(spool).lexically_normal() / core::to_string(core::uuid_v4())) {
    make_folder(path_.parent_path());
    make_folder(path_);
}

SpoolFolder::~SpoolFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string SpoolFolder::without_folder(std::string text) const {
    replace_all(text, path_.string() + "/", "");
    replace_all(text, path_.string(), "the upload");
    return text;
}

void sweep_spool(const fs::path& spool, std::chrono::hours age) {
    std::error_code failed;
    const auto oldest = fs::file_time_type::clock::now() - age;
    for (fs::directory_iterator it(spool, failed), end; !failed && it != end; it.increment(failed)) {
        std::error_code ignored;
        if (!core::parse_uuid(it->path().filename().string())) continue;
        if (it->last_write_time(ignored) < oldest && !ignored) fs::remove_all(it->path(), ignored);
    }
}

}  // namespace mallctl::server
