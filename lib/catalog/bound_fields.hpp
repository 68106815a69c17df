// Ties each declared field to the member of the model that holds it, so that reading, merging and printing
// need no code of their own for a field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "catalog/fields.hpp"
#include "catalog/model.hpp"
#include "catalog/unit_edit.hpp"

namespace mallctl::catalog {

// A field's value apart from its row; monostate: empty.
using FieldValue =
    std::variant<std::monostate, std::string, Names, std::vector<std::string>, double, std::int64_t, Point>;

template <class Row>
using Member = std::variant<std::string Row::*, Names Row::*, std::vector<std::string> Row::*,
                            std::optional<double> Row::*, std::optional<std::int64_t> Row::*, Point Row::*>;

template <class Row>
struct BoundField {
    Field field;
    Member<Row> member;
};

// Defined for Mall, Location, Tenant, Store, Lease and UnitEdit. The first field is the key.
template <class Row>
const std::vector<BoundField<Row>>& bound_fields();

template <>
const std::vector<BoundField<Mall>>& bound_fields<Mall>();
template <>
const std::vector<BoundField<Location>>& bound_fields<Location>();
template <>
const std::vector<BoundField<Tenant>>& bound_fields<Tenant>();
template <>
const std::vector<BoundField<Store>>& bound_fields<Store>();
template <>
const std::vector<BoundField<Lease>>& bound_fields<Lease>();
template <>
const std::vector<BoundField<UnitEdit>>& bound_fields<UnitEdit>();

// What `row` holds in the field; monostate for an empty text, name, list or optional.
template <class Row>
FieldValue get_value(const BoundField<Row>& bound, const Row& row) {
    return std::visit(
        [&](auto member) -> FieldValue {
            const auto& value = row.*member;
            using Value = std::decay_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, Point>) {
                if (bound.field.type == FieldType::longitude) return value.x;
                if (bound.field.type == FieldType::latitude) return value.y;
                return value;
            } else if constexpr (std::is_same_v<Value, std::optional<double>> ||
                                 std::is_same_v<Value, std::optional<std::int64_t>>) {
                if (!value) return std::monostate{};
                return *value;
            } else {
                if (value.empty()) return std::monostate{};
                return value;
            }
        },
        bound.member);
}

// Sets the field; monostate clears it. `value` must hold what the field's member holds (a double for a
// coordinate).
template <class Row>
void set_value(const BoundField<Row>& bound, Row& row, const FieldValue& value) {
    std::visit(
        [&](auto member) {
            auto& target = row.*member;
            using Value = std::decay_t<decltype(target)>;
            if constexpr (std::is_same_v<Value, Point>) {
                if (bound.field.type == FieldType::longitude) target.x = std::get<double>(value);
                if (bound.field.type == FieldType::latitude) target.y = std::get<double>(value);
                if (bound.field.type == FieldType::point) target = std::get<Point>(value);
            } else if (std::holds_alternative<std::monostate>(value)) {
                target = Value{};
            } else if constexpr (std::is_same_v<Value, std::optional<double>>) {
                target = std::get<double>(value);
            } else if constexpr (std::is_same_v<Value, std::optional<std::int64_t>>) {
                target = std::get<std::int64_t>(value);
            } else {
                target = std::get<Value>(value);
            }
        },
        bound.member);
}

// Null when the kind has no such field.
template <class Row>
const BoundField<Row>* find_bound(std::string_view name) {
    for (const auto& bound : bound_fields<Row>()) {
        if (bound.field.name == name) return &bound;
    }
    return nullptr;
}

}  // namespace mallctl::catalog
