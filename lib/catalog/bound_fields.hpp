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
using FieldValue = std::variant<std::monostate, std::string, Names, std::vector<std::string>, double,
                                std::int64_t, Point, bool, core::Instant, core::MultiPolygon>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class Row>
using Member = std::variant<std::string Row::*, Names Row::*, std::vector<std::string> Row::*,
                            std::optional<double> Row::*, std::optional<std::int64_t> Row::*, Point Row::*,
                            bool Row::*, std::optional<core::Instant> Row::*, core::MultiPolygon Row::*>;

template <class Row>
struct BoundField {
    Field field;
    Member<Row> member;
};

// Defined for every struct of catalog/model.hpp but Catalog, and for UnitEdit. The first field is the key.
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
const std::vector<BoundField<Product>>& bound_fields<Product>();
template <>
const std::vector<BoundField<Offer>>& bound_fields<Offer>();
template <>
const std::vector<BoundField<ParkingZone>>& bound_fields<ParkingZone>();
template <>
const std::vector<BoundField<Closure>>& bound_fields<Closure>();
template <>
const std::vector<BoundField<User>>& bound_fields<User>();
template <>
const std::vector<BoundField<Synonym>>& bound_fields<Synonym>();
template <>
const std::vector<BoundField<Pin>>& bound_fields<Pin>();
template <>
const std::vector<BoundField<Exclusion>>& bound_fields<Exclusion>();
template <>
const std::vector<BoundField<UnitEdit>>& bound_fields<UnitEdit>();

// What `row` holds in the field; monostate for an empty text, name, list, area or optional.
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
            } else if constexpr (is_optional<Value>) {
                if (!value) return std::monostate{};
                return *value;
            } else if constexpr (std::is_same_v<Value, bool>) {
                return value;
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
            } else if constexpr (is_optional<Value>) {
                target = std::get<typename Value::value_type>(value);
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
