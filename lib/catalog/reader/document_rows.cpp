#include "catalog/reader/document_rows.hpp"

#include <algorithm>

#include "catalog/locale.hpp"
#include "catalog/reader/raw_rows.hpp"
#include "catalog/reader/text_stream.hpp"
#include "core/closest.hpp"

namespace mallctl::catalog {

namespace {

RawField field_of(RawEntry entry) {
    RawField field;
    field.name = std::move(entry.key.text);
    field.line = entry.key.line;
    field.column = entry.key.column;
    field.value = std::move(entry.value);
    return field;
}

// What `apply --rejects` writes of a row: its values are cells of a table, "a;b" and "name:de".
void read_as_cells(RawRow& row) {
    for (auto& field : row.fields) {
        field.value.cell = field.value.shape == RawValue::Shape::text;
        const auto colon = field.name.find(':');
        if (colon == std::string::npos || !is_locale(field.name.substr(colon + 1))) continue;
        field.locale = field.name.substr(colon + 1);
        field.name.resize(colon);
    }
}

}  // namespace

DocumentRows::DocumentRows(std::string name, const Kind* kind, RowBuilder& builder, Findings& findings)
    : name_(std::move(name)), kind_(kind), builder_(builder), findings_(findings) {}

bool DocumentRows::read(RawValue value, RawRow& row) {
    if (value.shape != RawValue::Shape::map) {
        report_row("M006", value, "a row is a map of keys and values", "begin it with kind:", value);
        return false;
    }
    const Kind* kind = kind_of(value);
    if (kind == nullptr) return false;
    row.kind = kind->name;
    row.where = {name_, value.line, value.column};
    row.fields.clear();
    for (auto& entry : value.entries) {
        if (entry.key.text != "kind") row.fields.push_back(field_of(std::move(entry)));
    }
    const bool was_rejected = std::any_of(row.fields.begin(), row.fields.end(), [](const RawField& field) {
        return field.name == "reject_reason";
    });
    if (was_rejected) read_as_cells(row);
    return true;
}

const Kind* DocumentRows::kind_of(const RawValue& row) {
    const auto stated = std::find_if(row.entries.begin(), row.entries.end(),
                                     [](const RawEntry& entry) { return entry.key.text == "kind"; });
    if (stated == row.entries.end()) {
        if (kind_ == nullptr)
            report_row("M001", row, "the document does not say its kind", "add a line like kind: store", row);
        return kind_;
    }
    const std::string& word = stated->value.text;
    const Kind* kind = find_kind(word);
    if (kind != nullptr && kind->name == word) return kind;
    std::vector<std::string> names;
    std::string all;
    for (const auto& known : kinds()) {
        names.push_back(known.name);
        all += (all.empty() ? "" : ", ") + known.name;
    }
    const auto guess = core::did_you_mean(word, names);
    report_row("M001", stated->value, "unknown kind \"" + word.substr(0, 60) + "\"",
               guess.empty() ? "use one of " + all : guess, row);
    return nullptr;
}

core::Diagnostic DocumentRows::add(const char* code, Place place, const std::string& message,
                                   const std::string& advice) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = core::Severity::error;
    finding.message = message;
    finding.advice = advice;
    finding.where = {name_, place.line, place.column};
    findings_.add_of_row(finding);
    return finding;
}

void DocumentRows::report(const char* code, Place place, const std::string& message,
                          const std::string& advice, std::string_view text) {
    const core::Diagnostic reason = add(code, place, message, advice);
    if (!builder_.wants_rejects()) return;
    const auto kind = kind_ == nullptr ? std::string{} : kind_->name;
    builder_.reject({kind, reason.where, {}, std::string(text.substr(0, longest_left_out)), {reason}});
}

void DocumentRows::report_row(const char* code, const RawValue& at, const std::string& message,
                              const std::string& advice, const RawValue& row) {
    const core::Diagnostic reason = add(code, {at.line, at.column}, message, advice);
    if (!builder_.wants_rejects()) return;
    RejectedRow rejected{{}, {name_, row.line, row.column}, {}, {}, {reason}};
    for (const auto& entry : row.entries) copy_cells(field_of(entry), rejected);
    if (rejected.fields.empty()) rejected.text = row.text.substr(0, longest_left_out);
    builder_.reject(std::move(rejected));
}

Place advance(Place from, std::string_view passed) {
    const auto line_end = passed.rfind('\n');
    if (line_end == std::string_view::npos) return {from.line, from.column + count_characters(passed)};
    return {from.line + static_cast<int>(std::count(passed.begin(), passed.end(), '\n')),
            count_characters(passed.substr(line_end + 1)) + 1};
}

}  // namespace mallctl::catalog
