#include "importers/source/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "core/error.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

namespace {

constexpr int max_folder_depth = 8;

core::Error unreadable(const fs::path& path, const std::string& reason) {
    return {core::Fault::failed, fmt::format("cannot read {}: {}", path.string(), reason),
            "check the path and its permissions"};
}

std::ifstream open_regular(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (error) throw unreadable(path, error.message());
    if (!fs::is_regular_file(status)) throw unreadable(path, "not a regular file");
    std::ifstream stream(path, std::ios::binary);
    if (!stream) throw unreadable(path, "permission denied");
    return stream;
}

}  // namespace

SourceFile read_source(const fs::path& path) {
    std::ifstream stream = open_regular(path);
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) throw unreadable(path, error.message());
    if (size > max_file_size) {
        throw core::Error(
            core::Fault::rejected,
            fmt::format("{} is larger than {} MiB", path.string(), max_file_size >> 20),
            "a floor plan is a few MiB: split it by level, or export it without background data");
    }
    SourceFile file{path.string(), path, std::string(size, '\0')};
    stream.read(file.text.data(), static_cast<std::streamsize>(size));
    file.text.resize(static_cast<std::size_t>(stream.gcount()));
    return file;
}

std::string read_beginning(const fs::path& path) {
    std::ifstream stream = open_regular(path);
    std::string text(512, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    return text;
}

std::vector<fs::path> list_folder(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    auto it = fs::recursive_directory_iterator(folder, error);
    if (error) throw unreadable(folder, error.message());
    for (; it != fs::recursive_directory_iterator(); it.increment(error)) {
        if (error) throw unreadable(folder, error.message());
        if (it->is_directory() && (it.depth() >= max_folder_depth || is_litter(it->path().filename()))) {
            it.disable_recursion_pending();
        }
        if (!it->is_regular_file() || is_litter(it->path().lexically_relative(folder))) continue;
        if (files.size() == max_files) {
            throw core::Error(core::Fault::rejected,
                              fmt::format("{} holds more than {} files", folder.string(), max_files),
                              "name the folder or the files of the plan itself");
        }
        files.push_back(it->path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

bool is_litter(const fs::path& path) {
    const std::string name = path.filename().string();
    if (name == "Thumbs.db" || name == "desktop.ini") return true;
    return std::any_of(path.begin(), path.end(), [](const fs::path& part) {
        const std::string text = part.string();
        return text == "__MACOSX" || (text.size() > 1 && text[0] == '.' && text != "..");
    });
}

}  // namespace mallctl::importers
