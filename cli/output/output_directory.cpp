#include "cli/output/output_directory.hpp"

#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "core/error.hpp"

namespace mallctl::cli {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

bool is_absent_or_empty(const fs::path& path) {
    std::error_code failure;
    return !fs::exists(path, failure) || fs::is_empty(path, failure);
}

[[noreturn]] void throw_unwritable(const fs::path& path) {
    throw Error(Fault::failed, "cannot write " + path.string(),
                "check that its directory exists, is writable and has room");
}

// "d/" and "d" are one directory; its temporary one stands beside it.
fs::path without_slash(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

}  // namespace

OutputDirectory::OutputDirectory(fs::path path, bool overwrite) : path_(without_slash(path)) {
    std::error_code failure;
    if (fs::exists(path_, failure) && !fs::is_directory(path_, failure))
        throw Error(Fault::usage, path_.string() + " is not a directory", "name a new or empty one");
    if (!overwrite && !is_absent_or_empty(path_)) {
        throw Error(Fault::usage, path_.string() + " is not empty",
                    "name a new directory, or give --overwrite to replace the manifest files in it");
    }
    temporary_ = fs::absolute(path_).lexically_normal().string() + "." + std::to_string(::getpid()) + ".tmp";
    fs::create_directories(temporary_.parent_path(), failure);
    if (!fs::create_directory(temporary_, failure)) throw_unwritable(path_);
    guards_.push_back(std::make_unique<RemoveOnSignal>(temporary_.string()));
}

OutputDirectory::~OutputDirectory() {
    while (!guards_.empty()) guards_.pop_back();
    std::error_code failure;
    fs::remove_all(temporary_, failure);
}

void OutputDirectory::write(const std::string& name, const std::function<void(std::ostream&)>& write) {
    const fs::path file = temporary_ / name;
    guards_.push_back(std::make_unique<RemoveOnSignal>(file.string()));
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    if (out) write(out);
    out.close();
    if (!out) throw_unwritable(path_ / name);
    names_.push_back(name);
}

void OutputDirectory::publish(const std::function<bool(const fs::path&)>& stale) {
    if (!is_absent_or_empty(path_)) return replace_files(stale);
    std::error_code failure;
    fs::rename(temporary_, path_, failure);
    if (failure) throw_unwritable(path_);
}

void OutputDirectory::replace_files(const std::function<bool(const fs::path&)>& stale) {
    std::error_code failure;
    std::vector<fs::path> old;
    for (const auto& entry : fs::directory_iterator(path_, failure)) {
        const bool replaced =
            std::find(names_.begin(), names_.end(), entry.path().filename().string()) != names_.end();
        if (!replaced && entry.is_regular_file() && stale(entry.path())) old.push_back(entry.path());
    }
    for (const auto& name : names_) {
        fs::rename(temporary_ / name, path_ / name, failure);
        if (failure) throw_unwritable(path_ / name);
    }
    for (const auto& file : old) {
        fs::remove(file, failure);
        if (failure) throw_unwritable(file);
    }
}

}  // namespace mallctl::cli
