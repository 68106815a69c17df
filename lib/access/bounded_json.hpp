// JSON from strangers. Of lib/access alone.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::access {

// An object; nothing for a text that is none, that nests deeper than 8, or that names a key twice, which two
// readers would take for different things.
std::optional<nlohmann::json> read_object(std::string_view text);

// The string at a key; nothing where it is absent or no string.
std::optional<std::string> text_at(const nlohmann::json& object, const char* key);

}  // namespace mallctl::access
