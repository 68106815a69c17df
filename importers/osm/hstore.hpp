// The text that GDAL packs an element's tags into.
#pragma once

#include <string_view>

#include "importers/osm/element.hpp"

namespace mallctl::importers::osm {

// "\"level\"=>\"0\",\"name\"=>\"A \\\"B\\\"\"" as tags (PostgreSQL's hstore,
// postgresql.org/docs/15/hstore.html): quoted words, in which a backslash stands before a quote or a
// backslash. Stops at what is not of this form. Of a key that comes twice the first counts.
Tags parse_hstore(std::string_view text);

}  // namespace mallctl::importers::osm
