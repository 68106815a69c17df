#include "importers/sniff.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "importers/dxf/dxf.hpp"

namespace mallctl::importers {

namespace {

using namespace std::string_view_literals;

struct Signature {
    std::string_view bytes;
    const char* what;
    const char* advice;
};

constexpr const char* vector_please =
    "a picture holds no rooms: ask for the plan as DXF, IMDF or GeoJSON from the program that drew it";
constexpr const char* unpack_please = "unpack it and name the folder, or pack the plan as zip";
constexpr const char* convert_please = "convert it to GeoJSON (ogr2ogr -f GeoJSON -t_srs EPSG:4326)";

// The first bytes of what people have beside their plans (en.wikipedia.org/wiki/List_of_file_signatures).
constexpr std::array signatures{
    Signature{"AutoCAD Binary DXF"sv, "a binary DXF", "save it as text (ASCII) DXF"},
    Signature{"\xFF\xD8\xFF"sv, "a JPEG image", vector_please},
    Signature{"\x89PNG\r\n"sv, "a PNG image", vector_please},
    Signature{"GIF8"sv, "a GIF image", vector_please},
    Signature{"BM"sv, "a BMP image", vector_please},
    Signature{"II*\0"sv, "a TIFF image", vector_please},
    Signature{"MM\0*"sv, "a TIFF image", vector_please},
    Signature{"RIFF"sv, "a WebP image or another RIFF file", vector_please},
    Signature{"%PDF"sv, "a PDF document", vector_please},
    Signature{"%!PS"sv, "a PostScript document", vector_please},
    Signature{"\x1F\x8B"sv, "a gzip file", unpack_please},
    Signature{"BZh"sv, "a bzip2 file", unpack_please},
    Signature{"\xFD"
              "7zXZ\0"sv,
              "an xz file", unpack_please},
    Signature{"7z\xBC\xAF\x27\x1C"sv, "a 7z archive", unpack_please},
    Signature{"Rar!"sv, "a RAR archive", unpack_please},
    Signature{"SQLite format 3\0"sv, "an SQLite database, but no GeoPackage", convert_please},
    Signature{"\xD0\xCF\x11\xE0"sv, "an old Office document", vector_please},
    Signature{"\x7F"
              "ELF"sv,
              "a program", "name the plan itself"},
};

bool is_text(std::string_view beginning) {
    return std::none_of(beginning.begin(), beginning.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
}

// Without a byte order mark and white space.
std::string_view trimmed(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    return text;
}

bool contains_word(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

Sniffed sniff_markup(std::string_view text) {
    if (contains_word(text, "<osmChange")) {
        return {Kind::other, "a list of OpenStreetMap changes", "download the area itself as OSM XML"};
    }
    if (contains_word(text, "<osm")) return {Kind::osm_xml, {}, {}};
    if (contains_word(text, "<svg")) return {Kind::other, "an SVG drawing", vector_please};
    if (contains_word(text, "<html") || contains_word(text, "<!DOCTYPE html")) {
        return {Kind::other, "a web page",
                "the download may have failed or asked for a login: get the file itself"};
    }
    return {Kind::other, "an XML file", convert_please};
}

// Formats whose files begin alike, whoever wrote them.
Kind sniff_binary(std::string_view beginning) {
    const auto at = [&](std::size_t offset, std::string_view bytes) {
        return beginning.size() >= offset && beginning.substr(offset).starts_with(bytes);
    };
    // "AC1032": the version, 4 digits (opendesign.com, "Open Design Specification for .dwg files").
    const bool digits = beginning.size() >= 6 && std::all_of(beginning.begin() + 2, beginning.begin() + 6,
                                                             [](char c) { return c >= '0' && c <= '9'; });
    if (at(0, "AC") && digits) return Kind::dwg;
    // OGC 12-128 requirement 2: the application id of SQLite, at 68; "GP10" and "GP11" of its first versions.
    if (at(0, "SQLite format 3\0"sv) && (at(68, "GPKG") || at(68, "GP10") || at(68, "GP11")))
        return Kind::gpkg;
    if (at(0, "\0\0\x27\x0A"sv)) return Kind::shapefile;
    if (at(0,
           "fgb\x03"
           "fgb"))
        return Kind::flatgeobuf;
    if (at(4, "\x0A\x09OSMHeader")) return Kind::osm_pbf;
    return Kind::other;
}

}  // namespace

Sniffed sniff(std::string_view beginning) {
    if (beginning.empty()) return {Kind::other, "an empty file", "export or download it again"};
    if (beginning.starts_with("PK\x03\x04") || beginning.starts_with("PK\x05\x06"))
        return {Kind::zip, {}, {}};
    if (const Kind kind = sniff_binary(beginning); kind != Kind::other) return {kind, {}, {}};
    for (const Signature& signature : signatures) {
        if (beginning.starts_with(signature.bytes)) return {Kind::other, signature.what, signature.advice};
    }
    if (dxf::looks_like_dxf(beginning.substr(0, 256))) return {Kind::dxf, {}, {}};
    const std::string_view text = trimmed(beginning);
    // RFC 8142 begins each feature with a record separator.
    if (text.starts_with('{') || text.starts_with('\x1E') || text.starts_with('['))
        return {Kind::json, {}, {}};
    if (text.starts_with('<')) return sniff_markup(text);
    if (is_text(beginning)) return {Kind::other, "text that is neither DXF nor GeoJSON", readable_formats};
    return {Kind::other, "data of an unknown kind", readable_formats};
}

}  // namespace mallctl::importers
