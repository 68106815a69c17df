#include "importers/dxf/dxf.hpp"

#include "importers/drawing/assemble.hpp"

namespace mallctl::importers::dxf {

ImportResult read_dxf(const std::vector<std::filesystem::path>& sources, const mapping::Mapping& mapping) {
    return drawing::read_by_rules(sources, mapping, read_drawing);
}

}  // namespace mallctl::importers::dxf
