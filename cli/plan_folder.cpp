#include "cli/plan_folder.hpp"

#include <string>
#include <system_error>

namespace mallctl::cli {

namespace fs = std::filesystem;

std::optional<fs::path> plan_folder(const fs::path& directory) {
    const fs::path folder = directory / "plan";
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const std::string name = entry.path().filename().string();
        if (name != "mapping.yaml" && !name.starts_with('.') && entry.path().extension() != ".md")
            return folder;
    }
    return std::nullopt;
}

}  // namespace mallctl::cli
