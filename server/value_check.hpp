// Whether the text of a parameter is a value of its schema.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::server {

// One JSON Schema of a parameter, read once. It knows the types string (enum, minLength, maxLength, format
// date-time, date and uuid), integer and number (minimum, maximum), boolean, and array (items of strings,
// maxItems; the texts are joined by commas). Default, examples and description check nothing.
class ValueCheck {
  public:
    // Throws std::logic_error for a schema with any other word: what it says would go unchecked.
    explicit ValueCheck(std::string_view schema);

    // "" where the value is one; else what one is: "is one of: walk, wheelchair".
    std::string fault(std::string_view value) const;

  private:
    enum class Type { text, integer, number, boolean, list };
    enum class Format { none, instant, day, uuid };

    std::string fault_of_text(std::string_view value) const;
    std::string fault_of_number(std::string_view value) const;
    std::string fault_of_list(std::string_view value) const;
    std::string range() const;

    Type type_ = Type::text;
    Format format_ = Format::none;
    std::vector<std::string> choices_;
    std::optional<double> minimum_;
    std::optional<double> maximum_;
    std::size_t shortest_ = 0;  // in characters
    std::size_t longest_ = 1000;
    std::size_t most_items_ = 64;
    std::vector<ValueCheck> items_;  // of a list: one
};

}  // namespace mallctl::server
