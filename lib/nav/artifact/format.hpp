// How the navigation artifact is laid out; little-endian throughout.
//
//   Header, then a table of Entry, then the sections, each beginning at a multiple of 64 bytes and
//   zero-padded to the next. Two entries may name the same section (a level on which staff walk like
//   everybody else).
//
// Sections: one `mall` (names and what refers to the plan by id), one `level` a level (where connectors,
// doors and units join it, for each body), one `floor` a level and body (FloorArrays), one `profile` each
// (rides and the matrix of portals).
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace mallctl::nav::format {

static_assert(std::endian::native == std::endian::little, "floors are read where they lie in the file");

inline constexpr std::array<char, 8> magic{'M', 'A', 'L', 'L', 'N', 'A', 'V', '\n'};
inline constexpr std::uint32_t version = 2;
inline constexpr std::size_t alignment = 64;
inline constexpr std::size_t most_sections = 1U << 16;

enum class Kind : std::uint32_t { mall = 1, level = 2, floor = 3, profile = 4 };

// SHA-256 of what a level was built from; zeros where a section is not of one level.
using Key = std::array<std::uint8_t, 32>;

struct Header {
    std::array<char, 8> magic{};
    std::uint32_t version = 0;
    std::uint32_t sections = 0;
    std::uint64_t size = 0;  // of the file
    std::uint32_t crc = 0;   // CRC-32 of header and table with this field 0
    std::uint32_t reserved = 0;
};

struct Entry {
    Kind kind{};
    std::uint32_t index = 0;  // the level or profile
    std::uint32_t body = 0;   // of a floor
    std::uint32_t crc = 0;    // CRC-32 of the section and its padding
    std::uint64_t offset = 0;
    std::uint64_t size = 0;  // without padding
    Key key{};
};

static_assert(sizeof(Header) == 32 && std::is_trivially_copyable_v<Header>);
static_assert(sizeof(Entry) == 64 && std::is_trivially_copyable_v<Entry>);

constexpr std::size_t aligned(std::size_t size) {
    return (size + alignment - 1) / alignment * alignment;
}

}  // namespace mallctl::nav::format
