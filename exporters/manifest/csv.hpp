// Rows as CSV of a manifest: names have one column a language ("name:de"), lists are joined by ';'.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/value_text.hpp"

namespace mallctl::exporters {

// RFC 4180 with line feeds. Cells are written as they are, also those that a spreadsheet would run: what is
// written here is read back.
class ManifestCsv {
  public:
    // `languages`: beside `fields`, those that any row has; names without any have the plain column only, and
    // are then cleared by it.
    ManifestCsv(std::vector<catalog::Field> fields, std::vector<std::set<std::string>> languages,
                catalog::ValueStyle style);

    // Lines end in "\n".
    std::string header() const;
    std::string line(const std::vector<catalog::FieldValue>& values) const;

  private:
    std::vector<catalog::Field> fields_;
    std::vector<std::set<std::string>> languages_;
    catalog::ValueStyle style_;
};

}  // namespace mallctl::exporters
