#include "importers/request.hpp"

namespace mallctl::importers {

namespace fs = std::filesystem;

core::Error rejected(const std::string& message, const std::string& advice) {
    return {core::Fault::rejected, message, advice};
}

std::optional<mapping::Mapping> find_mapping(const ImportRequest& request) {
    if (request.mapping) return mapping::read_mapping(*request.mapping);
    const fs::path& first = request.sources.front();
    const fs::path beside = (fs::is_directory(first) ? first : first.parent_path()) / "mapping.yaml";
    if (!fs::exists(beside)) return std::nullopt;
    return mapping::read_mapping(beside);
}

void note_ignored(ImportResult& result, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string& note = result.notes["ignored files"];
    for (const std::string& name : names) note += (note.empty() ? "" : ", ") + name;
}

}  // namespace mallctl::importers
