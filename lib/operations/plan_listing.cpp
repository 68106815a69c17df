#include "operations/plan_listing.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/names.hpp"

namespace mallctl::operations {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::FieldValue;

Field field(const char* name, FieldType type, const char* doc) {
    Field declared;
    declared.name = name;
    declared.type = type;
    declared.doc = doc;
    return declared;
}

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

void add_levels(Listing& listing, const plan::Plan& plan) {
    listing.fields = {field("level", FieldType::text, "what --at and REF@LEVEL take"),
                      field("ordinal", FieldType::number, "0 is the ground floor"),
                      field("name", FieldType::names, "of the level"),
                      field("building", FieldType::names, "its building's name"),
                      field("elevation_m", FieldType::number, "above the plan's datum"),
                      field("id", FieldType::text, "UUID")};
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

void add_units(Listing& listing, const plan::Plan& plan) {
    listing.fields = {field("ref", FieldType::text, "unit number"),
                      field("level", FieldType::text, "short name, with the building's where two share it"),
                      field("category", FieldType::text, "as in IMDF"),
                      field("name", FieldType::names, "of the unit"),
                      field("restriction", FieldType::text, "who may not enter"),
                      field("id", FieldType::text, "UUID")};
    const auto order = sorted_indexes(plan.units.size(), [&](std::size_t a, std::size_t b) {
        const auto& first = plan.units[a];
        const auto& second = plan.units[b];
        return std::tie(plan.levels[first.level].ordinal, first.level, first.ref, first.id) <
               std::tie(plan.levels[second.level].ordinal, second.level, second.ref, second.id);
    });
    for (const auto index : order) {
        const auto& unit = plan.units[index];
        listing.rows.push_back({text_or_empty(unit.ref), text_or_empty(plan::level_label(plan, unit.level)),
                                unit.category, names_or_empty(unit.name), text_or_empty(unit.restriction),
                                core::to_string(unit.id)});
    }
}

std::string text_of(const FieldValue& value) {
    const auto* text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string{} : *text;
}

}  // namespace

void add_plan_rows(Listing& listing, const plan::Plan& plan) {
    if (listing.kind == "level") add_levels(listing, plan);
    if (listing.kind == "unit") add_units(listing, plan);
}

bool has_key(const Listing& listing, const std::vector<FieldValue>& row, const std::string& key) {
    if (text_of(row[0]) == key) return true;
    if (listing.kind != "level" && listing.kind != "unit") return false;
    if (text_of(row.back()) == key) return true;
    return listing.kind == "unit" && text_of(row[0]) + "@" + text_of(row[1]) == key;
}

}  // namespace mallctl::operations
