// What lets somebody in once whose authenticator is lost.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::access {

inline constexpr std::size_t recovery_code_count = 10;

// Ten codes of 80 bits, as "k3hp-5wzq-...": shown once, and kept by their digests.
std::vector<std::string> make_recovery_codes();

// The hexadecimal SHA-256 of a code, written with or without its hyphens, spaces and capitals. A code has so
// many bits that a quick hash keeps it. Nothing for a text that is no code.
std::optional<std::string> recovery_digest(std::string_view code);

}  // namespace mallctl::access
