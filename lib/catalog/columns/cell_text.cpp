#include "catalog/columns/cell_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>

#include "core/utf8.hpp"

namespace mallctl::catalog::columns {

namespace {

// The bytes that the white space at the beginning of the text takes; 0 where it begins with none.
std::size_t space_size(std::string_view text) {
    if (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')) return 1;
    if (text.starts_with("\xC2\xA0")) return 2;
    for (const std::string_view space : {"\xE3\x80\x80", "\xEF\xBB\xBF", "\xE2\x80\xAF"}) {
        if (text.starts_with(space)) return 3;
    }
    // U+2000 to U+200B
    const bool general =
        text.starts_with("\xE2\x80") && text.size() > 2 && static_cast<unsigned char>(text[2]) <= 0x8B;
    return general ? 3 : 0;
}

// U+00A0 to U+00FF in their order.
constexpr std::array<std::string_view, 96> latin_1 = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

struct Named {
    std::string_view name;
    std::uint32_t point;
};
constexpr std::array<Named, 14> others = {{{"amp", '&'},
                                           {"lt", '<'},
                                           {"gt", '>'},
                                           {"quot", '"'},
                                           {"apos", '\''},
                                           {"ndash", 0x2013},
                                           {"mdash", 0x2014},
                                           {"lsquo", 0x2018},
                                           {"rsquo", 0x2019},
                                           {"ldquo", 0x201C},
                                           {"rdquo", 0x201D},
                                           {"bull", 0x2022},
                                           {"hellip", 0x2026},
                                           {"trade", 0x2122}}};

std::optional<std::uint32_t> numbered(std::string_view digits) {
    const bool hexadecimal = digits.starts_with('x') || digits.starts_with('X');
    if (hexadecimal) digits.remove_prefix(1);
    std::uint32_t point = 0;
    const auto [end, fault] =
        std::from_chars(digits.data(), digits.data() + digits.size(), point, hexadecimal ? 16 : 10);
    const bool whole = fault == std::errc() && end == digits.data() + digits.size();
    const bool character = point >= 0x20 && point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
    if (!whole || !character) return std::nullopt;
    return point;
}

// `name` is what stands between '&' and ';'.
std::optional<std::uint32_t> entity(std::string_view name) {
    if (name.starts_with('#')) return numbered(name.substr(1));
    const auto* latin = std::find(latin_1.begin(), latin_1.end(), name);
    if (latin != latin_1.end()) return 0xA0 + static_cast<std::uint32_t>(latin - latin_1.begin());
    const auto* other =
        std::find_if(others.begin(), others.end(), [&](const auto& named) { return named.name == name; });
    if (other == others.end()) return std::nullopt;
    return other->point;
}

}  // namespace

std::string tidy(std::string_view text) {
    std::string tidied;
    bool gap = false;
    while (!text.empty()) {
        if (const std::size_t size = space_size(text); size > 0) {
            gap = !tidied.empty();
            text.remove_prefix(size);
            continue;
        }
        if (gap) tidied += ' ';
        gap = false;
        tidied += text.front();
        text.remove_prefix(1);
    }
    return tidied;
}

std::string decode_entities(std::string_view text) {
    constexpr std::size_t longest_name = 8;
    std::string decoded;
    while (!text.empty()) {
        const auto end =
            text.front() == '&' ? text.substr(0, longest_name + 2).find(';') : std::string_view::npos;
        const auto point = end == std::string_view::npos ? std::nullopt : entity(text.substr(1, end - 1));
        if (point) {
            core::append_utf8(decoded, *point);
            text.remove_prefix(end + 1);
        } else {
            decoded += text.front();
            text.remove_prefix(1);
        }
    }
    return decoded;
}

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

}  // namespace mallctl::catalog::columns
