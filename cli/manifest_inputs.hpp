// What apply and diff read: manifest files, workbooks, and tables with headings of their own.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "catalog/columns/mapping.hpp"
#include "catalog/manifest_reader.hpp"

namespace mallctl::cli {

class ManifestInputs {
  public:
    // `columns`: a column mapping, by which every path is a table, "-" too; empty: the paths are manifests,
    // and
    // *.xlsx files workbooks. Throws as read_mapping and ManifestReader do, core::Error(usage) for a
    // directory with a mapping.
    ManifestInputs(const std::vector<std::string>& paths, const std::string& columns,
                   catalog::ManifestOptions options, std::istream& standard_input);
    ManifestInputs(const ManifestInputs&) = delete;
    ManifestInputs& operator=(const ManifestInputs&) = delete;

    catalog::ManifestReader& reader() { return *reader_; }

    // True where the paths are tables: each is the whole of its kind.
    bool are_tables() const { return mapping_.has_value(); }

  private:
    void add_table(const std::string& path, std::istream& standard_input);

    std::optional<catalog::columns::ColumnMapping> mapping_;
    std::optional<catalog::ManifestReader> reader_;
};

}  // namespace mallctl::cli
