#include "operations/plan_listing.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "catalog/told_field.hpp"
#include "core/names.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using catalog::FieldType;
using catalog::FieldValue;
using catalog::told;

FieldValue text_or_empty(const std::string& text) {
    return text.empty() ? FieldValue{} : FieldValue(text);
}
FieldValue names_or_empty(const core::Names& names) {
    return names.empty() ? FieldValue{} : FieldValue(names);
}

template <class Less>
std::vector<std::size_t> sorted_indexes(std::size_t size, Less less) {
    std::vector<std::size_t> order(size);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), less);
    return order;
}

void add_levels(PlanRows& listing, const plan::Plan& plan) {
    listing.fields = {told("level", FieldType::text, "what --at and REF@LEVEL take"),
                      told("ordinal", FieldType::number, "0 is the ground floor"),
                      told("name", FieldType::names, "of the level"),
                      told("building", FieldType::names, "its building's name"),
                      told("elevation_m", FieldType::number, "above the plan's datum"),
                      told("id", FieldType::text, "UUID")};
    const auto order = sorted_indexes(plan.levels.size(), [&](std::size_t a, std::size_t b) {
        const auto& first = plan.levels[a];
        const auto& second = plan.levels[b];
        return std::tie(first.building, first.ordinal, first.id) <
               std::tie(second.building, second.ordinal, second.id);
    });
    for (const auto index : order) {
        const auto& level = plan.levels[index];
        const core::Names building = level.building ? plan.buildings[*level.building].name : core::Names{};
        const FieldValue elevation = level.elevation_m ? FieldValue(*level.elevation_m) : FieldValue{};
        listing.rows.push_back({text_or_empty(plan::level_label(plan, index)), std::int64_t{level.ordinal},
                                names_or_empty(level.name), names_or_empty(building), elevation,
                                core::to_string(level.id)});
    }
}

FieldValue edited_fields(const plan::Unit& unit) {
    std::vector<std::string> fields;
    if (unit.edits.name) fields.emplace_back("name");
    if (unit.edits.category) fields.emplace_back("category");
    if (unit.edits.ref) fields.emplace_back("ref");
    return fields.empty() ? FieldValue{} : FieldValue(fields);
}

// What names each unit and no other.
std::vector<std::string> unit_names(const plan::Plan& plan) {
    std::map<std::string, int> uses;
    std::vector<std::string> names;
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        names.push_back(plan::unit_reference(plan, i));
        ++uses[names.back()];
    }
    for (plan::UnitIndex i = 0; i < plan.units.size(); ++i) {
        if (uses[names[i]] > 1) names[i] = core::to_string(plan.units[i].id);
    }
    return names;
}

void add_units(PlanRows& listing, const plan::Plan& plan) {
    listing.fields = {told("unit", FieldType::text, "what names it: REF@LEVEL, else its UUID"),
                      told("ref", FieldType::text, "unit number"),
                      told("level", FieldType::text, "short name, with the building's where two share it"),
                      told("category", FieldType::text, "as in IMDF"),
                      told("name", FieldType::names, "of the unit"),
                      told("restriction", FieldType::text, "who may not enter"),
                      told("edited", FieldType::list, "what a person has set in place of the source"),
                      told("id", FieldType::text, "UUID")};
    const auto names = unit_names(plan);
    const auto order = sorted_indexes(plan.units.size(), [&](std::size_t a, std::size_t b) {
        const auto& first = plan.units[a];
        const auto& second = plan.units[b];
        return std::tie(plan.levels[first.level].ordinal, first.level, first.ref, first.id) <
               std::tie(plan.levels[second.level].ordinal, second.level, second.ref, second.id);
    });
    for (const auto index : order) {
        const auto& unit = plan.units[index];
        listing.rows.push_back({names[index], text_or_empty(unit.ref),
                                text_or_empty(plan::level_label(plan, unit.level)), unit.category,
                                names_or_empty(unit.name), text_or_empty(unit.restriction),
                                edited_fields(unit), core::to_string(unit.id)});
    }
}

std::string text_of(const FieldValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string{} : *text;
}

}  // namespace

PlanRows plan_rows(const std::string& kind, const plan::Plan& plan) {
    PlanRows listing;
    if (kind == "level") add_levels(listing, plan);
    if (kind == "unit") add_units(listing, plan);
    return listing;
}

bool has_key(const std::string& kind, const std::vector<FieldValue>& row, const std::string& key) {
    if (text_of(row[0]) == key || text_of(row.back()) == key) return true;
    if (kind != "unit") return false;
    const std::string ref = text_of(row[1]);
    return ref == key || ref + "@" + text_of(row[2]) == key;
}

}  // namespace mallctl::operations
