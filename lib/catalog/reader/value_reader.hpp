// One stated value of one field, checked by the field's type. What it refuses is a fault M003 or M017 of the
// row; a blank text, null and an empty list clear the field.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/raw.hpp"
#include "catalog/reader/amounts.hpp"
#include "catalog/reader/local_times.hpp"
#include "catalog/reader/row_faults.hpp"
#include "catalog/reader/text_checks.hpp"

namespace mallctl::catalog {

// A text as it stands in a file.
struct StatedText {
    std::string_view text;
    Place place;
    bool cell = false;  // of a CSV file or a command line: a list is written "a;b" in it
};

StatedText without_blanks(StatedText text);

// Without the blanks around it; its place moves along.
inline StatedText trimmed(const StatedText& text) {
    const bool has_none = text.text.empty() || (!is_blank(text.text.front()) && !is_blank(text.text.back()));
    return has_none ? text : without_blanks(text);
}

// The alternative of a value, kept when it holds it already, so that its memory is used again.
template <class T>
T& hold(FieldValue& value) {
    if (auto* held = std::get_if<T>(&value)) return *held;
    return value.emplace<T>();
}

class ValueReader {
  public:
    // Both may change between rows, when the mall document is read.
    LocalTimes times;
    Amounts amounts;

    explicit ValueReader(RowFaults& faults) : faults_(faults) {}

    // Reads a text into `into`; false, and a fault, when the field's type refuses it. Not for names.
    bool read(const Field& field, StatedText text, FieldValue& into);

    // The same for values of any shape. `raw` has no locale.
    bool read(const Field& field, const RawValue& raw, FieldValue& into);

    // One language of a name; blanks around it are gone, and it may be empty.
    bool read_name(const Field& field, StatedText text, std::string& into);

  private:
    bool read_plain(const Field& field, StatedText text, FieldValue& into);
    bool read_text(const Field& field, StatedText text, FieldValue& into);
    bool read_audience(const Field& field, StatedText text, FieldValue& into);
    bool is_target(const Field& field, StatedText text);
    bool read_hours(const Field& field, StatedText text, FieldValue& into);
    bool read_number(const Field& field, StatedText text, double least, double most, double& into);
    bool read_integer(const Field& field, StatedText text, FieldValue& into);
    bool read_flag(const Field& field, StatedText text, FieldValue& into);
    bool read_time(const Field& field, StatedText text, FieldValue& into);
    bool read_money(const Field& field, StatedText text, FieldValue& into);
    bool read_area(const Field& field, StatedText text, FieldValue& into);
    bool read_names(const Field& field, const RawValue& raw, FieldValue& into);
    bool read_list(const Field& field, const std::vector<StatedText>& items, FieldValue& into);
    bool read_item(const Field& field, StatedText item, std::vector<std::string>& items, std::size_t count);
    bool read_tiers(const Field& field, const std::vector<StatedText>& items, FieldValue& into);
    bool read_point(const Field& field, const std::vector<StatedText>& items, Place place, FieldValue& into);
    bool split(const Field& field, StatedText text);
    bool refuse(const Field& field, StatedText text, const std::string& why, const std::string& advice = {});
    bool refuse(const Field& field, StatedText text, const Refusal& refusal);

    RowFaults& faults_;
    std::vector<StatedText> items_;  // of the list that is being read
    // Texts that were good hours: shops of a mall share theirs, and reading them is the dearest of all.
    std::unordered_set<std::string> good_hours_;
};

}  // namespace mallctl::catalog
