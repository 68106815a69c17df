#include "plan/content.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace mallctl::plan {

ContentWriter& ContentWriter::text(std::string_view value) {
    fmt::format_to(std::back_inserter(text_), "{}:{};", value.size(), value);
    return *this;
}

ContentWriter& ContentWriter::number(double value) {
    // + 0.0 turns a rounded -0 into 0.
    fmt::format_to(std::back_inserter(text_), "{:.0f};", std::round(value * 1e9) + 0.0);
    return *this;
}

ContentWriter& ContentWriter::names(const core::Names& value) {
    fmt::format_to(std::back_inserter(text_), "n{};", value.size());
    for (const auto& [locale, name] : value) text(locale).text(name);
    return *this;
}

ContentWriter& ContentWriter::point(core::Point value) {
    return number(value.x).number(value.y);
}

ContentWriter& ContentWriter::line(const core::LineString& value) {
    fmt::format_to(std::back_inserter(text_), "l{};", value.size());
    for (const core::Point& vertex : value) point(vertex);
    return *this;
}

ContentWriter& ContentWriter::area(const core::MultiPolygon& value) {
    fmt::format_to(std::back_inserter(text_), "a{};", value.size());
    for (const core::Polygon& polygon : value) {
        fmt::format_to(std::back_inserter(text_), "p{};", polygon.rings.size());
        for (const core::Ring& ring : polygon.rings) line(ring);
    }
    return *this;
}

}  // namespace mallctl::plan
