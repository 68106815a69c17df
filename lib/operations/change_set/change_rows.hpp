// What a change states, as a row of the catalog.
#pragma once

#include <cstdint>

#include "catalog/findings.hpp"
#include "catalog/reader/row_builder.hpp"
#include "catalog/row.hpp"
#include "operations/change_set/change_set.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::operations {

class ChangeRows {
  public:
    // `name`: of the file, for findings; `findings` must outlive this.
    ChangeRows(std::string name, catalog::Findings& findings);

    // ISO 4217, of the amounts of the next rows; a row of the mall that states another one sets it.
    void set_currency(const std::string& currency);

    // Every field of `after`, the fields of the change's row by column, checked as those of files are. Faults
    // of values are findings at the line of the change, and the row is then of no use.
    void read(const Change& change, const Json& after, catalog::Row& row);

  private:
    void state(const ChangeSetField& field, const Json& value, int line, catalog::Row& row);

    std::string name_;
    catalog::RowBuilder builder_;
};

}  // namespace mallctl::operations
