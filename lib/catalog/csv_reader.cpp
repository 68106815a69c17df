#include "catalog/csv_reader.hpp"

#include <algorithm>
#include <set>

#include "catalog/csv_lexer.hpp"
#include "catalog/locale.hpp"
#include "catalog/source_text.hpp"
#include "core/closest.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog {

namespace {

struct Column {
    std::string field;  // empty: a column that is left out, because its heading is a finding
    std::string locale;
    CsvCell heading;
};

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

class Reader {
  public:
    Reader(std::string_view text, const std::string& name, const Kind& kind, Findings& findings)
        : lexer_(text, name, findings), name_(name), kind_(kind), findings_(findings) {}

    std::vector<RawRow> rows() {
        std::vector<RawRow> rows;
        std::vector<CsvCell> record;
        if (!lexer_.next(record) || !read_headings(record)) return rows;
        while (lexer_.next(record)) {
            if (record_fits(record)) rows.push_back(row(record));
        }
        return rows;
    }

  private:
    bool read_headings(const std::vector<CsvCell>& record) {
        std::set<std::string> seen;
        for (const auto& cell : record) {
            columns_.push_back(column(cell));
            if (columns_.back().field.empty() || seen.insert(trimmed(cell.text)).second) continue;
            findings_.error("M002", place(cell), "the column \"" + trimmed(cell.text) + "\" is there twice");
            columns_.back().field.clear();
        }
        const std::string& key = kind_.fields.front().name;
        if (seen.count(key) > 0) return true;
        const bool semicolons = record.size() == 1 && record[0].text.find(';') != std::string::npos;
        findings_.error("M010", {name_, record[0].line, 1}, "the column \"" + key + "\" is missing",
                        semicolons ? "separate the columns by commas" : "every row needs its key");
        return false;
    }

    Column column(const CsvCell& cell) {
        const std::string heading = trimmed(cell.text);
        const auto colon = heading.find(':');
        Column column{heading.substr(0, colon), {}, cell};
        const Field* field = find_field(kind_, column.field);
        if (is_only_told(kind_, heading)) {
            column.field.clear();
        } else if (field == nullptr) {
            findings_.error("M002", place(cell), "unknown column \"" + heading + "\" of " + kind_.plural,
                            core::did_you_mean(column.field, field_names(kind_)));
            column.field.clear();
        } else if (colon != std::string::npos) {
            column.locale = heading.substr(colon + 1);
            if (field->type != FieldType::names || !is_locale(column.locale)) {
                findings_.error("M002", place(cell), "unknown column \"" + heading + "\" of " + kind_.plural,
                                field->type == FieldType::names
                                    ? "after the colon stands a language tag, as in name:de"
                                    : "\"" + field->name + "\" has no languages");
                column.field.clear();
            }
        }
        return column;
    }

    bool record_fits(const std::vector<CsvCell>& record) {
        if (record.size() != columns_.size()) {
            const auto& cell = record[std::min(columns_.size(), record.size() - 1)];
            findings_.error("M007", place(cell),
                            "the row has " + std::to_string(record.size()) +
                                (record.size() == 1 ? " cell" : " cells") + ", the heading has " +
                                std::to_string(columns_.size()),
                            record.size() > columns_.size() ? "quote a cell that holds a comma"
                                                            : "write a comma for each empty cell");
            return false;
        }
        bool fits = true;
        for (const auto& cell : record) {
            const auto at = core::find_invalid_utf8(cell.text);
            if (at == std::string_view::npos) continue;
            auto where = place(cell);
            where.column += count_characters(std::string_view(cell.text).substr(0, at));
            findings_.error("M008", where, "this is not UTF-8", "save the file as UTF-8");
            fits = false;
        }
        return fits;
    }

    RawRow row(std::vector<CsvCell>& record) const {
        RawRow row{kind_.name, {name_, record[0].line, 0}, {}};
        for (std::size_t i = 0; i < record.size(); ++i) {
            if (columns_[i].field.empty()) continue;
            RawField field{columns_[i].field, columns_[i].locale, {}, record[i].line, record[i].column};
            field.value.line = record[i].line;
            field.value.column = record[i].column;
            field.value.cell = true;
            field.value.text = std::move(record[i].text);
            const bool blank = trimmed(field.value.text).empty();
            field.value.shape = blank ? RawValue::Shape::null : RawValue::Shape::text;
            row.fields.push_back(std::move(field));
        }
        return row;
    }

    core::SourcePosition place(const CsvCell& cell) const { return {name_, cell.line, cell.column}; }

    CsvLexer lexer_;
    const std::string& name_;
    const Kind& kind_;
    Findings& findings_;
    std::vector<Column> columns_;
};

}  // namespace

std::vector<RawRow> read_csv(std::string_view text, const std::string& name, const Kind& kind,
                             Findings& findings) {
    return Reader(text, name, kind, findings).rows();
}

bool looks_like_csv(std::string_view text, const Kind& kind) {
    Findings ignored;
    CsvLexer lexer(text.substr(0, text.find('\n')), {}, ignored);
    std::vector<CsvCell> record;
    if (!lexer.next(record)) return false;
    return std::any_of(record.begin(), record.end(),
                       [&](const CsvCell& cell) { return trimmed(cell.text) == kind.fields.front().name; });
}

}  // namespace mallctl::catalog
