// Words to declare fields with, for the files of this folder.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "catalog/fields.hpp"

namespace mallctl::catalog::declare {

inline constexpr std::size_t longest_slug = 63;
inline constexpr std::size_t longest_text = 200;
inline constexpr std::size_t longest_address = 500;
inline constexpr std::size_t longest_hours = 1000;
inline constexpr std::size_t longest_description = 4000;
inline constexpr std::size_t longest_area = 100'000;

inline Field field(std::string name, FieldType type, std::string doc, std::string example,
                   std::size_t longest = longest_text) {
    Field declared;
    declared.name = std::move(name);
    declared.type = type;
    declared.doc = std::move(doc);
    declared.example = std::move(example);
    declared.longest = longest;
    return declared;
}

inline Field required(Field declared) {
    declared.required = true;
    return declared;
}

inline Field slug(std::string example) {
    return required(
        field("slug", FieldType::slug, "the key, unique within the mall", std::move(example), longest_slug));
}

inline Field reference(std::string name, std::string target, std::string doc, std::string example) {
    Field declared =
        field(std::move(name), FieldType::reference, std::move(doc), std::move(example), longest_slug);
    declared.target = std::move(target);
    return declared;
}

inline Field choice(std::string name, std::vector<std::string> choices, std::string doc) {
    Field declared = field(std::move(name), FieldType::choice, std::move(doc), choices.front());
    declared.choices = std::move(choices);
    return declared;
}

inline Field shorthand(Field declared) {
    declared.shorthand = true;
    return declared;
}

inline const char* const units_doc =
    "where it is: REF@LEVEL, a REF that is unique in the mall, or a unit's UUID";

}  // namespace mallctl::catalog::declare
