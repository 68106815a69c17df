// One settings file: flat YAML, `data-dir: /srv/mallctl`.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "config/config.hpp"

namespace mallctl::config {

// Throws core::Error(usage), with FILE:LINE:COLUMN, for a file that cannot be read or parsed, an unknown key,
// a key given twice and a value that is not a plain one. At most 1 MiB.
std::map<std::string, Value> read_settings_file(const std::filesystem::path& file);

}  // namespace mallctl::config
