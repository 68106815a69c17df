// Rows as structs of the model, where all that is known is what files state.
#pragma once

#include "catalog/bound_fields.hpp"
#include "catalog/row.hpp"

namespace mallctl::catalog {

// What the row states; the other members are as in a new struct. `Struct` is that of the row's kind.
template <class Struct>
Struct to_struct(const Row& row) {
    Struct made;
    const auto& fields = bound_fields<Struct>();
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (row.states(i)) set_value(fields[i], made, row.values[i]);
        const auto* member = std::get_if<Names Struct::*>(&fields[i].member);
        if (member == nullptr) continue;
        std::erase_if(made.**member, [](const auto& name) { return name.second.empty(); });
    }
    return made;
}

}  // namespace mallctl::catalog
