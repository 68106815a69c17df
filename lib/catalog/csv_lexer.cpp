#include "catalog/csv_lexer.hpp"

#include <algorithm>
#include <utility>

#include "catalog/source_text.hpp"

namespace mallctl::catalog {

CsvLexer::CsvLexer(std::string_view text, std::string name, Findings& findings)
    : text_(text), name_(std::move(name)), findings_(findings) {}

bool CsvLexer::next(std::vector<CsvCell>& record) {
    record.clear();
    while (at_ < text_.size()) {
        if (at_line_end()) {
            take_line_end();
            continue;
        }
        End end = End::cell;
        while (end == End::cell) end = read_cell(record.emplace_back());
        if (end == End::record) return true;
        record.clear();
    }
    return false;
}

CsvLexer::End CsvLexer::read_cell(CsvCell& cell) {
    cell.line = line_;
    cell.column = column_at(at_);
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    return quoted ? read_quoted(cell) : read_plain(cell);
}

CsvLexer::End CsvLexer::read_quoted(CsvCell& cell) {
    const std::size_t begin = at_;
    const std::size_t begin_of_line = line_begin_;
    const int quote_column = cell.column++;
    ++at_;
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c == '\n') {
            cell.text += c;
            take_line_end();
        } else if (c != '"') {
            cell.text += c;
            ++at_;
        } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
            cell.text += '"';
            at_ += 2;
        } else {
            ++at_;
            if (at_ == text_.size()) return End::record;
            if (at_line_end()) return take_line_end(), End::record;
            if (text_[at_] == ',') return ++at_, End::cell;
            fault(line_, column_at(at_), "text follows a closing quote",
                  "double the quotes inside a quoted cell");
            return End::fault;
        }
    }
    line_ = cell.line;
    line_begin_ = counted_to_ = begin_of_line;
    counted_ = 0;
    at_ = begin;
    fault(cell.line, quote_column, "this quote is never closed", "double the quotes inside a quoted cell");
    return End::fault;
}

CsvLexer::End CsvLexer::read_plain(CsvCell& cell) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !at_line_end() && text_[at_] != ',') {
        if (text_[at_] == '"') {
            fault(line_, column_at(at_), "a quote in a cell without quotes",
                  "quote the cell and double its quotes");
            return End::fault;
        }
        ++at_;
    }
    cell.text = text_.substr(begin, at_ - begin);
    if (at_ == text_.size()) return End::record;
    if (text_[at_] == ',') return ++at_, End::cell;
    take_line_end();
    return End::record;
}

bool CsvLexer::at_line_end() const {
    return text_[at_] == '\n' || (text_[at_] == '\r' && (at_ + 1 == text_.size() || text_[at_ + 1] == '\n'));
}

void CsvLexer::take_line_end() {
    at_ += text_[at_] == '\r' && at_ + 1 < text_.size() ? 2 : 1;
    ++line_;
    line_begin_ = counted_to_ = at_;
    counted_ = 0;
}

void CsvLexer::skip_line() {
    const auto end = text_.find('\n', at_);
    at_ = end == std::string_view::npos ? text_.size() : end;
    if (at_ < text_.size()) take_line_end();
}

int CsvLexer::column_at(std::size_t at) {
    counted_ += count_characters(text_.substr(counted_to_, at - counted_to_));
    counted_to_ = at;
    return counted_ + 1;
}

void CsvLexer::fault(int line, int column, const std::string& message, const std::string& advice) {
    findings_.error("M006", {name_, line, column}, message, advice);
    skip_line();
}

}  // namespace mallctl::catalog
