#include "catalog/sources.hpp"

#include <algorithm>

#include "catalog/csv_reader.hpp"
#include "catalog/source_text.hpp"
#include "catalog/yaml_reader.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::catalog {

namespace fs = std::filesystem;

namespace {

bool is_yaml(const fs::path& file) {
    return file.extension() == ".yaml" || file.extension() == ".yml";
}
bool is_csv(const fs::path& file) {
    return file.extension() == ".csv";
}

// "stores" of stores.csv and of stores.food.csv; "mall" of mall.csv, as there is but one.
const Kind* kind_of_name(const fs::path& file, Findings& findings) {
    const std::string name = file.filename().string();
    const std::string stem = name.substr(0, name.find('.'));
    std::vector<std::string> plurals;
    for (const auto& kind : kinds()) {
        if (kind.plural == stem || kind.name == stem) return &kind;
        plurals.push_back(kind.plural);
    }
    const auto guess = core::did_you_mean(stem, plurals);
    findings.error(
        "M001", {file.string(), 0, 0}, "unknown kind \"" + stem + "\"",
        guess.empty() ? "a CSV file is named after its kind, as stores.csv, or give --kind" : guess);
    return nullptr;
}

}  // namespace

std::vector<fs::path> manifest_files(const fs::path& path) {
    std::error_code failure;
    if (!fs::exists(path, failure)) {
        throw core::Error(core::Fault::failed, "there is no " + path.string(),
                          "name a mall directory, or YAML and CSV files");
    }
    if (!fs::is_directory(path, failure)) return {path};
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(path, failure)) {
        const auto& file = entry.path();
        const bool hidden = file.filename().string().starts_with('.');
        if (!hidden && entry.is_regular_file() && (is_yaml(file) || is_csv(file))) files.push_back(file);
    }
    if (failure)
        throw core::Error(core::Fault::failed, "cannot read " + path.string(), "check its permissions");
    if (files.empty()) {
        throw core::Error(core::Fault::failed, path.string() + " holds no YAML and no CSV files",
                          "mallctl init writes a mall directory to start from");
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<RawRow> read_file(const fs::path& file, const Kind* kind, Findings& findings) {
    const std::string name = file.string();
    if (!is_yaml(file) && !is_csv(file)) {
        findings.error("M006", {name, 0, 0}, "this is no manifest: files end in .yaml, .yml or .csv");
        return {};
    }
    if (is_csv(file) && kind == nullptr) {
        kind = kind_of_name(file, findings);
        if (kind == nullptr) return {};
    }
    const auto text = read_source(file, name, findings);
    if (!text) return {};
    return is_csv(file) ? read_csv(*text, name, *kind, findings) : read_yaml(*text, name, kind, findings);
}

std::vector<RawRow> read_stream(std::istream& in, const Kind* kind, Findings& findings) {
    const std::string name = "-";
    const auto text = read_source(in, name, findings);
    if (!text) return {};
    if (kind != nullptr && looks_like_csv(*text, *kind)) return read_csv(*text, name, *kind, findings);
    return read_yaml(*text, name, kind, findings);
}

}  // namespace mallctl::catalog
