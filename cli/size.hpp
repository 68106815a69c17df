// Amounts of memory on the command line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::cli {

// "512KiB", "64MiB" or "2GiB" in bytes, from 1 KiB to 1 TiB. Throws core::Error(usage) for anything else;
// `what` names the value in its message ("--memory-budget").
std::size_t parse_size(std::string_view text, const std::string& what);

// A quarter of what the machine has.
std::size_t quarter_of_memory();

}  // namespace mallctl::cli
