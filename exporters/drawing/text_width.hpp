// How wide text is and where it may break, without a font at hand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::exporters::drawing {

// The width of a line in em: of ASCII as in Adobe's metrics of Helvetica, which Arial and Liberation Sans
// share; an upper estimate for other scripts. O(n).
double text_width(std::string_view text, bool bold);

// The text without what has no place on paper: control characters and runs of spaces become one space, what
// is not UTF-8 or not a character of XML 1.0 becomes U+FFFD.
std::string printable(std::string_view text);

// The text itself when it is at most `width` em wide, else its beginning with an ellipsis.
std::string shortened(const std::string& text, double width, bool bold);

// The text in at most `lines` lines, broken at spaces, after hyphens and slashes and between ideographs, so
// that the widest line is as narrow as can be. Fewer lines where there are not as many places to break.
// O(lines n^2) in places to break.
std::vector<std::string> wrapped(const std::string& text, std::size_t lines, bool bold);

// The text in lines of at most `width` em, as many as it takes; a word wider than that is shortened.
std::vector<std::string> filled(const std::string& text, double width, bool bold);

}  // namespace mallctl::exporters::drawing
