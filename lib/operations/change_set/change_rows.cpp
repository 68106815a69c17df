#include "operations/change_set/change_rows.hpp"

#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "catalog/value_text.hpp"
#include "core/error.hpp"
#include "core/money.hpp"
#include "core/wkb.hpp"

namespace mallctl::operations {

namespace {

using catalog::FieldType;
using catalog::RawValue;

RawValue text_at(std::string text, int line) {
    RawValue raw;
    raw.shape = RawValue::Shape::text;
    raw.text = std::move(text);
    raw.line = line;
    raw.column = 1;
    return raw;
}

RawValue raw_of(const Json& value, int line) {
    RawValue raw = text_at({}, line);
    if (value.is_string()) {
        raw.text = value.get<std::string>();
    } else if (value.is_array()) {
        raw.shape = RawValue::Shape::list;
        for (const auto& item : value) raw.items.push_back(raw_of(item, line));
    } else if (value.is_object()) {
        raw.shape = RawValue::Shape::map;
        for (const auto& item : value.items()) {
            raw.entries.push_back(
                {text_at(catalog::locale_tag(item.key()), line), raw_of(item.value(), line)});
        }
    } else if (value.is_null()) {
        raw.shape = RawValue::Shape::null;
    } else {
        raw.text = value.dump();
    }
    return raw;
}

// What the readers of files take for the same value.
RawValue stated_value(const catalog::Field& field, const Json& value, const std::string& currency, int line) {
    if (value.is_structured() && value.empty()) return raw_of(nullptr, line);
    if (field.type == FieldType::money && value.is_number_integer() && core::currency_exponent(currency))
        return text_at(core::format_money(value.get<std::int64_t>(), currency), line);
    if (field.type == FieldType::area && value.is_string())
        return text_at(catalog::area_text(core::polygons_from_ewkb(value.get<std::string>())), line);
    return raw_of(value, line);
}

}  // namespace

ChangeRows::ChangeRows(std::string name, catalog::Findings& findings)
    : name_(std::move(name)), builder_(findings, {}) {}

void ChangeRows::set_currency(const std::string& currency) {
    builder_.values().amounts.set_currency(currency);
}

void ChangeRows::state(const ChangeSetField& field, const Json& value, int line, catalog::Row& row) {
    const catalog::Field& declared = row.kind->fields[field.field];
    try {
        const auto stated = stated_value(declared, value, builder_.values().amounts.currency(), line);
        builder_.state(row, field.field, stated);
    } catch (const core::Error& error) {
        builder_.faults().error("M003", {line, 1}, "bad " + declared.name + ": " + error.what(),
                                error.advice());
    }
}

void ChangeRows::read(const Change& change, const Json& after, catalog::Row& row) {
    const bool is_unit = change.kind->name == "unit";
    builder_.begin(row, *change.kind, 0, {change.line, 1});
    builder_.state(row, 0, text_at(is_unit ? core::to_string(change.unit) : change.slug, change.line));
    for (const auto& item : after.items()) {
        const ChangeSetField* field = find_in_change_set(*change.kind, item.key());
        if (field == nullptr || field->field == 0) continue;  // unknown ones have been refused
        state(*field, item.value(), change.line, row);
    }
    if (!change.old_slug.empty() && change.old_slug != change.slug)
        builder_.state_was(row, {change.old_slug, {change.line, 1}, false});
    if (!builder_.end(row, name_, [](catalog::RejectedRow&) {}) || change.kind->name != "mall") return;
    const std::size_t currency = catalog::field_index(*change.kind, "currency");
    if (row.states(currency)) set_currency(std::get<std::string>(row.values[currency]));
}

}  // namespace mallctl::operations
