// Which files a manifest is made of, in which order, and what opens each.
#pragma once

#include <filesystem>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "catalog/reader/raw_rows.hpp"
#include "catalog/reader/row_builder.hpp"
#include "catalog/reader/row_input.hpp"

namespace mallctl::catalog {

// The files that paths stand for, "-" among them, mall.* first. `tables`: also those of other formats inside
// directories (*.xlsx). Throws core::Error(failed) for a path that does not exist, and for a directory
// without manifest files.
std::vector<std::filesystem::path> list_inputs(const std::vector<std::filesystem::path>& paths, bool tables);

struct InputContext {
    std::istream& standard_input;
    const Kind* kind;  // of --kind, or null
    const ManifestOptions::OpenTable& open_table;
    RowBuilder& builder;
    FileNames& files;
    Findings& findings;
};

// Null, and a finding, for a file that is no manifest. Throws core::Error(failed) where it cannot be read.
std::unique_ptr<RowInput> open_input(const std::filesystem::path& file, const InputContext& context);

}  // namespace mallctl::catalog
