// Colour on a terminal, for what must not be missed.
#pragma once

#include <string>
#include <string_view>

#include "core/diagnostic.hpp"

namespace mallctl::cli {

// Whether to colour a stream: `when` is "always", "never" or "auto", which is yes on a terminal where the
// environment does not set NO_COLOR (no-color.org).
bool use_color(std::string_view when, bool is_tty);

// The finding as core::to_line writes it; in colour its severity and code stand out.
std::string finding_line(const core::Diagnostic& finding, bool color);

// The text in bold red, as the word of a failure.
std::string in_red(std::string_view text);

}  // namespace mallctl::cli
