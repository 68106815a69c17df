// write_json_value.
#include "catalog/reader/json_value.hpp"

#include <utility>

namespace mallctl::catalog {

namespace {

void append_string(std::string& text, const std::string& value) {
    constexpr std::string_view digits = "0123456789abcdef";
    text += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            text += '\\';
            text += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            text += "\\u00";
            text += digits[static_cast<unsigned char>(c) >> 4];
            text += digits[static_cast<unsigned char>(c) & 15];
        } else {
            text += c;
        }
    }
    text += '"';
}

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
                append_string(text, value.text);
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
                append_string(text, key.text);
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
