#include "cli/output/write_file.hpp"

#include <unistd.h>

#include <fstream>
#include <system_error>

#include "cli/interrupt.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace fs = std::filesystem;
using core::Error;
using core::Fault;

namespace {

// A device or a pipe is written to: to rename a file over it would put the file in its place.
bool is_special(const fs::path& path) {
    std::error_code absent;
    return fs::is_other(fs::status(path, absent));
}

bool write_text(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text << std::flush;
    file.close();
    return static_cast<bool>(file);
}

bool replace_file(const fs::path& path, const std::string& text) {
    const fs::path temporary = path.string() + "." + std::to_string(::getpid()) + ".tmp";
    const RemoveOnSignal guard(temporary.string());
    std::error_code failed;
    if (write_text(temporary, text)) {
        fs::rename(temporary, path, failed);
        if (!failed) return true;
    }
    fs::remove(temporary, failed);
    return false;
}

}  // namespace

void write_file(const fs::path& path, const std::string& text) {
    if (is_special(path) ? write_text(path, text) : replace_file(path, text)) return;
    throw Error(Fault::failed, "cannot write " + path.string(),
                "check that its directory exists, is writable and has room");
}

}  // namespace mallctl::cli
