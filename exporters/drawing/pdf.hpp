// Drawings as PDF, through cairo, with text as text.
#pragma once

#include <string>

#include "core/clock.hpp"
#include "exporters/drawing/drawing.hpp"

namespace mallctl::exporters::drawing {

// A whole file, a page a page. `created` is the date it bears; the same document and date give the same bytes
// on a machine with the same fonts. Throws core::Error(failed) when cairo reports an error.
std::string to_pdf(const Document& document, core::Instant created);

}  // namespace mallctl::exporters::drawing
