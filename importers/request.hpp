// What the readers of all formats need of a request.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "importers/importer.hpp"
#include "importers/mapping/mapping.hpp"

namespace mallctl::importers {

// core::Error(rejected).
core::Error rejected(const std::string& message, const std::string& advice);

// --mapping, else mapping.yaml beside the first source. Throws as mapping::read_mapping.
std::optional<mapping::Mapping> find_mapping(const ImportRequest& request);

// Adds names to the note "ignored files".
void note_ignored(ImportResult& result, const std::vector<std::string>& names);

}  // namespace mallctl::importers
