#include "tests/support/paths.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

namespace mallctl::test {

namespace fs = std::filesystem;

fs::path source_dir() {
    return MALLCTL_SOURCE_DIR;
}

fs::path mallctl_binary() {
    return MALLCTL_BINARY;
}

std::optional<fs::path> shared_data(const fs::path& relative) {
    const char* named = std::getenv("MALLCTL_TEST_DATA");
    const fs::path root = named != nullptr ? fs::path(named) : source_dir().parent_path() / "shared" / "data";
    const fs::path path = root / relative;
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return std::nullopt;
    return path;
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return bytes;
}

void write_file(const fs::path& path, const std::string& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << bytes << std::flush;
    if (!file) throw std::runtime_error("cannot write " + path.string());
}

TemporaryDirectory::TemporaryDirectory() {
    std::string pattern = (fs::temp_directory_path() / "mallctl-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary directory");
    path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

}  // namespace mallctl::test
