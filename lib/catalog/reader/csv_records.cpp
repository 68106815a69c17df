#include "catalog/reader/csv_records.hpp"

#include <algorithm>
#include <array>

namespace mallctl::catalog {

namespace {

constexpr std::size_t longest_record = longest_line;

// Characters that may end a cell without quotes, or may not stand in it.
constexpr auto special = [] {
    std::array<bool, 256> table{};
    for (const char c : {',', '\n', '\r', '"'}) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool is_special(char c) {
    return special[static_cast<unsigned char>(c)];
}

Place place_at(std::string_view text, std::size_t line_begin, std::size_t at, int line) {
    return {line, count_characters(text.substr(line_begin, at - line_begin)) + 1};
}

}  // namespace

CsvRecords::Step CsvRecords::next(CsvRecord& record, CsvFault& fault) {
    at_end_ = false;
    while (true) {
        const std::string_view text = stream_.window().substr(0, longest_record);
        if (text.starts_with('\n') || text.starts_with("\r\n")) {
            stream_.consume(text.front() == '\n' ? 1 : 2);
            ++line_;
            continue;
        }
        at_bound_ = text.size() == longest_record;
        const End end = text.empty() ? End::more : scan(text, fault);
        if (end == End::record) {
            take(record, text);
            return Step::record;
        }
        if (end == End::fault) return leave_line();
        if (at_bound_) {
            set_too_long(text, fault);
            return leave_line();
        }
        if (stream_.fill()) continue;
        if (text.empty()) return Step::end;
        at_end_ = true;
    }
}

// Scans one record from the beginning of the window.
CsvRecords::End CsvRecords::scan(std::string_view text, CsvFault& fault) {
    spans_.clear();
    unescaped_.clear();
    at_ = line_begin_ = 0;
    lines_ = 0;
    End end = End::cell;
    while (end == End::cell) {
        const bool quoted = at_ < text.size() && text[at_] == '"';
        end = quoted ? scan_quoted(text, fault) : scan_plain(text, fault);
    }
    return end;
}

CsvRecords::End CsvRecords::scan_plain(std::string_view text, CsvFault& fault) {
    const std::size_t begin = at_;
    while (true) {
        while (at_ < text.size() && !is_special(text[at_])) ++at_;
        if (at_ == text.size() && !at_end_) return End::more;
        const char c = at_ == text.size() ? '\n' : text[at_];
        if (c == '"') {
            return set_fault(text, fault, "a quote in a cell without quotes",
                             "quote the cell and double its quotes");
        }
        if (c == ',') {
            spans_.push_back({begin, at_ - begin, false, begin, line_begin_, lines_});
            ++at_;
            return End::cell;
        }
        const Span span{begin, at_ - begin, false, begin, line_begin_, lines_};
        const End line_end = take_line_end(text);
        if (line_end == End::cell) {  // a lone carriage return
            ++at_;
            continue;
        }
        spans_.push_back(span);
        return line_end;
    }
}

CsvRecords::End CsvRecords::scan_quoted(std::string_view text, CsvFault& fault) {
    const std::size_t quote = at_++;
    Span span{at_, 0, false, at_, line_begin_, lines_};
    const std::size_t unescaped_begin = unescaped_.size();
    std::size_t piece = at_;
    while (true) {
        while (at_ < text.size() && text[at_] != '"' && text[at_] != '\n') ++at_;
        if (at_ == text.size() && !at_end_ && !at_bound_) return End::more;
        if (at_ == text.size()) {
            if (at_bound_ && text.find('\n', quote) == std::string_view::npos) return End::more;
            at_ = quote;
            return set_never_closed(text, span, fault);
        }
        if (text[at_] == '\n') {
            line_begin_ = ++at_;
            ++lines_;
            continue;
        }
        if (at_ + 1 == text.size() && !at_end_) return End::more;
        if (at_ + 1 == text.size() || text[at_ + 1] != '"') break;
        unescaped_.append(text.substr(piece, at_ + 1 - piece));
        span.is_unescaped = true;
        piece = at_ += 2;
    }
    if (span.is_unescaped) {
        unescaped_.append(text.substr(piece, at_ - piece));
        span.begin = unescaped_begin;
        span.size = unescaped_.size() - unescaped_begin;
    } else {
        span.size = at_ - span.begin;
    }
    spans_.push_back(span);
    if (++at_ < text.size() && text[at_] == ',') return ++at_, End::cell;
    const End line_end = take_line_end(text);
    if (line_end != End::cell) return line_end;
    return set_fault(text, fault, "text follows a closing quote", "double the quotes inside a quoted cell");
}

// Steps over a line end or the end of the source: the record has ended. End::cell where there is none.
CsvRecords::End CsvRecords::take_line_end(std::string_view text) {
    if (at_ == text.size()) return at_end_ ? End::record : End::more;
    const bool is_return = text[at_] == '\r';
    if (is_return && at_ + 1 == text.size()) {
        if (!at_end_) return End::more;
        ++at_;
        return End::record;
    }
    if (text[at_] != '\n' && !(is_return && text[at_ + 1] == '\n')) return End::cell;
    at_ += is_return ? 2 : 1;
    ++lines_;
    return End::record;
}

CsvRecords::End CsvRecords::set_fault(std::string_view text, CsvFault& fault, const char* message,
                                      const char* advice) const {
    const std::size_t end = std::min(text.find('\n', at_), text.size());
    const Place place = place_at(text, line_begin_, at_, line_ + lines_);
    fault = {"M006", place, message, advice, std::string(text.substr(0, std::min(end, longest_left_out)))};
    if (fault.text.ends_with('\r')) fault.text.pop_back();
    return End::fault;
}

// Reading goes on behind the line of the quote.
CsvRecords::End CsvRecords::set_never_closed(std::string_view text, const Span& span, CsvFault& fault) {
    lines_ = span.line;
    line_begin_ = span.line_begin;
    return set_fault(text, fault, "this quote is never closed", "double the quotes inside a quoted cell");
}

void CsvRecords::set_too_long(std::string_view text, CsvFault& fault) {
    const bool one_line = lines_ == 0;
    fault = {"M009",
             {line_ + lines_, 1},
             one_line ? "a line has at most 1 MiB" : "a record has at most 1 MiB",
             {},
             std::string(text.substr(0, longest_left_out))};
}

CsvRecords::Step CsvRecords::leave_line() {
    stream_.consume(at_);
    line_ += lines_ + stream_.skip_line();
    return Step::fault;
}

void CsvRecords::take(CsvRecord& record, std::string_view text) {
    record.raw = text.substr(0, at_);
    record.is_ascii = is_ascii(record.raw);
    record.line = line_;
    record.cells.resize(spans_.size());
    // Columns are counted onwards, so that a line of many cells is counted once.
    std::size_t counted_line = 0;
    std::size_t counted_to = 0;
    int counted = 0;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
        const Span& span = spans_[i];
        CsvCell& cell = record.cells[i];
        const std::string_view from = span.is_unescaped ? std::string_view(unescaped_) : text;
        cell.text = from.substr(span.begin, span.size);
        cell.place.line = line_ + span.line;
        if (record.is_ascii) {
            cell.place.column = static_cast<int>(span.at - span.line_begin) + 1;
            continue;
        }
        if (span.line_begin != counted_line) {
            counted_line = counted_to = span.line_begin;
            counted = 0;
        }
        counted += count_characters(text.substr(counted_to, span.at - counted_to));
        counted_to = span.at;
        cell.place.column = counted + 1;
    }
    stream_.consume(at_);
    line_ += lines_;
}

}  // namespace mallctl::catalog
