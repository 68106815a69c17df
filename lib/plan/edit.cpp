#include "plan/edit.hpp"

#include <utility>

namespace mallctl::plan {

namespace {

// `base` is what the source says while `value` is an edit.
template <typename T>
void edit(T& value, std::optional<T>& base, T wanted) {
    if (!base) base = std::move(value);
    value = std::move(wanted);
    if (*base == value) base.reset();
}

template <typename T>
void revert(T& value, std::optional<T>& base) {
    if (!base) return;
    value = std::move(*base);
    base.reset();
}

}  // namespace

void edit_name(Unit& unit, Names name) {
    edit(unit.name, unit.edits.name, std::move(name));
}

void edit_category(Unit& unit, std::string category) {
    edit(unit.category, unit.edits.category, std::move(category));
}

void edit_ref(Unit& unit, std::string ref) {
    edit(unit.ref, unit.edits.ref, std::move(ref));
}

void revert_name(Unit& unit) {
    revert(unit.name, unit.edits.name);
}

void revert_category(Unit& unit) {
    revert(unit.category, unit.edits.category);
}

void revert_ref(Unit& unit) {
    revert(unit.ref, unit.edits.ref);
}

}  // namespace mallctl::plan
