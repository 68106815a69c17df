// A file that a result goes to: whole under its name, or not at all.
#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace mallctl::cli {

// Lets `write` fill the file: one with a temporary name beside it, which is renamed when all is written, and
// removed when `write` throws or a signal comes. A device or a pipe is written to as it is. Throws
// core::Error(failed) when the file cannot be written.
void write_file(const std::string& path, const std::function<void(std::ostream&)>& write);

}  // namespace mallctl::cli
