// A number of three bytes: what there are at most 16 million of takes a quarter less of an artifact.
#pragma once

#include <array>
#include <bit>
#include <cstdint>

namespace mallctl::search {

struct U24 {
    std::array<std::uint8_t, 3> bytes{};

    static constexpr std::uint32_t most = 0xffffff;

    constexpr U24() = default;
    // The low 24 bits.
    constexpr explicit U24(std::uint32_t value)
        : bytes{static_cast<std::uint8_t>(value), static_cast<std::uint8_t>(value >> 8),
                static_cast<std::uint8_t>(value >> 16)} {}

    // Two reads of memory, not three: lists of millions are read.
    constexpr operator std::uint32_t() const {  // NOLINT: it is a number
        static_assert(std::endian::native == std::endian::little);
        const auto low = std::bit_cast<std::uint16_t>(std::array{bytes[0], bytes[1]});
        return std::uint32_t{low} | std::uint32_t{bytes[2]} << 16;
    }
};

static_assert(sizeof(U24) == 3 && alignof(U24) == 1);

}  // namespace mallctl::search
