// Reads one source whole, within bounds that hostile input cannot pass.
#pragma once

#include <filesystem>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/findings.hpp"
#include "catalog/reader/text_stream.hpp"

namespace mallctl::catalog {

inline constexpr std::size_t largest_source = 64 * 1024 * 1024;

// The text without a byte order mark. Nothing, and a finding, for one over 64 MiB, a line over 1 MiB (M009)
// or UTF-16 (M008). Throws core::Error(failed) when the file cannot be read. `name` stands for the source in
// findings.
std::optional<std::string> read_source(const std::filesystem::path& file, const std::string& name,
                                       Findings& findings);
std::optional<std::string> read_source(std::istream& in, const std::string& name, Findings& findings);

}  // namespace mallctl::catalog
