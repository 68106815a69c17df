// A table with headings of its own as rows of a kind: what `apply --columns` reads.
#pragma once

#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "catalog/columns/mapping.hpp"
#include "catalog/columns/row_maker.hpp"
#include "catalog/columns/table_records.hpp"
#include "catalog/findings.hpp"
#include "catalog/row_source.hpp"

namespace mallctl::catalog::columns {

// Rows come in the order of the table, those that share their key at the end (same_key.hpp). Every row of the
// table is a row, is left out by the mapping's `skip`, or is a finding. A table is read twice:
// for the keys that are there twice, then for the rows. So 8 bytes a row are kept, at most 10,000 rows that
// share their key (M009 beyond), and what cannot be read twice, standard input, up to 64 MiB of it.
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
    std::unique_ptr<TextStream> open();
    void begin();
    void find_shared_keys();
    bool shares_key(const std::string& key) const;
    void set_aside(RawRow row);

    std::string name_;
    const ColumnMapping& mapping_;
    Findings& findings_;
    std::filesystem::path file_;  // empty: what is read is held_
    std::istringstream held_;
    bool readable_ = true;
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
