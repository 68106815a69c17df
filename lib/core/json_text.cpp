#include "core/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "core/escape.hpp"
#include "core/utf8.hpp"

namespace mallctl::core {

void append_json_text(std::string& out, std::string_view text) {
    std::size_t bad = find_invalid_utf8(text);
    if (bad == std::string_view::npos) {
        append_json_string(out, text);
        return;
    }
    std::string mended;
    for (; bad != std::string_view::npos; bad = find_invalid_utf8(text)) {
        mended += text.substr(0, bad);
        mended += "\xEF\xBF\xBD";
        text.remove_prefix(bad + 1);
    }
    append_json_string(out, mended.append(text));
}

void append_json_number(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    const std::string_view text(digits.data(), static_cast<std::size_t>(written.ptr - digits.data()));
    out += text;
    if (text.find_first_of(".e") == std::string_view::npos) out += ".0";
}

void append_json_integer(std::string& out, std::int64_t value) {
    std::array<char, 24> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), written.ptr);
}

}  // namespace mallctl::core
