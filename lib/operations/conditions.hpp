// Conditions on rows as people write them: FIELD=VALUE, and != < > <= >=.
#pragma once

#include <string>
#include <string_view>

#include "catalog/value_text.hpp"
#include "db/row_query.hpp"

namespace mallctl::operations {

// What is compared with what, before the field is known.
struct ConditionText {
    std::string field;
    db::Comparison comparison = db::Comparison::equal;
    std::string value;
};

// Splits at the first operator. Throws core::Error(usage) where there is none or no field before it.
ConditionText split_condition(std::string_view text);

// The condition on `field`: an empty value asks whether the field is empty; amounts are of the style's
// currency, times without an offset of its clock, a day as a time its midnight. Throws core::Error(usage) for
// a value that is none of the field's type, for an order where there is none, and for an area, which can only
// be empty or not.
db::Condition make_condition(const catalog::Field& field, const ConditionText& text,
                             const catalog::ValueStyle& style);

// Whether a value that is in memory meets the condition, as the database would say.
bool holds(const db::Condition& condition, const catalog::FieldValue& value);

}  // namespace mallctl::operations
