#include "importers/gather.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "importers/source/source.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

namespace {

void check_reachable(const fs::path& source) {
    const std::string text = source.string();
    if (text.empty() || text == "-") {
        throw core::Error(core::Fault::usage,
                          text.empty() ? "the name of the floor plan is empty"
                                       : "a floor plan is not read from standard input",
                          "name its files or folder");
    }
    if (text.starts_with("/vsi") || text.find("://") != std::string::npos) {
        throw core::Error(core::Fault::usage,
                          fmt::format("{} is no local file: nothing is fetched during an import", text),
                          "download it first, then name the file");
    }
    std::error_code error;
    if (!fs::exists(source, error)) {
        throw core::Error(core::Fault::failed, fmt::format("{} does not exist", text), "check the path");
    }
}

Candidate named_file(const fs::path& path) {
    const Sniffed sniffed = sniff(read_beginning(path));
    if (sniffed.kind == Kind::other) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("{} is no floor plan: it is {}", path.string(), sniffed.what),
                          sniffed.advice);
    }
    return {path, sniffed.kind, true};
}

void gather_folder(const fs::path& folder, Gathered& gathered) {
    const std::size_t before = gathered.candidates.size();
    for (const fs::path& path : list_folder(folder)) {
        if (path == folder / "mapping.yaml") continue;  // read with the plan, not ignored
        const Kind kind = sniff(read_beginning(path)).kind;
        if (kind == Kind::other) {
            gathered.ignored.push_back(path.lexically_relative(folder).string());
        } else {
            gathered.candidates.push_back({path, kind, false});
        }
    }
    if (gathered.candidates.size() == before) {
        throw core::Error(core::Fault::rejected,
                          fmt::format("folder {} holds no floor plan", folder.string()), readable_formats);
    }
}

}  // namespace

Gathered gather(const std::vector<fs::path>& sources) {
    if (sources.empty())
        throw core::Error(core::Fault::usage, "no floor plan is named", "name its files or folder");
    Gathered gathered;
    for (const fs::path& source : sources) {
        check_reachable(source);
        if (fs::is_directory(source)) {
            gather_folder(source, gathered);
        } else {
            gathered.candidates.push_back(named_file(source));
        }
    }
    return gathered;
}

}  // namespace mallctl::importers
