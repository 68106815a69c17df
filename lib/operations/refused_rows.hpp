// The rows of files that were not taken, in a file of their own that can be mended and applied again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalog/manifest_reader.hpp"

namespace mallctl::operations {

class RefusedRows {
  public:
    // Nothing is written where `file` is empty, nor in a dry run, which only counts.
    explicit RefusedRows(std::filesystem::path file = {}, bool dry_run = false);
    // Takes temporary files away.
    ~RefusedRows();
    RefusedRows(const RefusedRows&) = delete;
    RefusedRows& operator=(const RefusedRows&) = delete;

    // Rows go to a temporary file beside the one that is wanted. Throws core::Error(failed) where it cannot
    // be written.
    void add(const catalog::RejectedRow& row);

    // What else is wrong with the row that was the n-th to be added, from 1.
    void add_reasons(std::int64_t n, const core::Diagnostics& reasons);

    bool has_file() const { return !file_.empty(); }
    std::int64_t count() const { return count_; }

    // Kind and key of the first 100,000 rows whose key is known.
    const std::vector<std::pair<std::string, std::string>>& keys() const { return keys_; }

    // How many rows there are beside those of keys() of which nobody knows which stored row they are: without
    // a kind or a slug, renamed from what is no slug, or one too many to be kept.
    std::int64_t unknown() const { return unknown_; }

    // Writes all of the file, beside the one that is wanted, when all rows are known and before the others
    // are committed. CSV where its name ends in .csv and all rows are of one kind and state the same fields,
    // else JSONL; then a name that ends in .csv gets ".jsonl" behind it. The columns reject_file,
    // reject_line, reject_column, reject_code and reject_reason say where each row stood and what is wrong.
    // Throws core::Error(failed) where it cannot be written, or where the name is that of a directory.
    void prepare();

    // Gives the file its name, once the other rows are committed, or takes an old one of its name away where
    // no row was refused. Returns the file, empty for none. Throws core::Error(failed), which says where the
    // rows are, where it cannot have that name.
    std::filesystem::path finish();

  private:
    void write_csv(const std::filesystem::path& to);
    void write_more_reasons();

    std::filesystem::path file_;
    bool dry_run_;
    std::filesystem::path spool_;  // JSONL
    std::filesystem::path ready_;  // what prepare() made of it
    std::filesystem::path target_;
    std::ofstream out_;
    std::int64_t count_ = 0;
    std::int64_t unknown_ = 0;
    std::vector<std::pair<std::string, std::string>> keys_;
    std::set<std::string> kinds_;
    std::vector<std::string> heading_;  // of the first row, sorted
    bool one_heading_ = true;
    std::map<std::int64_t, core::Diagnostics> more_reasons_;  // by number of the row
};

}  // namespace mallctl::operations
