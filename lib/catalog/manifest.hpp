// A mall as files: YAML and CSV in, catalog values and findings out. Every fault is reported, not the first.
#pragma once

#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "catalog/model.hpp"
#include "core/diagnostic.hpp"

namespace mallctl::catalog {

// Where each row came from, and which fields it states: an absent key keeps the stored value, an empty cell
// or null clears it.
struct RowOrigin {
    std::string kind;
    std::string slug;
    core::SourcePosition where;
    std::vector<std::string> stated;  // field names
};

struct Manifest {
    std::optional<Mall> mall;
    Catalog catalog;
    std::vector<RowOrigin> origins;
    core::Diagnostics findings;
};

// Reads files and directories (mall.yaml and *.yaml, *.yml, *.csv directly inside; `plan/` is left to
// import). "-" is `standard_input`, YAML. Limits: 64 MiB a file, 1 MiB a line, 100 aliases a YAML document.
// Throws core::Error(failed) for a path that does not exist; anything wrong inside a file is a finding (M001
// unknown kind, M002 unknown field with "did you mean", M003 bad value, M004 duplicate slug, M005 reference
// to nothing, M006 syntax, M007 column count, M008 invalid UTF-8, M009 too large).
Manifest read_manifest(const std::vector<std::filesystem::path>& paths, std::istream& standard_input);

}  // namespace mallctl::catalog
