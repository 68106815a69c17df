#include "importers/drawing/labels.hpp"

#include "core/utf8.hpp"
#include "importers/drawing/text_codes.hpp"
#include "plan/surface.hpp"

namespace mallctl::importers::drawing {

namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool looks_like_unit_number(std::string_view word) {
    constexpr std::size_t max_length = 16;
    constexpr int max_letters_in_a_row = 4;
    bool has_digit = false;
    int letters = 0;
    for (const char c : word) {
        if (!is_digit(c) && !is_letter(c) && std::string_view("-./_#").find(c) == std::string_view::npos)
            return false;
        has_digit = has_digit || is_digit(c);
        letters = is_letter(c) ? letters + 1 : 0;
        if (letters > max_letters_in_a_row) return false;
    }
    return has_digit && word.size() <= max_length;
}

}  // namespace

LabelWords read_label(std::string_view text, mapping::LabelText meaning) {
    const std::string line = core::one_line(decode_text_codes(text));
    switch (meaning) {
        case mapping::LabelText::ref:
            return {line, {}};
        case mapping::LabelText::name:
            return {{}, line};
        case mapping::LabelText::both:
            return {line, line};
        case mapping::LabelText::split:
            break;
    }
    const std::size_t end = line.find(' ');
    const std::string first = line.substr(0, end);
    if (!looks_like_unit_number(first)) return {{}, line};
    return {first, end == std::string::npos ? std::string{} : line.substr(end + 1)};
}

AreaFinder::AreaFinder(const std::vector<core::MultiPolygon>& areas) {
    for (const core::MultiPolygon& area : areas) {
        const auto box = plan::box_of(area);
        // An area without points contains none: an empty box in reverse.
        areas_.push_back({&area, box.value_or(core::Box{{1, 1}, {0, 0}}), plan::area_of(area)});
    }
}

std::size_t AreaFinder::smallest_around(core::Point p) const {
    std::size_t best = none;
    for (std::size_t i = 0; i < areas_.size(); ++i) {
        const Area& area = areas_[i];
        const bool in_box =
            p.x >= area.box.min.x && p.x <= area.box.max.x && p.y >= area.box.min.y && p.y <= area.box.max.y;
        if (!in_box || (best != none && area.surface >= areas_[best].surface)) continue;
        if (plan::contains(*area.geometry, p)) best = i;
    }
    return best;
}

}  // namespace mallctl::importers::drawing
