// What a file states, over what is stored.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/locale.hpp"
#include "catalog/manifest.hpp"

namespace mallctl::catalog {

// Sets in `row` what `given` states, field by field: an absent key keeps the stored value, an empty one
// clears it, a CSV column "name:de" touches that language only. Faulty fields are left alone.
template <class Row>
void merge_stated(Row& row, const Row& given, const std::vector<StatedField>& stated) {
    for (const auto& one : stated) {
        const auto* bound = find_bound<Row>(one.name);
        if (one.faulty || bound == nullptr) continue;
        FieldValue value = get_value(*bound, given);
        if (!one.locale.empty()) {
            const FieldValue before = get_value(*bound, row);
            Names names = std::holds_alternative<Names>(before) ? std::get<Names>(before) : Names{};
            const auto* others = std::get_if<Names>(&value);
            const std::string key = names_key(one.locale);
            if (others != nullptr && others->count(key) > 0) {
                names[key] = others->at(key);
            } else {
                names.erase(key);
            }
            value = std::move(names);
        }
        set_value(*bound, row, value);
    }
}

// The required fields that a row lacks: all that a new row does not state, and names without any language
// left.
template <class Row>
std::vector<std::string> missing_fields(const Row& row, const RowOrigin& origin, bool is_new) {
    std::vector<std::string> missing;
    for (const auto& bound : bound_fields<Row>()) {
        if (!bound.field.required) continue;
        const bool is_stated = origin.states(bound.field.name);
        if (is_new && !is_stated) missing.push_back(bound.field.name);
        if (bound.field.type != FieldType::names || (is_new && !is_stated)) continue;
        const bool faulty =
            std::any_of(origin.stated.begin(), origin.stated.end(),
                        [&](const StatedField& one) { return one.name == bound.field.name && one.faulty; });
        if (!faulty && std::holds_alternative<std::monostate>(get_value(bound, row)))
            missing.push_back(bound.field.name);
    }
    return missing;
}

}  // namespace mallctl::catalog
