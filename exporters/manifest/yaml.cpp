#include "exporters/manifest/yaml.hpp"

#include <nlohmann/json.hpp>

#include "catalog/locale.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::exporters {

namespace {

using catalog::Field;
using catalog::FieldValue;

std::string quoted(const std::string& text) {
    return operations::to_text(text);
}

std::string names_text(const core::Names& names) {
    if (names.size() == 1 && names.begin()->first.empty()) return " " + quoted(names.begin()->second);
    std::string lines;
    for (const auto& [locale, name] : names)
        lines += "\n  " + quoted(catalog::locale_tag(locale)) + ": " + quoted(name);
    return lines;
}

std::string value_text(const Field& field, const FieldValue& value, const catalog::ValueStyle& style) {
    if (std::holds_alternative<std::monostate>(value)) return " null";
    if (const auto* names = std::get_if<core::Names>(&value)) return names_text(*names);
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
        std::string items;
        for (const auto& item : *list) items += (items.empty() ? "" : ", ") + quoted(item);
        return " [" + items + "]";
    }
    const std::string text = catalog::plain_text(field, value, style);
    const bool bare = std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value) ||
                      std::holds_alternative<bool>(value);
    return " " + (bare ? text : quoted(text));
}

}  // namespace

std::string yaml_document(const std::string& kind, const std::vector<Field>& fields,
                          const std::vector<FieldValue>& values, const catalog::ValueStyle& style,
                          EmptyFields empty) {
    std::string text = "kind: " + kind + "\n";
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const bool is_empty = std::holds_alternative<std::monostate>(values[i]);
        if (is_empty && empty == EmptyFields::left_out) continue;
        text += fields[i].name + ":" + value_text(fields[i], values[i], style) + "\n";
    }
    return text;
}

}  // namespace mallctl::exporters
