#include "importers/dxf/tags.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::importers::dxf {

namespace {

std::string_view trim(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

int to_int(std::string_view value) {
    int number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

double to_number(std::string_view value) {
    double number = 0;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return std::isfinite(number) ? number : 0;
}

std::string_view TagReader::next_line() {
    const std::size_t end = text_.find('\n', position_);
    const std::size_t stop = end == std::string_view::npos ? text_.size() : end;
    const std::string_view line = text_.substr(position_, stop - position_);
    position_ = end == std::string_view::npos ? text_.size() : end + 1;
    ++line_;
    return trim(line);
}

bool TagReader::next(Tag& tag) {
    if (position_ >= text_.size()) return false;
    const std::string_view code = next_line();
    int number = 0;
    const auto [stop, error] = std::from_chars(code.data(), code.data() + code.size(), number);
    if (error != std::errc{} || stop != code.data() + code.size()) {
        // Blank lines at the very end are harmless.
        if (code.empty() && text_.find_first_not_of(" \t\r\n", position_) == std::string_view::npos)
            return false;
        const std::string shown = core::is_utf8(code) ? core::one_line(code.substr(0, 40)) : "binary data";
        throw core::Error(core::Fault::rejected,
                          fmt::format("{}:{}: '{}' stands where DXF has a group code", file_, line_, shown),
                          "the drawing is damaged; save it again as DXF (ASCII) from the CAD program");
    }
    if (position_ >= text_.size()) return false;
    tag = {number, next_line()};
    return true;
}

}  // namespace mallctl::importers::dxf
