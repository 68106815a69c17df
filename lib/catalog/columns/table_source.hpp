// A table with headings of its own as rows of a kind: what `apply --columns` reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "catalog/columns/mapping.hpp"
#include "catalog/columns/row_maker.hpp"
#include "catalog/columns/table_records.hpp"
#include "catalog/findings.hpp"
#include "catalog/row_source.hpp"

namespace mallctl::catalog::columns {

// Rows come in the order of the table, those that share their key at the end (same_key.hpp). Every row of the
// table is a row, is left out by the mapping's `skip`, or is a finding. The text is kept, at most 64 MiB, as
// it is read twice: for the keys that are there twice, then for the rows. Beside it 8 bytes a row are kept,
// and at most 10,000 rows that share their key (M009 beyond).
class TableSource : public RawRowSource {
  public:
    // `mapping` and `findings` must outlive it. Throws core::Error(failed) when the file cannot be read.
    TableSource(const std::filesystem::path& file, const ColumnMapping& mapping, Findings& findings);
    // `name` stands for the table in findings.
    TableSource(std::istream& in, const std::string& name, const ColumnMapping& mapping, Findings& findings);

    bool next(RawRow& row) override;

    // Rows that the mapping's `skip` left out so far.
    std::size_t skipped() const { return skipped_; }

  private:
    void begin();
    void find_shared_keys();
    bool shares_key(const std::string& key) const;
    void set_aside(RawRow row);

    std::string name_;
    const ColumnMapping& mapping_;
    Findings& findings_;
    std::optional<std::string> text_;  // none where it is a finding
    std::optional<TableRecords> records_;
    std::optional<RowMaker> maker_;
    std::vector<TableCell> record_;
    std::vector<std::uint64_t> shared_;  // hashes of keys that more than one row has; sorted
    std::vector<RawRow> aside_;
    std::size_t next_aside_ = 0;
    std::size_t skipped_ = 0;
    bool began_ = false;
    bool settled_ = false;
};

}  // namespace mallctl::catalog::columns
