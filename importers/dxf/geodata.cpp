#include "importers/dxf/geodata.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>

namespace mallctl::importers::dxf {

void Geodata::take(const Tag& tag) {
    constexpr std::size_t max_definition = std::size_t{1} << 20;
    switch (tag.code) {
        case 70:
            coordinate_type_ = to_int(tag.value);
            return;
        case 10:
            reference_.drawing.x = to_number(tag.value);
            return;
        case 20:
            reference_.drawing.y = to_number(tag.value);
            return;
        case 11:
            reference_.projected.x = to_number(tag.value);
            return;
        case 21:
            reference_.projected.y = to_number(tag.value);
            return;
        case 12:
            reference_.north.x = to_number(tag.value);
            return;
        case 22:
            reference_.north.y = to_number(tag.value);
            return;
        case 40:
            reference_.metres_per_unit = to_number(tag.value);
            return;
        case 301:
        case 303:
            if (definition_.size() + tag.value.size() <= max_definition) definition_ += tag.value;
            return;
        default:
            return;
    }
}

std::optional<drawing::GridReference> Geodata::reference() const {
    constexpr int local_grid = 1;
    constexpr int projected_grid = 2;
    if (coordinate_type_ != local_grid && coordinate_type_ != projected_grid) return std::nullopt;
    const auto epsg = epsg_of_definition(definition_);
    const bool sound = std::hypot(reference_.north.x, reference_.north.y) > 1e-9 &&
                       reference_.metres_per_unit > 0 && std::isfinite(reference_.metres_per_unit);
    if (!epsg || !sound) return std::nullopt;
    drawing::GridReference reference = reference_;
    reference.crs = fmt::format("EPSG:{}", *epsg);
    return reference;
}

// <Alias id="27700" type="CoordinateSystem"> ... <Namespace>EPSG Code</Namespace> ... </Alias>
std::optional<int> epsg_of_definition(std::string_view xml) {
    // Tags come without the blanks at their ends, and the text is cut into tags anywhere: so blanks do not
    // count.
    std::string packed;
    std::copy_if(xml.begin(), xml.end(), std::back_inserter(packed), [](char c) { return c != ' '; });
    xml = packed;
    constexpr std::string_view start = "<Aliasid=\"";
    while (true) {
        const std::size_t at = xml.find(start);
        if (at == std::string_view::npos) return std::nullopt;
        xml.remove_prefix(at + start.size());
        const std::string_view alias = xml.substr(0, xml.find("</Alias>"));
        const int code = to_int(alias.substr(0, alias.find('"')));
        const bool of_crs = alias.find("type=\"CoordinateSystem\"") != std::string_view::npos;
        if (of_crs && code > 0 && alias.find(">EPSGCode<") != std::string_view::npos) return code;
    }
}

}  // namespace mallctl::importers::dxf
