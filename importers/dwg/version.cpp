#include "importers/dwg/version.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace mallctl::importers::dwg {

namespace {

constexpr std::size_t magic_length = 6;

// Open Design Specification for .dwg files (Open Design Alliance), version 5.4.1, section 1.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> releases = {{
    {"AC1002", "AutoCAD 2.5"},
    {"AC1003", "AutoCAD 2.6"},
    {"AC1004", "AutoCAD R9"},
    {"AC1006", "AutoCAD R10"},
    {"AC1009", "AutoCAD R11 or R12"},
    {"AC1012", "AutoCAD R13"},
    {"AC1014", "AutoCAD R14"},
    {"AC1015", "AutoCAD 2000"},
    {"AC1018", "AutoCAD 2004"},
    {"AC1021", "AutoCAD 2007"},
    {"AC1024", "AutoCAD 2010"},
    {"AC1027", "AutoCAD 2013"},
    {"AC1032", "AutoCAD 2018"},
}};

}  // namespace

bool looks_like_dwg(std::string_view beginning) {
    const std::string_view magic = beginning.substr(0, magic_length);
    return magic.size() == magic_length && magic.starts_with("AC1") &&
           std::all_of(magic.begin() + 3, magic.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string describe_version(std::string_view beginning) {
    const std::string_view magic = beginning.substr(0, magic_length);
    const auto found = std::find_if(releases.begin(), releases.end(),
                                    [&](const auto& release) { return release.first == magic; });
    return found == releases.end() ? std::string(magic) : fmt::format("{} ({})", magic, found->second);
}

}  // namespace mallctl::importers::dwg
