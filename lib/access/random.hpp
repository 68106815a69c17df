// Bytes that nobody can guess, and comparing without telling by the time it takes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::access {

// From the operating system's generator. Throws core::Error(failed) where that fails.
std::string random_bytes(std::size_t count);

// Whether both are the same, in a time that tells nothing but their lengths.
bool equal_secrets(std::string_view a, std::string_view b);

// HMAC-SHA-256 (RFC 2104, FIPS 198-1): 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view message);

}  // namespace mallctl::access
