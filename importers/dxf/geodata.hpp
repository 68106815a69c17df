// GEODATA: where a drawing of 2009 and later says that it lies. Tags after Autodesk's DXF Reference,
// "GEODATA".
#pragma once

#include <optional>
#include <string>

#include "importers/drawing/survey.hpp"
#include "importers/dxf/tags.hpp"

namespace mallctl::importers::dxf {

class Geodata {
  public:
    // A tag of the object, in file order.
    void take(const Tag& tag);

    // Nothing where the coordinates are not those of a grid, or the coordinate system has no EPSG code.
    std::optional<drawing::GridReference> reference() const;

  private:
    drawing::GridReference reference_;
    int coordinate_type_ = 0;
    std::string definition_;  // XML
};

// The EPSG code of the coordinate system that the XML of a GEODATA defines; nothing where it names none.
std::optional<int> epsg_of_definition(std::string_view xml);

}  // namespace mallctl::importers::dxf
