// A CSV file as rows: the first record names the fields.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/reader/csv_records.hpp"
#include "catalog/reader/headings.hpp"
#include "catalog/reader/row_builder.hpp"
#include "catalog/reader/row_input.hpp"

namespace mallctl::catalog {

class CsvRows : public RowInput {
  public:
    // `name` and `file` stand for the source in findings and rows. `builder` must outlive it.
    CsvRows(std::unique_ptr<TextStream> stream, std::string name, std::uint32_t file, const Kind& kind,
            RowBuilder& builder, Findings& findings);

    const Kind* first_kind() override { return &kind_; }
    Step next(Row& row) override;

  private:
    // The columns of one name: they are read together.
    struct NameColumns {
        std::size_t field = 0;
        bool partial = true;
        std::vector<std::size_t> columns;
    };

    bool read_headings();
    void add_heading(Heading heading, const CsvCell& cell);
    bool record_fits();
    bool is_utf8();
    bool bind(Row& row);
    core::Diagnostic diagnostic(const CsvFault& fault) const;
    void report(const CsvFault& fault);
    void reject_record(const core::Diagnostic& reason);
    void copy_fields(RejectedRow& rejected) const;
    core::SourcePosition where(Place place) const { return {name_, place.line, place.column}; }

    std::unique_ptr<TextStream> stream_;
    CsvRecords records_;
    std::string name_;
    std::uint32_t file_;
    const Kind& kind_;
    RowBuilder& builder_;
    Findings& findings_;
    CsvRecord record_;
    CsvFault fault_;
    bool began_ = false;
    bool ended_ = false;
    std::vector<Heading> headings_;
    std::vector<NameColumns> names_;
    std::vector<NamePart> parts_;
};

// True when the first line is a heading with the key of the kind.
bool begins_like_csv(std::string_view text, const Kind& kind);

}  // namespace mallctl::catalog
