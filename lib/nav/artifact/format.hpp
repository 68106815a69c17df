// Numbers that the artifact's writer and reader agree on; the layout is described in image.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace mallctl::nav::format {

inline constexpr std::array<char, 8> magic{'M', 'A', 'L', 'L', 'N', 'A', 'V', '\n'};
inline constexpr std::uint32_t version = 1;
inline constexpr std::size_t header_size = 32;
inline constexpr std::size_t crc_offset = 24;  // of the header's checksum
inline constexpr std::size_t entry_size = 24;
inline constexpr std::size_t alignment = 64;

// Section kinds, in file order.
enum Kind : std::uint32_t { mall = 1, walk = 2, wheelchair = 3, pram = 4, staff = 5 };
inline constexpr std::array kinds{mall, walk, wheelchair, pram, staff};

constexpr std::size_t aligned(std::size_t size) {
    return (size + alignment - 1) / alignment * alignment;
}

}  // namespace mallctl::nav::format
