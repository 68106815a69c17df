#include "catalog/reader/raw_rows.hpp"

#include <algorithm>
#include <utility>

#include "catalog/locale.hpp"
#include "catalog/reader/headings.hpp"
#include "catalog/reader/json_value.hpp"
#include "core/closest.hpp"

namespace mallctl::catalog {

namespace {

Place key_place(const RawField& raw) {
    return {raw.line, raw.column};
}

bool is_plain(const RawValue& value) {
    return value.shape == RawValue::Shape::text || value.shape == RawValue::Shape::null;
}

}  // namespace

std::uint32_t FileNames::index_of(const std::string& name) {
    const auto found = std::find(names_.rbegin(), names_.rend(), name);
    if (found != names_.rend()) return static_cast<std::uint32_t>(names_.rend() - found - 1);
    names_.push_back(name);
    return static_cast<std::uint32_t>(names_.size() - 1);
}

RawRows::RawRows(std::unique_ptr<RawRowSource> source, RowBuilder& builder, FileNames& files)
    : source_(std::move(source)), builder_(builder), files_(files) {}

bool RawRows::fetch() {
    if (!is_fetched_) is_fetched_ = source_->next(raw_);
    return is_fetched_;
}

const Kind* RawRows::first_kind() {
    return fetch() ? find_kind(raw_.kind) : nullptr;
}

RowInput::Step RawRows::next(Row& row) {
    if (!fetch()) return Step::end;
    is_fetched_ = false;
    bind(row);
    const bool good =
        builder_.end(row, raw_.where.file, [this](RejectedRow& rejected) { copy_cells(raw_, rejected); });
    return good ? Step::good : Step::faulty;
}

void RawRows::bind(Row& row) {
    const Kind* kind = find_kind(raw_.kind);
    builder_.begin(row, *kind, files_.index_of(raw_.where.file), {raw_.where.line, raw_.where.column});
    for (const auto& field : raw_.fields) {
        if (!is_only_told(*kind, field.name)) bind_field(row, field);
    }
}

void RawRows::bind_field(Row& row, const RawField& raw) {
    const Kind& kind = *row.kind;
    if (raw.name == "was" && can_be_renamed(kind)) {
        if (!row.was.empty())
            builder_.faults().error("M002", key_place(raw), "the key \"was\" is there twice");
        if (!is_plain(raw.value)) {
            builder_.faults().error("M003", {raw.value.line, raw.value.column}, "bad was: it takes one slug");
            return;
        }
        builder_.state_was(row, {raw.value.text, {raw.value.line, raw.value.column}, raw.value.cell});
        return;
    }
    const Field* field = find_field(kind, raw.name);
    if (field == nullptr) {
        builder_.faults().error("M002", key_place(raw), "unknown key \"" + raw.name + "\" of kind " + kind.name,
                                core::did_you_mean(raw.name, field_names(kind)));
        return;
    }
    const auto index = static_cast<std::size_t>(field - kind.fields.data());
    const bool is_first = std::none_of(std::as_const(raw_.fields).data(), &raw, [&](const RawField& other) {
        return other.name == raw.name && other.locale == raw.locale;
    });
    if (!is_first) {
        builder_.faults().error("M002", key_place(raw), "the key \"" + raw.name + "\" is there twice");
    } else if (field->type == FieldType::names && is_plain(raw.value)) {
        if (!row.states(index)) bind_names(row, index);
    } else {
        builder_.state(row, index, raw.value);
    }
}

// All languages of a name that stand beside each other, as the columns of a table do.
void RawRows::bind_names(Row& row, std::size_t field) {
    std::vector<NamePart> parts;
    std::vector<std::string> locales;
    locales.reserve(raw_.fields.size());  // parts point into it
    bool partial = true;
    for (const auto& raw : raw_.fields) {
        if (raw.name != row.kind->fields[field].name || !is_plain(raw.value)) continue;
        partial = partial && !raw.locale.empty();
        const auto& locale = locales.emplace_back(names_key(raw.locale));
        const bool is_new = std::none_of(parts.begin(), parts.end(),
                                         [&](const NamePart& part) { return part.locale == locale; });
        if (!is_new) continue;
        parts.push_back({locale, {raw.value.text, {raw.value.line, raw.value.column}, raw.value.cell}});
    }
    builder_.state_names(row, field, parts, partial);
}

void copy_cells(const RawRow& raw, RejectedRow& into) {
    for (const auto& field : raw.fields) copy_cells(field, into);
}

void copy_cells(const RawField& raw, RejectedRow& into) {
    const RawValue& value = raw.value;
    const std::string heading = raw.name + (raw.locale.empty() ? "" : ":" + raw.locale);
    const bool all_plain =
        std::all_of(value.items.begin(), value.items.end(), is_plain) &&
        std::all_of(value.entries.begin(), value.entries.end(), [](const RawEntry& entry) {
            return is_plain(entry.key) && is_plain(entry.value) && is_locale(entry.key.text);
        });
    if (!all_plain) {
        into.fields.emplace_back(heading, write_json_value(value));
    } else if (value.shape == RawValue::Shape::map) {
        for (const auto& [key, entry] : value.entries)
            into.fields.emplace_back(raw.name + ":" + key.text, entry.text);
    } else if (value.shape == RawValue::Shape::list) {
        std::string joined;
        for (const auto& item : value.items) joined += (joined.empty() ? "" : ";") + item.text;
        into.fields.emplace_back(heading, joined);
    } else {
        into.fields.emplace_back(heading, value.text);
    }
}

}  // namespace mallctl::catalog
