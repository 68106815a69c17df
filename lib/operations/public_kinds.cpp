// What of each kind is public.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "catalog/told_field.hpp"
#include "operations/public_rows.hpp"

namespace mallctl::operations {

namespace {

using catalog::Field;
using catalog::FieldType;
using catalog::told;

Field told_choice(const char* name, std::vector<std::string> choices, const char* doc) {
    Field field = told(name, FieldType::choice, doc);
    field.choices = std::move(choices);
    return field;
}

// The declared fields but shorthands and `hidden`, then `more`, then the id.
PublicKind declared(const char* name, const std::vector<std::string>& hidden, std::vector<Field> more) {
    const catalog::Kind& kind = *catalog::find_kind(name);
    PublicKind made{kind.name, kind.plural, kind.doc, {}};
    for (const Field& field : kind.fields) {
        const bool is_hidden = std::find(hidden.begin(), hidden.end(), field.name) != hidden.end();
        if (!field.shorthand && !is_hidden) made.fields.push_back(field);
    }
    for (Field& field : more) made.fields.push_back(std::move(field));
    made.fields.push_back(told("id", FieldType::text, "UUID"));
    return made;
}

std::vector<PublicKind> make_kinds() {
    return {
        declared("location", {}, {}),
        declared(
            "store", {},
            {told("current_units", FieldType::list, "its units by the lease in force, else those it states"),
             told("levels", FieldType::list, "labels of the levels that these are on"),
             told_choice("state", {"open", "closed", "unknown"}, "by its hours"),
             told("state_until", FieldType::time, "when that changes; null: not within eight days")}),
        declared("product", {}, {}),
        declared("offer", {"draft", "audience"}, {}),
        declared("parking_zone", {}, {}),
        declared("closure", {}, {}),
        {"amenity",
         "amenities",
         "What is there for everybody: toilets, cash machines, benches",
         {told("id", FieldType::text, "UUID"), told("name", FieldType::names, "what shoppers read"),
          told("category", FieldType::text, "as in IMDF: restroom, atm, ..."),
          told("level", FieldType::text, "label of its level"),
          told("units", FieldType::list, "that it stands in or stands for"),
          told("lon", FieldType::longitude, "where it is"), told("lat", FieldType::latitude, "where it is")}},
        {"level",
         "levels",
         "The floors of the current plan",
         {told("level", FieldType::text, "its label: what filters and places take"),
          told("ordinal", FieldType::number, "0 is the ground floor"),
          told("name", FieldType::names, "what shoppers read"),
          told("building", FieldType::names, "its building's name"),
          told("elevation_m", FieldType::number, "above the plan's datum"),
          told("id", FieldType::text, "UUID")}},
    };
}

}  // namespace

const std::vector<PublicKind>& public_kinds() {
    static const auto all = make_kinds();
    return all;
}

const PublicKind& public_kind(std::string_view name) {
    for (const PublicKind& kind : public_kinds()) {
        if (kind.name == name) return kind;
    }
    throw std::logic_error("no public kind " + std::string(name));
}

bool is_of_category(std::string_view category, std::string_view wanted) {
    if (!category.starts_with(wanted)) return false;
    return wanted.empty() || category.size() == wanted.size() || category[wanted.size()] == '.';
}

}  // namespace mallctl::operations
