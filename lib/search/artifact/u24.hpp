// A number of three bytes: what there are at most 16 million of takes a quarter less of an artifact.
#pragma once

#include <array>
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

    constexpr operator std::uint32_t() const {  // NOLINT: it is a number
        return std::uint32_t{bytes[0]} | std::uint32_t{bytes[1]} << 8 | std::uint32_t{bytes[2]} << 16;
    }
};

static_assert(sizeof(U24) == 3 && alignof(U24) == 1);

}  // namespace mallctl::search
