// A failure on stderr: for people a few lines, with --format json one object.
#pragma once

#include <string>

#include "core/error.hpp"

namespace mallctl::cli {

// "mallctl: MESSAGE" with the findings, or what blocks a route, before it and the advice below it; ends in a
// newline. Control characters, which names of files and layers may hold, become spaces: no input breaks the
// lines or commands the terminal.
std::string failure_text(const core::Error& error, bool color);

// {"error": {"fault", "message", "advice", "exit_code", "diagnostics"}} on one line; without a route also
// "blocking".
std::string failure_json(const core::Error& error);

}  // namespace mallctl::cli
