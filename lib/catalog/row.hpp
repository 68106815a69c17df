// One row of any kind as a file or a command states it, apart from what is stored.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/fields.hpp"

namespace mallctl::catalog {

// Where a field of a row stands, from the line of the row on.
struct FieldPlace {
    std::uint16_t line = 0;    // lines after that of the row
    std::uint16_t column = 0;  // from 1; 0: unknown
};

// Fields are told by their index in Kind::fields. Shorthands are never stated: they state what they stand
// for.
struct Row {
    static constexpr std::size_t most_fields = 63;

    const Kind* kind = nullptr;
    std::uint32_t file = 0;  // index into the reader's files
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    // Bit i: field i is stated. What is not keeps the stored value; what is stated and monostate clears it.
    std::uint64_t stated = 0;
    // Bit i: of field i, which holds names, only the languages in `values[i]` are stated (CSV "name:de"), and
    // an empty text takes that language away.
    std::uint64_t partial = 0;
    // Bit i: field i of a unit is to be what its source says again; it is stated too, and monostate. Only
    // command lines state it ("name-").
    std::uint64_t reverted = 0;
    std::string was;                 // the slug before, where the row renames; else empty
    std::vector<FieldValue> values;  // one a field; money is minor units (std::int64_t)
    std::vector<FieldPlace> places;  // one a field

    bool states(std::size_t field) const { return (stated >> field & 1) != 0; }
    // The value of the first field.
    const std::string& key() const { return std::get<std::string>(values.front()); }
};

// The index of a field; throws std::logic_error where the kind has none of that name.
std::size_t field_index(const Kind& kind, std::string_view name);

}  // namespace mallctl::catalog
