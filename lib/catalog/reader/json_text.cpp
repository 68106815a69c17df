// write_json_value.
#include "catalog/reader/json_value.hpp"

#include <utility>

#include "core/escape.hpp"

namespace mallctl::catalog {

namespace {

// As JSON's grammar has words: RawValue keeps no difference between "1" and 1.
bool is_word(const std::string& text) {
    RawValue read;
    return !text.empty() && text.front() != '"' && text.front() != '{' && text.front() != '[' &&
           !read_json_value(text, {1, 1}, read) && read.shape == RawValue::Shape::text && read.text == text;
}

void append(std::string& text, const RawValue& value) {
    const char* separator = "";
    switch (value.shape) {
        case RawValue::Shape::null:
            text += "null";
            break;
        case RawValue::Shape::text:
            if (is_word(value.text)) {
                text += value.text;
            } else {
                core::append_json_string(text, value.text);
            }
            break;
        case RawValue::Shape::list:
            text += '[';
            for (const auto& item : value.items) {
                text += std::exchange(separator, ",");
                append(text, item);
            }
            text += ']';
            break;
        case RawValue::Shape::map:
            text += '{';
            for (const auto& [key, entry] : value.entries) {
                text += std::exchange(separator, ",");
                core::append_json_string(text, key.text);
                text += ':';
                append(text, entry);
            }
            text += '}';
            break;
    }
}

}  // namespace

std::string write_json_value(const RawValue& value) {
    std::string text;
    append(text, value);
    return text;
}

}  // namespace mallctl::catalog
