#include "catalog/columns/row_maker.hpp"

#include <algorithm>

#include "catalog/columns/cell_text.hpp"
#include "core/closest.hpp"
#include "core/glob.hpp"

namespace mallctl::catalog::columns {

namespace {

using Shape = RawValue::Shape;

bool takes_several(const Field& field) {
    return field.type == FieldType::list || field.type == FieldType::locales ||
           field.type == FieldType::dates || field.type == FieldType::point;
}

RawValue text_at(std::string text, int line, int column) {
    RawValue value;
    value.shape = Shape::text;
    value.text = std::move(text);
    value.line = line;
    value.column = column;
    return value;
}

}  // namespace

RowMaker::RowMaker(const ColumnMapping& mapping, const std::vector<TableCell>& heading,
                   const std::string& file, Findings& findings)
    : mapping_(mapping), file_(file), findings_(findings) {
    std::vector<std::string> names;
    for (const auto& cell : heading) names.push_back(tidy(cell.text));
    for (const auto& column : mapping.columns) {
        const auto found = std::find(names.begin(), names.end(), column.name);
        const bool again =
            found != names.end() && std::find(found + 1, names.end(), column.name) != names.end();
        at_.push_back(static_cast<std::size_t>(found - names.begin()));
        if (found != names.end() && !again) continue;
        ready_ = false;
        const std::string message = "the table " + file + " has " + (again ? "two columns" : "no column") +
                                    " \"" + column.name + "\"";
        findings.error("M050", column.where, message,
                       again ? "rename one" : core::did_you_mean(column.name, names));
    }
}

bool RowMaker::skips(const std::vector<TableCell>& record) const {
    return std::any_of(mapping_.skip.begin(), mapping_.skip.end(), [&](const SkipRule& rule) {
        const std::string text = tidy(cell(record, rule.column).text);
        return std::any_of(rule.patterns.begin(), rule.patterns.end(),
                           [&](const auto& pattern) { return core::glob_matches(pattern, text); });
    });
}

const TableCell* RowMaker::place_of(const ValueRecipe& recipe, const std::vector<TableCell>& record) const {
    for (const auto& piece : recipe.pieces) {
        if (piece.column) return &cell(record, *piece.column);
    }
    return nullptr;
}

// A value whose columns are all empty is none: "-" of "{id}-{name}" says nothing.
Values RowMaker::values(const ValueRecipe& recipe, const std::vector<TableCell>& record,
                        Remarks& remarks) const {
    std::string text;
    bool filled = place_of(recipe, record) == nullptr;
    for (const auto& piece : recipe.pieces) {
        const std::string& part = piece.column ? cell(record, *piece.column).text : piece.text;
        if (piece.column && !tidy(part).empty()) filled = true;
        text += part;
    }
    Values values;
    if (filled) values.push_back(std::move(text));
    for (const auto& step : recipe.steps) step(values, remarks);
    return values;
}

void RowMaker::report(const Remarks& remarks, const TableCell* cell, const std::vector<TableCell>& record,
                      const std::string& object) const {
    const TableCell& at = cell != nullptr ? *cell : record.front();
    for (const auto& remark : remarks)
        findings_.warning(remark.code, {file_, at.line, at.column}, remark.message, remark.advice, object);
}

void RowMaker::add_levels(const FieldRule& rule, const std::vector<TableCell>& record,
                          const std::string& object, Values& values) const {
    const TableCell* at = place_of(*rule.level, record);
    Remarks remarks;
    const Values levels = this->values(*rule.level, record, remarks);
    const auto lacks_level = [](const std::string& value) { return value.find('@') == std::string::npos; };
    const bool wanted = std::any_of(values.begin(), values.end(), lacks_level);
    if (levels.size() > 1 && wanted) {
        std::string list;
        for (const auto& level : levels) list += (list.empty() ? "" : ", ") + level;
        remarks.push_back({"M054",
                           "which is on which of the levels " + list + " is not known: " + rule.field->name +
                               " are kept without a level",
                           "give each level a row of its own"});
    }
    report(remarks, at, record, object);
    if (levels.size() != 1) return;
    for (auto& value : values) {
        if (lacks_level(value)) value += "@" + levels.front();
    }
}

RawField RowMaker::field(const FieldRule& rule, const std::vector<TableCell>& record,
                         const std::string& object) const {
    Remarks remarks;
    Values values = this->values(rule.value, record, remarks);
    const TableCell* at = place_of(rule.value, record);
    report(remarks, at, record, object);
    if (rule.level) add_levels(rule, record, object, values);
    const TableCell& place = at != nullptr ? *at : record.front();
    RawField field{rule.field->name, rule.locale, {}, place.line, place.column};
    field.value.line = place.line;
    field.value.column = place.column;
    if (values.empty()) return field;
    if (takes_several(*rule.field)) {
        field.value.shape = Shape::list;
        for (auto& value : values)
            field.value.items.push_back(text_at(std::move(value), place.line, place.column));
        return field;
    }
    if (values.size() > 1) {
        findings_.error(
            "M057", {file_, place.line, place.column},
            std::to_string(values.size()) + " values for \"" + rule.field->name + "\", which takes one",
            "let the mapping take the \"first\", or \"join\" them", object);
    }
    field.value = text_at(std::move(values.front()), place.line, place.column);
    return field;
}

std::string RowMaker::key(const std::vector<TableCell>& record) const {
    Remarks unused;
    for (const auto& rule : mapping_.fields) {
        if (rule.field != &mapping_.kind->fields.front()) continue;
        const Values found = values(rule.value, record, unused);
        return found.empty() ? "" : found.front();
    }
    return {};
}

RawRow RowMaker::row(const std::vector<TableCell>& record) const {
    RawRow row{mapping_.kind->name, {file_, record.front().line, 0}, {}};
    const std::string object = mapping_.kind->name + " " + key(record);
    for (const auto& rule : mapping_.fields) {
        auto value = field(rule, record, object);
        const bool is_key = rule.field == &mapping_.kind->fields.front();
        row.fields.insert(is_key ? row.fields.begin() : row.fields.end(), std::move(value));
    }
    return row;
}

}  // namespace mallctl::catalog::columns
