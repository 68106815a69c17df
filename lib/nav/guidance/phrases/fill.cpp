#include "nav/guidance/phrases/fill.hpp"

#include <algorithm>
#include <cmath>

namespace mallctl::nav {

namespace {

constexpr std::string_view first_strong_isolate = "\xE2\x81\xA8";
constexpr std::string_view pop_isolate = "\xE2\x81\xA9";

// U+202A to U+202E and U+2066 to U+2069 in UTF-8.
bool is_bidi_control(std::string_view text, std::size_t at) {
    if (text.size() - at < 3 || text[at] != '\xE2') return false;
    const auto middle = static_cast<unsigned char>(text[at + 1]);
    const auto last = static_cast<unsigned char>(text[at + 2]);
    return (middle == 0x80 && last >= 0xAA && last <= 0xAE) ||
           (middle == 0x81 && last >= 0xA6 && last <= 0xA9);
}

// Hebrew to Arabic Extended (U+0590 to U+08FF) and the presentation forms (U+FB1D to U+FDFF, U+FE70 to
// U+FEFE), by the first two bytes of each character; U+FB00 to U+FB1C count with them.
bool runs_from_right(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const auto next = static_cast<unsigned char>(text[i + 1]);
        if (lead == 0xD6 && next >= 0x90) return true;
        if (lead >= 0xD7 && lead <= 0xDF) return true;
        if (lead == 0xE0 && next >= 0xA0 && next <= 0xA3) return true;
        if (lead == 0xEF && next >= 0xAC && next <= 0xB7) return true;
        if (lead == 0xEF && (next == 0xB9 || next == 0xBA || next == 0xBB)) return true;
    }
    return false;
}

}  // namespace

std::string fill(std::string_view phrase, std::initializer_list<std::string> values) {
    std::string text;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        const bool place = phrase[i] == '{' && i + 2 < phrase.size() && phrase[i + 2] == '}';
        if (!place) {
            text += phrase[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(phrase[i + 1] - '1');
        if (index < values.size()) text += values.begin()[index];
        i += 2;
    }
    return text;
}

std::string inserted(std::string_view text, bool right_to_left) {
    std::string clean;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_bidi_control(text, i)) {
            i += 2;
        } else {
            clean += text[i];
        }
    }
    if (!right_to_left && !runs_from_right(clean)) return clean;
    return std::string(first_strong_isolate) + clean + std::string(pop_isolate);
}

long rounded_metres(double metres) {
    if (!(metres > 0)) return 0;
    const double longest = 1e6;
    const double bounded = std::min(metres, longest);
    const double step = bounded < 10 ? 1 : bounded < 100 ? 5 : 10;
    return static_cast<long>(std::floor(bounded / step + 0.5) * step);
}

}  // namespace mallctl::nav
