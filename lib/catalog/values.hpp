// One stated value of one field, checked by the field's type.
#pragma once

#include <optional>
#include <string>

#include "catalog/bound_fields.hpp"
#include "catalog/findings.hpp"
#include "catalog/raw.hpp"

namespace mallctl::catalog {

// Where a value stands, for findings.
struct ValueContext {
    const std::string& file;
    const std::string& object;  // "store bakery"
    Findings& findings;
};

// The value of `raw` for `field`: monostate for null and for a blank text, nothing, with a finding M003, for
// one that the field's type refuses. A money value is the text of its decimals: the currency is not known
// here.
std::optional<FieldValue> read_value(const Field& field, const RawField& raw, const ValueContext& context);

}  // namespace mallctl::catalog
