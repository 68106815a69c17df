#include "catalog/reader/row_builder.hpp"

#include <algorithm>
#include <limits>

#include "catalog/reader/headings.hpp"
#include "core/names.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::size_t longest_named = 63;  // bytes of a key that name the row in findings

// Within a row; what does not fit is not told: a column beyond 65535 of a line that long helps nobody.
FieldPlace place_within(const Row& row, Place place) {
    constexpr int most = std::numeric_limits<std::uint16_t>::max();
    const int lines = place.line - static_cast<int>(row.line);
    if (place.column > most || lines < 0 || lines > most) return {};
    return {static_cast<std::uint16_t>(lines), static_cast<std::uint16_t>(place.column)};
}

}  // namespace

RowBuilder::RowBuilder(Findings& findings, Reject reject) : findings_(findings), reject_(std::move(reject)) {}

void RowBuilder::begin(Row& row, const Kind& kind, std::uint32_t file, Place place) {
    if (row.kind != &kind) {
        row.kind = &kind;
        row.values.assign(kind.fields.size(), {});
        row.places.assign(kind.fields.size(), {});
    }
    row.file = file;
    row.line = static_cast<std::uint32_t>(place.line);
    row.column = static_cast<std::uint32_t>(place.column);
    row.stated = 0;
    row.partial = 0;
    row.reverted = 0;
    row.was.clear();
    key_text_.clear();
    unread_ = 0;
    is_unclear_ = false;
}

void RowBuilder::mark(Row& row, std::size_t field, Place place) {
    row.stated |= std::uint64_t{1} << field;
    row.places[field] = place_within(row, place);
}

// A value that cannot be taken. A shorthand's is that of what it stands for.
void RowBuilder::leave_unread(Row& row, std::size_t field, Place place) {
    row.values[field] = std::monostate{};
    unread_ |= std::uint64_t{1} << field;
    if (!row.kind->fields[field].shorthand) return;
    row.stated &= ~(std::uint64_t{1} << field);
    for (std::size_t i = 0; i < row.kind->fields.size(); ++i) {
        const FieldType type = row.kind->fields[i].type;
        if (type != FieldType::longitude && type != FieldType::latitude) continue;
        if (row.states(i)) continue;
        mark(row, i, place);
        row.values[i] = std::monostate{};
        unread_ |= std::uint64_t{1} << i;
    }
}

void RowBuilder::check_blank(const Row& row, std::size_t field, Place place) {
    const Field& declared = row.kind->fields[field];
    if (!declared.required && declared.type != FieldType::point) return;
    if (!std::holds_alternative<std::monostate>(row.values[field])) return;
    faults_.error("M003", place, declared.name + " cannot be empty");
    unread_ |= std::uint64_t{1} << field;
}

void RowBuilder::state(Row& row, std::size_t field, StatedText text) {
    if (row.kind->fields[field].type == FieldType::names) {
        state_names(row, field, {{{}, text}}, false);
        return;
    }
    text = trimmed(text);
    mark(row, field, text.place);
    if (field == 0) key_text_.assign(text.text.substr(0, longest_named));
    if (!values_.read(row.kind->fields[field], text, row.values[field])) {
        leave_unread(row, field, text.place);
        return;
    }
    check_blank(row, field, text.place);
    if (row.kind->fields[field].shorthand) expand_point(row, field, text.place);
}

void RowBuilder::state(Row& row, std::size_t field, const RawValue& value) {
    if (value.shape == RawValue::Shape::text) {
        state(row, field, {value.text, {value.line, value.column}, value.cell});
        return;
    }
    const Place place{value.line, value.column};
    mark(row, field, place);
    if (!values_.read(row.kind->fields[field], value, row.values[field])) {
        leave_unread(row, field, place);
        return;
    }
    check_blank(row, field, place);
    if (row.kind->fields[field].shorthand) expand_point(row, field, place);
}

// The only shorthand there is states a longitude and a latitude.
void RowBuilder::expand_point(Row& row, std::size_t field, Place place) {
    row.stated &= ~(std::uint64_t{1} << field);
    const auto* point = std::get_if<Point>(&row.values[field]);
    if (point == nullptr) return;
    for (std::size_t i = 0; i < row.kind->fields.size(); ++i) {
        const FieldType type = row.kind->fields[i].type;
        if (type != FieldType::longitude && type != FieldType::latitude) continue;
        if (row.states(i)) {
            faults_.error(
                "M002", place,
                row.kind->fields[i].name + " is stated twice, also by " + row.kind->fields[field].name,
                "state it once");
        }
        mark(row, i, place);
        row.values[i] = type == FieldType::longitude ? point->x : point->y;
    }
}

void RowBuilder::state_names(Row& row, std::size_t field, const std::vector<NamePart>& parts, bool partial) {
    const Field& declared = row.kind->fields[field];
    mark(row, field, parts.front().text.place);
    auto& names = hold<Names>(row.values[field]);
    // The row before had the same languages, as a rule: their texts are assigned to. If not, it is done anew.
    for (int round = 0; round < 2; ++round) {
        for (const auto& part : parts) {
            auto kept = names.find(std::string(part.locale));
            if (kept == names.end()) kept = names.emplace(part.locale, std::string{}).first;
            if (values_.read_name(declared, part.text, kept->second)) continue;
            leave_unread(row, field, parts.front().text.place);
            return;
        }
        if (names.size() == parts.size()) break;
        names.clear();
    }
    if (partial) {
        row.partial |= std::uint64_t{1} << field;
        return;
    }
    std::erase_if(names, [](const auto& name) { return name.second.empty(); });
    if (names.empty()) row.values[field] = std::monostate{};
    check_blank(row, field, parts.front().text.place);
}

void RowBuilder::state_was(Row& row, StatedText text) {
    text = trimmed(text);
    if (text.text.empty()) return;
    if (core::is_slug(text.text)) {
        row.was.assign(text.text);
        was_place_ = text.place;
        return;
    }
    is_unclear_ = true;
    const auto slug = core::make_slug(text.text);
    faults_.error("M003", text.place, "bad was: a slug has 1 to 63 of a-z, 0-9, - and _",
                  slug.empty() ? "" : "did you mean \"" + slug + "\"?");
}

void RowBuilder::check_key(const Row& row) {
    const std::string& key = row.kind->fields.front().name;
    if (!row.was.empty() && row.was == key_text_) {
        faults_.error("M016", was_place_, "was is the row's own " + key + " \"" + row.was + "\"",
                      "it is the slug before a renaming: leave it out");
    }
    if (row.states(0)) return;
    faults_.error("M010", {static_cast<int>(row.line), static_cast<int>(row.column)},
                  row.kind->name + " without a " + key, "every row needs its key");
}

bool RowBuilder::end(Row& row, const std::string& file, const Fields& fields) {
    check_key(row);
    if (faults_.empty()) return true;
    RejectedRow rejected;
    rejected.reasons = faults_.take(file, row.kind->name + (key_text_.empty() ? "" : " " + key_text_));
    for (const auto& reason : rejected.reasons) findings_.add_of_row(reason);
    if (reject_) {
        rejected.kind = row.kind->name;
        rejected.where = {file, static_cast<int>(row.line), static_cast<int>(row.column)};
        fields(rejected);
        reject_(rejected);
    }
    if (refused_ && !is_unclear_) refused_(row, unread_);
    return false;
}

void RowBuilder::reject(RejectedRow row) const {
    if (reject_) reject_(row);
}

}  // namespace mallctl::catalog
