#include "cli/output/write_file.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/interrupt.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace fs = std::filesystem;

namespace {

using Write = std::function<void(std::ostream&)>;

// A device or a pipe is written to: to rename a file over it would put the file in its place.
bool is_special(const fs::path& path) {
    std::error_code absent;
    return fs::is_other(fs::status(path, absent));
}

bool fill(const fs::path& path, const Write& write) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    if (!file) return false;
    write(file);
    file << std::flush;
    file.close();
    return static_cast<bool>(file);
}

bool replace(const fs::path& path, const Write& write) {
    const fs::path temporary = path.string() + "." + std::to_string(::getpid()) + ".tmp";
    const RemoveOnSignal guard(temporary.string());
    std::error_code failed;
    try {
        if (fill(temporary, write)) {
            fs::rename(temporary, path, failed);
            if (!failed) return true;
        }
    } catch (...) {
        fs::remove(temporary, failed);
        throw;
    }
    fs::remove(temporary, failed);
    return false;
}

}  // namespace

void write_file(const std::string& path, const Write& write) {
    if (is_special(path) ? fill(path, write) : replace(path, write)) return;
    throw core::Error(core::Fault::failed, "cannot write " + path,
                      "check that its directory exists, is writable and has room");
}

}  // namespace mallctl::cli
