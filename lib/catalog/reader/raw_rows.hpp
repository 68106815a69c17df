// Rows of a source of raw rows: YAML, JSON, XLSX, mapped tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "catalog/reader/row_builder.hpp"
#include "catalog/reader/row_input.hpp"
#include "catalog/row_source.hpp"

namespace mallctl::catalog {

// The files that rows come from, each once.
class FileNames {
  public:
    std::uint32_t index_of(const std::string& name);
    const std::vector<std::string>& names() const { return names_; }

  private:
    std::vector<std::string> names_;
};

class RawRows : public RowInput {
  public:
    // `builder` and `files` must outlive it.
    RawRows(std::unique_ptr<RawRowSource> source, RowBuilder& builder, FileNames& files);

    const Kind* first_kind() override;
    Step next(Row& row) override;

  private:
    bool fetch();
    void bind(Row& row);
    void bind_field(Row& row, const RawField& raw);
    void bind_names(Row& row, std::size_t field);

    std::unique_ptr<RawRowSource> source_;
    RowBuilder& builder_;
    FileNames& files_;
    RawRow raw_;
    bool is_fetched_ = false;
};

// What a raw row states, as cells of a CSV file: lists with ';', languages as fields of their own, and what
// has no such form as JSON.
void copy_cells(const RawRow& raw, RejectedRow& into);
void copy_cells(const RawField& raw, RejectedRow& into);

}  // namespace mallctl::catalog
