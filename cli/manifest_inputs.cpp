#include "cli/manifest_inputs.hpp"

#include <filesystem>
#include <memory>
#include <utility>

#include "catalog/columns/table_source.hpp"
#include "core/error.hpp"
#include "importers/xlsx/xlsx.hpp"

namespace mallctl::cli {

namespace {

std::unique_ptr<catalog::RawRowSource> open_table(const std::filesystem::path& file,
                                                  const catalog::Kind* kind, catalog::Findings& findings) {
    if (!importers::xlsx::is_workbook(file)) return nullptr;
    return importers::xlsx::open_workbook(file, kind, findings);
}

}  // namespace

ManifestInputs::ManifestInputs(const std::vector<std::string>& paths, const std::string& columns,
                               catalog::ManifestOptions options, std::istream& standard_input) {
    if (columns.empty()) {
        options.open_table = open_table;
        reader_.emplace(std::vector<std::filesystem::path>(paths.begin(), paths.end()), standard_input,
                        std::move(options));
        return;
    }
    mapping_ = catalog::columns::read_mapping(columns, options.kind);
    options.kind = mapping_->kind->name;
    reader_.emplace(std::vector<std::filesystem::path>(), standard_input, std::move(options));
    for (const auto& path : paths) add_table(path, standard_input);
}

void ManifestInputs::add_table(const std::string& path, std::istream& standard_input) {
    using catalog::columns::TableSource;
    std::error_code unknown;
    if (std::filesystem::is_directory(path, unknown)) {
        throw core::Error(core::Fault::usage, path + " is a directory, and --columns is for tables",
                          "name the CSV file that the mapping is for");
    }
    if (path == "-") {
        reader_->add(std::make_unique<TableSource>(standard_input, path, *mapping_, reader_->sink()));
    } else {
        reader_->add(std::make_unique<TableSource>(std::filesystem::path(path), *mapping_, reader_->sink()));
    }
}

}  // namespace mallctl::cli
