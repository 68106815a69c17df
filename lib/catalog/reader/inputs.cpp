#include "catalog/reader/inputs.hpp"

#include <algorithm>

#include "catalog/reader/csv_rows.hpp"
#include "catalog/reader/json_rows.hpp"
#include "catalog/reader/yaml_rows.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::catalog {

namespace fs = std::filesystem;

namespace {

enum class Format { yaml, csv, json, json_lines, unknown };

Format format_of(const fs::path& file) {
    const std::string extension = file.extension().string();
    if (extension == ".yaml" || extension == ".yml") return Format::yaml;
    if (extension == ".csv") return Format::csv;
    if (extension == ".json") return Format::json;
    if (extension == ".jsonl" || extension == ".ndjson") return Format::json_lines;
    return Format::unknown;
}

// "stores" of stores.csv and of stores.food.csv.
std::string stem_of(const fs::path& file) {
    const std::string name = file.filename().string();
    return name.substr(0, name.find('.'));
}

const Kind* kind_of_stem(const fs::path& file, Findings& findings) {
    const std::string stem = stem_of(file);
    if (const Kind* kind = find_kind(stem)) return kind;
    std::vector<std::string> plurals;
    for (const auto& kind : kinds()) plurals.push_back(kind.plural);
    const auto guess = core::did_you_mean(stem, plurals);
    findings.error(
        "M001", {file.string(), 0, 0}, "unknown kind \"" + stem + "\"",
        guess.empty() ? "a CSV file is named after its kind, as stores.csv, or give --kind" : guess);
    return nullptr;
}

std::vector<fs::path> files_inside(const fs::path& directory, bool tables) {
    std::error_code failure;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(directory, failure)) {
        const auto& file = entry.path();
        if (file.filename().string().starts_with('.') || !entry.is_regular_file()) continue;
        if (format_of(file) != Format::unknown || (tables && file.extension() == ".xlsx"))
            files.push_back(file);
    }
    if (failure)
        throw core::Error(core::Fault::failed, "cannot read " + directory.string(), "check its permissions");
    if (files.empty()) {
        throw core::Error(core::Fault::failed, directory.string() + " holds no YAML, CSV or JSON files",
                          "mallctl init writes a mall directory to start from");
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::unique_ptr<RowInput> open_text(std::unique_ptr<TextStream> stream, const std::string& name,
                                    Format format, const Kind* kind, const InputContext& context) {
    if (stream->is_utf16()) {
        context.findings.error("M008", {name, 1, 1}, "this is UTF-16", "save it as UTF-8");
        return nullptr;
    }
    if (format == Format::csv) {
        return std::make_unique<CsvRows>(std::move(stream), name, context.files.index_of(name), *kind,
                                         context.builder, context.findings);
    }
    DocumentRows rows(name, kind, context.builder, context.findings);
    std::unique_ptr<RawRowSource> source;
    if (format == Format::yaml) {
        source = std::make_unique<YamlRows>(std::move(stream), std::move(rows));
    } else {
        source = std::make_unique<JsonRows>(std::move(stream), std::move(rows), format == Format::json_lines);
    }
    return std::make_unique<RawRows>(std::move(source), context.builder, context.files);
}

std::unique_ptr<RowInput> open_standard_input(const InputContext& context) {
    auto stream = std::make_unique<TextStream>(context.standard_input);
    const std::string_view text = stream->window();
    Format format = Format::yaml;
    if (looks_like_json(text)) {
        format = looks_like_json_lines(text) ? Format::json_lines : Format::json;
    } else if (context.kind != nullptr && begins_like_csv(text, *context.kind)) {
        format = Format::csv;
    }
    return open_text(std::move(stream), "-", format, context.kind, context);
}

}  // namespace

std::vector<fs::path> list_inputs(const std::vector<fs::path>& paths, bool tables) {
    std::vector<fs::path> files;
    for (const auto& path : paths) {
        std::error_code failure;
        if (path != "-" && !fs::exists(path, failure)) {
            throw core::Error(core::Fault::failed, "there is no " + path.string(),
                              "name a mall directory, or YAML, CSV, JSON and XLSX files");
        }
        if (path == "-" || !fs::is_directory(path, failure)) {
            files.push_back(path);
        } else {
            const auto inside = files_inside(path, tables);
            files.insert(files.end(), inside.begin(), inside.end());
        }
    }
    std::stable_partition(files.begin(), files.end(),
                          [](const fs::path& file) { return stem_of(file) == "mall"; });
    return files;
}

std::unique_ptr<RowInput> open_input(const fs::path& file, const InputContext& context) {
    if (file == "-") return open_standard_input(context);
    const std::string name = file.string();
    const Format format = format_of(file);
    if (format == Format::unknown) {
        std::unique_ptr<RawRowSource> table;
        if (context.open_table) table = context.open_table(file, context.kind, context.findings);
        if (table != nullptr)
            return std::make_unique<RawRows>(std::move(table), context.builder, context.files);
        context.findings.error("M006", {name, 0, 0},
                               "this is no manifest: files end in .yaml, .yml, .csv, .json, .jsonl or .xlsx",
                               "floor plans go into the folder plan/, or through mallctl import");
        return nullptr;
    }
    const Kind* kind = context.kind;
    if (kind == nullptr && format == Format::csv) kind = kind_of_stem(file, context.findings);
    if (kind == nullptr && format == Format::csv) return nullptr;
    if (kind == nullptr && format != Format::yaml) kind = find_kind(stem_of(file));
    return open_text(std::make_unique<TextStream>(file), name, format, kind, context);
}

}  // namespace mallctl::catalog
