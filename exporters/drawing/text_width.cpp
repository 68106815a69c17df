#include "exporters/drawing/text_width.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "core/utf8.hpp"

namespace mallctl::exporters::drawing {

namespace {

// Helvetica.afm, characters 32 to 126, in thousandths of an em.
constexpr std::array<std::uint16_t, 95> ascii_widths = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

constexpr double bold_factor = 1.07;

struct Character {
    char32_t code = 0;
    std::size_t length = 1;
};

// `text` is UTF-8 from there on.
Character character_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) -> char32_t { return static_cast<unsigned char>(text[i + k]); };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    char32_t code = lead & (0x7FU >> length);
    for (std::size_t k = 1; k < length; ++k) code = (code << 6U) | (byte(k) & 0x3FU);
    return {code, length};
}

bool is_wide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFF00 && c <= 0xFF60) || (c >= 0x1F300 && c <= 0x1FAFF) ||
           (c >= 0x20000 && c <= 0x3FFFD);
}

bool is_zero_width(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

double width_of(char32_t c) {
    if (c >= 32 && c <= 126) return ascii_widths[c - 32] / 1000.0;
    if (is_zero_width(c)) return 0;
    if (is_wide(c)) return 1;
    // Accented Latin letters are as wide as without accents; Greek, Cyrillic and the rest lie below this.
    return c < 0x250 ? 0.62 : 0.7;
}

struct Piece {
    std::string text;    // without the space that may follow
    bool space = false;  // whether one does
};

std::vector<Piece> pieces_of(const std::string& text) {
    std::vector<Piece> pieces(1);
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        if (c.code == ' ') {
            pieces.back().space = true;
            pieces.emplace_back();
        } else {
            if (is_wide(c.code) && !pieces.back().text.empty()) pieces.emplace_back();
            pieces.back().text += text.substr(i, c.length);
            if (is_wide(c.code) || c.code == '-' || c.code == '/') pieces.emplace_back();
        }
        i += c.length;
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.text.empty(); });
    return pieces;
}

std::string joined(const std::vector<Piece>& pieces, std::size_t from, std::size_t to) {
    std::string line;
    for (std::size_t i = from; i < to; ++i) {
        line += pieces[i].text;
        if (pieces[i].space && i + 1 < to) line += ' ';
    }
    return line;
}

}  // namespace

double text_width(std::string_view text, bool bold) {
    double width = 0;
    for (std::size_t i = 0; i < text.size();) {
        const Character c = character_at(text, i);
        width += width_of(c.code);
        i += c.length;
    }
    return bold ? width * bold_factor : width;
}

std::string printable(std::string_view text) {
    std::string clean;
    while (!text.empty()) {
        const std::size_t bad = std::min(core::find_invalid_utf8(text), text.size());
        clean += text.substr(0, bad);
        if (bad < text.size()) clean += "\xEF\xBF\xBD";
        text.remove_prefix(std::min(bad + 1, text.size()));
    }
    std::string result;
    for (std::size_t i = 0; i < clean.size();) {
        const Character c = character_at(clean, i);
        const bool allowed = c.code != 0xFFFE && c.code != 0xFFFF;
        result += allowed ? clean.substr(i, c.length) : "\xEF\xBF\xBD";
        i += c.length;
    }
    return core::one_line(result);
}

std::string shortened(const std::string& text, double width, bool bold) {
    if (text_width(text, bold) <= width) return text;
    const std::string ellipsis = "\xE2\x80\xA6";
    std::size_t end = 0;
    double used = text_width(ellipsis, bold);
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = character_at(text, i).length;
        used += text_width(std::string_view(text).substr(i, length), bold);
        if (used > width) break;
        i += length;
        end = i;
    }
    while (end > 0 && text[end - 1] == ' ') --end;
    return text.substr(0, end) + ellipsis;
}

std::vector<std::string> wrapped(const std::string& text, std::size_t lines, bool bold) {
    const auto pieces = pieces_of(text);
    const std::size_t count = pieces.size();
    lines = std::min(lines, count);
    if (lines == 0) return {};
    constexpr double never = std::numeric_limits<double>::infinity();
    // best[k][i]: the widest line when the first i pieces fill k lines; from[k][i]: where the last begins.
    std::vector<std::vector<double>> best(lines + 1, std::vector<double>(count + 1, never));
    std::vector<std::vector<std::size_t>> from(lines + 1, std::vector<std::size_t>(count + 1, 0));
    best[0][0] = 0;
    for (std::size_t first = 0; first < count; ++first) {
        for (std::size_t end = first + 1; end <= count; ++end) {
            const double width = text_width(joined(pieces, first, end), bold);
            for (std::size_t k = 1; k <= lines; ++k) {
                const double widest = std::max(best[k - 1][first], width);
                if (widest < best[k][end]) {
                    best[k][end] = widest;
                    from[k][end] = first;
                }
            }
        }
    }
    std::vector<std::string> result;
    for (std::size_t k = lines, end = count; k > 0; --k) {
        result.insert(result.begin(), joined(pieces, from[k][end], end));
        end = from[k][end];
    }
    return result;
}

std::vector<std::string> filled(const std::string& text, double width, bool bold) {
    const auto pieces = pieces_of(text);
    std::vector<std::string> lines;
    std::size_t first = 0;
    for (std::size_t end = 1; end <= pieces.size(); ++end) {
        const bool full = end == pieces.size() || text_width(joined(pieces, first, end + 1), bold) > width;
        if (!full) continue;
        lines.push_back(shortened(joined(pieces, first, end), width, bold));
        first = end;
    }
    return lines;
}

}  // namespace mallctl::exporters::drawing
