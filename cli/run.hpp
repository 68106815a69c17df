// The program without its process: arguments and streams in, exit code out. Tests call it as main does.
#pragma once

#include <string>
#include <vector>

#include "cli/context.hpp"

namespace mallctl::cli {

// `arguments` without the program's name. Never throws; every failure becomes a message on streams.err and an
// exit code of design section 4.
int run(const std::vector<std::string>& arguments, const Streams& streams);

}  // namespace mallctl::cli
