// One record of a table as a row of a kind, by a mapping.
#pragma once

#include <string>
#include <vector>

#include "catalog/columns/mapping.hpp"
#include "catalog/columns/table_records.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog::columns {

class RowMaker {
  public:
    // All must outlive it. `file` stands for the table in findings. A column that the mapping names and the
    // heading lacks, or has twice, is a finding M050 at its place in the mapping.
    RowMaker(const ColumnMapping& mapping, const std::vector<TableCell>& heading, const std::string& file,
             Findings& findings);

    // True when every column of the mapping is there; only then are there rows.
    bool ready() const { return ready_; }

    bool skips(const std::vector<TableCell>& record) const;

    // The key that the row gets, without findings.
    std::string key(const std::vector<TableCell>& record) const;

    // Each field has the place of the cell that its value comes from; the key comes first. What the steps
    // cannot make anything of is a warning (M051 to M054), and left out; several values for a field that
    // takes one are an error (M057).
    RawRow row(const std::vector<TableCell>& record) const;

  private:
    const TableCell& cell(const std::vector<TableCell>& record, std::size_t column) const {
        return record[at_[column]];
    }
    const TableCell* place_of(const ValueRecipe& recipe, const std::vector<TableCell>& record) const;
    Values values(const ValueRecipe& recipe, const std::vector<TableCell>& record, Remarks& remarks) const;
    RawField field(const FieldRule& rule, const std::vector<TableCell>& record,
                   const std::string& object) const;
    void add_levels(const FieldRule& rule, const std::vector<TableCell>& record, const std::string& object,
                    Values& values) const;
    void report(const Remarks& remarks, const TableCell* cell, const std::vector<TableCell>& record,
                const std::string& object) const;

    const ColumnMapping& mapping_;
    const std::string& file_;
    Findings& findings_;
    std::vector<std::size_t> at_;  // of each column of the mapping: its place in a record
    bool ready_ = true;
};

}  // namespace mallctl::catalog::columns
