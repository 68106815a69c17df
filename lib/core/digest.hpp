// Digests and checksums of bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace mallctl::core {

// SHA-256 (FIPS 180-4) in lower-case hexadecimal, 64 characters.
std::string sha256_hex(std::span<const std::byte> bytes);
std::string sha256_hex(std::string_view text);

// CRC-32 as in zip and PNG (ISO 3309).
std::uint32_t crc32(std::span<const std::byte> bytes);

}  // namespace mallctl::core
