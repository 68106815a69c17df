// Maps with a `kind`, of a YAML or JSON document, as raw rows.
#pragma once

#include <string>

#include "catalog/fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"
#include "catalog/reader/row_builder.hpp"

namespace mallctl::catalog {

class DocumentRows {
  public:
    // `name` stands for the source in findings; `kind` is of rows that do not say theirs, or null. Rejected
    // rows are handed to `builder`, which must outlive it, as `findings` must.
    DocumentRows(std::string name, const Kind* kind, RowBuilder& builder, Findings& findings);

    // Takes one row; false, with a finding M001 or M006, where it is none.
    bool read(RawValue value, RawRow& row);

    // A finding of what is no row, and `text`, the beginning of it, as a rejected row.
    void report(const char* code, Place place, const std::string& message, const std::string& advice,
                std::string_view text);

  private:
    const Kind* kind_of(const RawValue& row);
    void report_row(const char* code, const RawValue& at, const std::string& message,
                    const std::string& advice, const RawValue& row);
    core::Diagnostic add(const char* code, Place place, const std::string& message,
                         const std::string& advice);

    std::string name_;
    const Kind* kind_;
    RowBuilder& builder_;
    Findings& findings_;
};

// The place of an offset in a text that begins at `from`. O(offset).
Place advance(Place from, std::string_view passed);

}  // namespace mallctl::catalog
