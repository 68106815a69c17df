#include "catalog/reader/csv_rows.hpp"

#include <algorithm>
#include <sstream>

#include "core/utf8.hpp"

namespace mallctl::catalog {

CsvRows::CsvRows(std::unique_ptr<TextStream> stream, std::string name, std::uint32_t file, const Kind& kind,
                 RowBuilder& builder, Findings& findings)
    : stream_(std::move(stream)),
      records_(*stream_),
      name_(std::move(name)),
      file_(file),
      kind_(kind),
      builder_(builder),
      findings_(findings) {}

RowInput::Step CsvRows::next(Row& row) {
    if (!began_) {
        began_ = true;
        ended_ = !read_headings();
    }
    if (ended_) return Step::end;
    const auto step = records_.next(record_, fault_);
    if (step == CsvRecords::Step::end) return Step::end;
    row.stated = 0;
    if (step == CsvRecords::Step::fault) {
        report(fault_);
        return Step::faulty;
    }
    return record_fits() && bind(row) ? Step::good : Step::faulty;
}

core::Diagnostic CsvRows::diagnostic(const CsvFault& fault) const {
    core::Diagnostic reason;
    reason.code = fault.code;
    reason.severity = core::Severity::error;
    reason.message = fault.message;
    reason.advice = fault.advice;
    reason.where = where(fault.place);
    return reason;
}

void CsvRows::report(const CsvFault& fault) {
    const core::Diagnostic reason = diagnostic(fault);
    findings_.add_of_row(reason);
    if (builder_.wants_rejects()) builder_.reject({kind_.name, reason.where, {}, fault.text, {reason}});
}

bool CsvRows::read_headings() {
    const auto step = records_.next(record_, fault_);
    if (step == CsvRecords::Step::fault) findings_.add(diagnostic(fault_));
    if (step != CsvRecords::Step::record || !is_utf8()) return false;
    for (const auto& cell : record_.cells)
        add_heading(read_heading(kind_, cell.text, where(cell.place), findings_), cell);
    const bool has_key = std::any_of(headings_.begin(), headings_.end(), [](const Heading& heading) {
        return heading.use == Heading::Use::field && heading.field == 0;
    });
    if (has_key) return true;
    const std::string& key = kind_.fields.front().name;
    findings_.error("M010", where(record_.cells.front().place), "there is no column \"" + key + "\"",
                    "every row needs its key");
    return false;
}

void CsvRows::add_heading(Heading heading, const CsvCell& cell) {
    const auto same = [&](const Heading& other) {
        return other.use == heading.use && other.field == heading.field &&
               other.has_locale == heading.has_locale && other.locale == heading.locale;
    };
    if (heading.use != Heading::Use::left_out && std::any_of(headings_.begin(), headings_.end(), same)) {
        findings_.error("M002", where(cell.place), "the column \"" + heading.text + "\" is there twice");
        heading.use = Heading::Use::left_out;
    }
    if (heading.use == Heading::Use::field && kind_.fields[heading.field].type == FieldType::names) {
        auto group = std::find_if(names_.begin(), names_.end(),
                                  [&](const NameColumns& one) { return one.field == heading.field; });
        if (group == names_.end()) group = names_.insert(names_.end(), NameColumns{heading.field, true, {}});
        group->partial = group->partial && heading.has_locale;
        group->columns.push_back(headings_.size());
    }
    headings_.push_back(std::move(heading));
}

bool CsvRows::record_fits() {
    if (!record_.is_ascii && !is_utf8()) return false;
    const std::size_t count = record_.cells.size();
    if (count == headings_.size()) return true;
    const auto& cell = record_.cells[std::min(headings_.size(), count - 1)];
    core::Diagnostic fault;
    fault.code = "M007";
    fault.severity = core::Severity::error;
    fault.message = "the row has " + std::to_string(count) + (count == 1 ? " cell" : " cells") +
                    ", the heading has " + std::to_string(headings_.size());
    fault.advice =
        count > headings_.size() ? "quote a cell that holds a comma" : "write a comma for each empty cell";
    fault.where = where(cell.place);
    findings_.add_of_row(fault);
    reject_record(fault);
    return false;
}

bool CsvRows::is_utf8() {
    bool good = true;
    for (const auto& cell : record_.cells) {
        const auto at = core::find_invalid_utf8(cell.text);
        if (at == std::string_view::npos) continue;
        core::Diagnostic fault;
        fault.code = "M008";
        fault.severity = core::Severity::error;
        fault.message = "this is not UTF-8";
        fault.advice = "save the file as UTF-8";
        fault.where = where(cell.place);
        fault.where.column += count_characters(cell.text.substr(0, at));
        // Before there are headings it is their line.
        if (headings_.empty()) {
            findings_.add(fault);
        } else {
            findings_.add_of_row(fault);
            if (good) reject_record(fault);
        }
        good = false;
    }
    return good;
}

bool CsvRows::bind(Row& row) {
    builder_.begin(row, kind_, file_, {record_.line, 1});
    for (std::size_t i = 0; i < headings_.size(); ++i) {
        const Heading& heading = headings_[i];
        const StatedText text{record_.cells[i].text, record_.cells[i].place, true};
        if (heading.use == Heading::Use::was) builder_.state_was(row, text);
        if (heading.use != Heading::Use::field) continue;
        if (kind_.fields[heading.field].type != FieldType::names) builder_.state(row, heading.field, text);
    }
    for (const auto& group : names_) {
        parts_.clear();
        for (const std::size_t i : group.columns)
            parts_.push_back({headings_[i].locale, {record_.cells[i].text, record_.cells[i].place, true}});
        builder_.state_names(row, group.field, parts_, group.partial);
    }
    return builder_.end(row, name_, [this](RejectedRow& rejected) { copy_fields(rejected); });
}

void CsvRows::reject_record(const core::Diagnostic& reason) {
    if (!builder_.wants_rejects()) return;
    RejectedRow rejected{kind_.name, reason.where, {}, {}, {reason}};
    if (record_.cells.size() == headings_.size()) {
        copy_fields(rejected);
    } else {
        rejected.text = record_.raw.substr(0, record_.raw.find_last_not_of("\r\n") + 1);
    }
    builder_.reject(std::move(rejected));
}

void CsvRows::copy_fields(RejectedRow& rejected) const {
    for (std::size_t i = 0; i < headings_.size(); ++i)
        rejected.fields.emplace_back(headings_[i].text, record_.cells[i].text);
}

bool begins_like_csv(std::string_view text, const Kind& kind) {
    std::istringstream line(std::string(text.substr(0, std::min(text.find('\n'), text.size()))));
    TextStream stream(line);
    CsvRecords records(stream);
    CsvRecord record;
    CsvFault fault;
    if (records.next(record, fault) != CsvRecords::Step::record) return false;
    return std::any_of(record.cells.begin(), record.cells.end(), [&](const CsvCell& cell) {
        return trimmed({cell.text, {}, false}).text == kind.fields.front().name;
    });
}

}  // namespace mallctl::catalog
