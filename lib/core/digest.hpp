// Digests and checksums of bytes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mallctl::core {

// SHA-256 (FIPS 180-4).
using Sha256 = std::array<std::uint8_t, 32>;
Sha256 sha256(std::string_view text);

// Of a text that comes in parts.
class Sha256Stream {
  public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(const Sha256Stream&) = delete;
    Sha256Stream& operator=(const Sha256Stream&) = delete;

    void add(std::string_view text);

    // Of all that was added; once.
    Sha256 finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// In lower-case hexadecimal, 64 characters, and back, in either case: nothing for any other text.
std::string to_hex(const Sha256& digest);
std::optional<Sha256> sha256_from_hex(std::string_view text);

std::string sha256_hex(std::span<const std::byte> bytes);
std::string sha256_hex(std::string_view text);

// CRC-32 as in zip and PNG (ISO 3309).
std::uint32_t crc32(std::span<const std::byte> bytes);

}  // namespace mallctl::core
