#include "plan/content.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <iterator>

namespace mallctl::plan {

void ContentWriter::count(char mark, std::size_t number) {
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    if (mark != '\0') text_ += mark;
    text_.append(digits, end);
}

ContentWriter& ContentWriter::text(std::string_view value) {
    count('\0', value.size());
    text_ += ':';
    text_ += value;
    text_ += ';';
    return *this;
}

ContentWriter& ContentWriter::number(double value) {
    constexpr double exact = 9e15;  // whole numbers below are what they seem to be, as integers too
    // + 0.0 turns a rounded -0 into 0.
    const double rounded = std::round(value * 1e9) + 0.0;
    char digits[400];  // the longest whole double has 309
    const auto end =
        std::abs(rounded) < exact
            ? std::to_chars(std::begin(digits), std::end(digits), static_cast<std::int64_t>(rounded)).ptr
            : std::to_chars(std::begin(digits), std::end(digits), rounded, std::chars_format::fixed, 0).ptr;
    text_.append(digits, end);
    text_ += ';';
    return *this;
}

ContentWriter& ContentWriter::names(const core::Names& value) {
    count('n', value.size());
    text_ += ';';
    for (const auto& [locale, name] : value) text(locale).text(name);
    return *this;
}

ContentWriter& ContentWriter::point(core::Point value) {
    return number(value.x).number(value.y);
}

ContentWriter& ContentWriter::line(const core::LineString& value) {
    count('l', value.size());
    text_ += ';';
    for (const core::Point& vertex : value) point(vertex);
    return *this;
}

ContentWriter& ContentWriter::area(const core::MultiPolygon& value) {
    count('a', value.size());
    text_ += ';';
    for (const core::Polygon& polygon : value) {
        count('p', polygon.rings.size());
        text_ += ';';
        for (const core::Ring& ring : polygon.rings) line(ring);
    }
    return *this;
}

}  // namespace mallctl::plan
