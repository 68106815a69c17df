#include "cli/output/listing_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "catalog/locale.hpp"
#include "cli/output/rows.hpp"
#include "core/names.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;
using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;
using core::Names;
using operations::Listing;
using Texts = std::vector<std::string>;

bool is_list(const Field& field) {
    return field.type == FieldType::list || field.type == FieldType::locales;
}

Names names_of(const FieldValue& value) {
    const auto* names = std::get_if<Names>(&value);
    return names == nullptr ? Names{} : *names;
}

Texts texts_of(const FieldValue& value) {
    const auto* texts = std::get_if<Texts>(&value);
    return texts == nullptr ? Texts{} : *texts;
}

Json to_json(const Field& field, const FieldValue& value, const std::string& currency) {
    if (field.type == FieldType::names) {
        Json json = Json::object();
        for (const auto& [locale, name] : names_of(value)) json[catalog::locale_tag(locale)] = name;
        return json;
    }
    if (is_list(field)) return texts_of(value);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    const auto* integer = std::get_if<std::int64_t>(&value);
    if (integer == nullptr) return nullptr;
    if (field.type == FieldType::money) return {{"amount_minor", *integer}, {"currency", currency}};
    return *integer;
}

Json row_json(const Listing& listing, const std::vector<FieldValue>& row) {
    Json json = Json::object();
    for (std::size_t i = 0; i < row.size(); ++i) {
        json[listing.fields[i].name] = to_json(listing.fields[i], row[i], listing.currency);
    }
    return json;
}

std::string as_json(const Listing& listing, bool single) {
    if (single) return operations::to_text(row_json(listing, listing.rows.at(0)), 2) + "\n";
    Json array = Json::array();
    for (const auto& row : listing.rows) array.push_back(row_json(listing, row));
    return operations::to_text(array, 2) + "\n";
}

std::string as_jsonl(const Listing& listing) {
    std::string text;
    for (const auto& row : listing.rows) text += operations::to_text(row_json(listing, row)) + "\n";
    return text;
}

// A JSON string is a YAML double-quoted one, which no reader can take for a number or a boolean.
std::string quoted(const std::string& text) {
    return operations::to_text(text);
}

std::string yaml_value(const Field& field, const FieldValue& value, const std::string& currency) {
    if (field.type == FieldType::names) {
        const Names names = names_of(value);
        if (names.size() == 1 && names.begin()->first.empty()) return " " + quoted(names.begin()->second);
        std::string lines;
        for (const auto& [locale, name] : names)
            lines += "\n  " + quoted(catalog::locale_tag(locale)) + ": " + quoted(name);
        return lines;
    }
    if (is_list(field)) {
        std::string items;
        for (const auto& item : texts_of(value)) items += (items.empty() ? "" : ", ") + quoted(item);
        return " [" + items + "]";
    }
    const std::string text = operations::plain_text(field, value, currency);
    return " " + (std::holds_alternative<std::string>(value) ? quoted(text) : text);
}

std::string as_yaml(const Listing& listing) {
    std::string text;
    for (const auto& row : listing.rows) {
        text += std::string(text.empty() ? "" : "---\n") + "kind: " + listing.kind + "\n";
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (std::holds_alternative<std::monostate>(row[i])) continue;
            text +=
                listing.fields[i].name + ":" + yaml_value(listing.fields[i], row[i], listing.currency) + "\n";
        }
    }
    return text;
}

CellKind cell_kind(const Field& field) {
    switch (field.type) {
        case FieldType::longitude:
        case FieldType::latitude:
        case FieldType::heading:
        case FieldType::number:
        case FieldType::money:
            return CellKind::number;
        default:
            return is_list(field) ? CellKind::list : CellKind::text;
    }
}

std::optional<std::string> plain_cell(const Field& field, const FieldValue& value,
                                      const std::string& currency) {
    if (std::holds_alternative<std::monostate>(value)) return std::nullopt;
    if (!is_list(field)) return operations::plain_text(field, value, currency);
    std::string joined;
    for (const auto& item : texts_of(value)) joined += (joined.empty() ? "" : ";") + item;
    return joined;
}

// One column a language that any row has; at least the plain one.
Texts csv_languages(const Listing& listing, std::size_t column) {
    std::set<std::string> languages;
    for (const auto& row : listing.rows) {
        for (const auto& [locale, name] : names_of(row[column])) languages.insert(locale);
    }
    if (languages.empty()) return {""};
    return {languages.begin(), languages.end()};
}

std::string as_csv(const Listing& listing) {
    Rows rows;
    rows.rows.resize(listing.rows.size());
    for (std::size_t i = 0; i < listing.fields.size(); ++i) {
        const auto& field = listing.fields[i];
        if (field.type != FieldType::names) {
            rows.columns.push_back({field.name, cell_kind(field)});
            for (std::size_t r = 0; r < rows.rows.size(); ++r) {
                rows.rows[r].push_back(plain_cell(field, listing.rows[r][i], listing.currency));
            }
            continue;
        }
        for (const auto& language : csv_languages(listing, i)) {
            rows.columns.push_back(
                {language.empty() ? field.name : field.name + ":" + language, CellKind::text});
            for (std::size_t r = 0; r < rows.rows.size(); ++r) {
                const Names names = names_of(listing.rows[r][i]);
                const auto it = names.find(language);
                rows.rows[r].push_back(it == names.end() ? std::nullopt : std::optional(it->second));
            }
        }
    }
    return format_rows(rows, "csv");
}

bool is_wide(const Field& field) {
    constexpr std::size_t sentence = 200;
    const bool prose = field.type == FieldType::names && field.longest > sentence;
    return prose || field.type == FieldType::url || field.type == FieldType::email || field.name == "tags" ||
           field.name == "id";
}

std::string as_table(const Listing& listing, bool all_columns) {
    Rows rows;
    rows.rows.resize(listing.rows.size());
    for (std::size_t i = 0; i < listing.fields.size(); ++i) {
        const auto& field = listing.fields[i];
        if (!all_columns && is_wide(field)) continue;
        rows.columns.push_back({field.name, cell_kind(field)});
        for (std::size_t r = 0; r < rows.rows.size(); ++r) {
            const auto& value = listing.rows[r][i];
            const bool named = field.type == FieldType::names && !names_of(value).empty();
            rows.rows[r].push_back(named ? std::optional(core::pick_name(names_of(value), listing.locales))
                                         : plain_cell(field, value, listing.currency));
        }
    }
    return format_rows(rows, "table");
}

}  // namespace

std::string listing_text(const Listing& listing, std::string_view format, bool single, bool all_columns) {
    if (format == "json") return as_json(listing, single);
    if (format == "jsonl") return as_jsonl(listing);
    if (format == "yaml") return as_yaml(listing);
    if (format == "csv") return as_csv(listing);
    return as_table(listing, all_columns);
}

}  // namespace mallctl::cli
