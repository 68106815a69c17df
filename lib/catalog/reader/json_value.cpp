#include "catalog/reader/json_value.hpp"

#include <algorithm>

#include "catalog/reader/text_checks.hpp"
#include "core/hex.hpp"
#include "core/utf8.hpp"

namespace mallctl::catalog {

namespace {

constexpr int deepest = 8;

// Recursive descent, no deeper than `deepest`.
class Parser {
  public:
    Parser(std::string_view text, Place place) : text_(text), place_(place) {}

    std::optional<JsonFault> read(RawValue& value) {
        skip_blanks();
        if (!read_any(value, 0)) return fault_;
        skip_blanks();
        if (at_ != text_.size()) refuse("text follows the value");
        return fault_;
    }

  private:
    bool read_any(RawValue& value, int depth) {
        value.line = place_.line;
        value.column = place_.column;
        if (at_ == text_.size()) return refuse("a value is missing");
        const char c = text_[at_];
        if (c == '{' || c == '[') {
            if (depth == deepest) return refuse("values are nested more than 8 deep");
            return c == '{' ? read_object(value, depth) : read_array(value, depth);
        }
        if (c == '"') return read_string(value);
        return read_word(value);
    }

    bool read_object(RawValue& value, int depth) {
        value.shape = RawValue::Shape::map;
        step();
        if (take('}')) return true;
        while (true) {
            skip_blanks();
            RawEntry entry;
            entry.key.line = place_.line;
            entry.key.column = place_.column;
            if (at_ == text_.size() || text_[at_] != '"') return refuse("a key in quotes is expected");
            if (!read_string(entry.key)) return false;
            if (!take(':')) return refuse("\":\" is expected behind a key");
            skip_blanks();
            if (!read_any(entry.value, depth + 1)) return false;
            value.entries.push_back(std::move(entry));
            if (take('}')) return true;
            if (!take(',')) return refuse("\",\" or \"}\" is expected");
        }
    }

    bool read_array(RawValue& value, int depth) {
        value.shape = RawValue::Shape::list;
        step();
        if (take(']')) return true;
        while (true) {
            skip_blanks();
            if (!read_any(value.items.emplace_back(), depth + 1)) return false;
            if (take(']')) return true;
            if (!take(',')) return refuse("\",\" or \"]\" is expected");
        }
    }

    bool read_string(RawValue& value) {
        value.shape = RawValue::Shape::text;
        step();
        value.line = place_.line;
        value.column = place_.column;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (static_cast<unsigned char>(c) < 0x20) return refuse("a control character in a string");
            if (c == '"') {
                step();
                return true;
            }
            if (c == '\\') {
                if (!read_escape(value.text)) return false;
            } else {
                value.text += c;
                step();
            }
        }
        return refuse("a string is never closed");
    }

    bool read_escape(std::string& text) {
        constexpr std::string_view letters = "\"\\/bfnrt";
        constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        step();
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        const auto known = c == '\0' ? std::string_view::npos : letters.find(c);
        if (known != std::string_view::npos) {
            text += meanings[known];
            step();
            return true;
        }
        if (c != 'u') return refuse("an unknown escape");
        unsigned code = 0;
        if (!read_unit(code)) return false;
        if (code >= 0xD800 && code < 0xDC00) {
            unsigned low = 0;
            if (at_ + 1 >= text_.size() || text_[at_] != '\\' || text_[at_ + 1] != 'u')
                return refuse("half a surrogate pair");
            step();
            if (!read_unit(low)) return false;
            if (low < 0xDC00 || low > 0xDFFF) return refuse("half a surrogate pair");
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        } else if (code >= 0xDC00 && code <= 0xDFFF) {
            return refuse("half a surrogate pair");
        }
        core::append_utf8(text, code);
        return true;
    }

    // The four hexadecimal digits behind the u at which it stands.
    bool read_unit(unsigned& code) {
        step();
        code = 0;
        for (int i = 0; i < 4; ++i) {
            const int digit = at_ < text_.size() ? core::hex_value(text_[at_]) : -1;
            if (digit < 0) return refuse("four hexadecimal digits are expected");
            code = code * 16 + static_cast<unsigned>(digit);
            step();
        }
        return true;
    }

    bool read_word(RawValue& value) {
        const auto end = std::min(text_.find_first_of(" \t\r\n,:{}[]\"", at_), text_.size());
        const std::string_view word = text_.substr(at_, end - at_);
        if (word == "null") {
            value.shape = RawValue::Shape::null;
        } else if (word == "true" || word == "false" || is_number(word)) {
            value.shape = RawValue::Shape::text;
            value.text = word;
        } else {
            return refuse("a value is expected: a string in quotes, a number, true, false or null");
        }
        while (at_ < end) step();
        return true;
    }

    // -?(0|[1-9][0-9]*)(.[0-9]+)?([eE][+-]?[0-9]+)?
    static bool is_number(std::string_view word) {
        const auto digits = [&word] {
            std::size_t count = 0;
            while (count < word.size() && is_digit(word[count])) ++count;
            word.remove_prefix(count);
            return count;
        };
        if (word.starts_with('-')) word.remove_prefix(1);
        const bool zero = word.starts_with('0');
        const auto whole = digits();
        if (whole == 0 || (zero && whole > 1)) return false;
        if (word.starts_with('.')) {
            word.remove_prefix(1);
            if (digits() == 0) return false;
        }
        if (word.starts_with('e') || word.starts_with('E')) {
            word.remove_prefix(1);
            if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
            if (digits() == 0) return false;
        }
        return word.empty();
    }

    bool take(char c) {
        skip_blanks();
        if (at_ == text_.size() || text_[at_] != c) return false;
        step();
        return true;
    }

    void skip_blanks() {
        while (at_ < text_.size() && is_blank(text_[at_])) step();
    }

    void step() {
        const auto byte = static_cast<unsigned char>(text_[at_++]);
        if (byte == '\n') {
            ++place_.line;
            place_.column = 1;
        } else if (at_ == text_.size() || (static_cast<unsigned char>(text_[at_]) & 0xC0) != 0x80) {
            ++place_.column;
        }
    }

    bool refuse(const char* why) {
        fault_ = JsonFault{place_, why};
        return false;
    }

    std::string_view text_;
    Place place_;
    std::size_t at_ = 0;
    std::optional<JsonFault> fault_;
};

}  // namespace

std::optional<JsonFault> read_json_value(std::string_view text, Place place, RawValue& value) {
    return Parser(text, place).read(value);
}

}  // namespace mallctl::catalog
