#include <catch2/catch.hpp>
#include <random>
#include <string_view>
#include <vector>

#include "core/digest.hpp"

using namespace mallctl;

namespace {

// Bit after bit, as ISO 3309 says it.
std::uint32_t crc_by_bits(std::span<const std::byte> bytes) {
    std::uint32_t crc = 0xffffffff;
    for (const std::byte byte : bytes) {
        crc ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ 0xedb88320 : crc >> 1;
    }
    return ~crc;
}

}  // namespace

TEST_CASE("a checksum is that of ISO 3309, of any bytes, however many and wherever they lie") {
    constexpr std::string_view check = "123456789";
    CHECK(core::crc32(std::as_bytes(std::span(check))) == 0xcbf43926);
    CHECK(core::crc32({}) == 0);
    std::mt19937 random(17);
    std::vector<std::byte> bytes(70'000);
    for (std::byte& byte : bytes) byte = static_cast<std::byte>(random());
    for (std::size_t size = 0; size < 400; ++size) {
        const auto part = std::span(bytes).subspan(size % 23, size);
        REQUIRE(core::crc32(part) == crc_by_bits(part));
    }
    CHECK(core::crc32(bytes) == crc_by_bits(bytes));
    const std::vector<std::byte> zeros(4096);
    CHECK(core::crc32(zeros) == crc_by_bits(zeros));
}
