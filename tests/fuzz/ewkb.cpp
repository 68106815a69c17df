// The reader of EWKB: what it takes can be written, and reads back the same.
#include <vector>

#include "core/wkb.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;

std::string to_hex(const std::uint8_t* data, std::size_t size) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string hex;
    for (std::size_t i = 0; i < size; ++i) {
        hex += digits[data[i] >> 4];
        hex += digits[data[i] & 0xF];
    }
    return hex;
}

template <typename Read>
void round_trip(Read read, const std::string& hex) {
    const auto value = fuzz::attempt([&] { return read(hex); });
    if (!value) return;
    const std::string written = core::to_ewkb(*value);
    fuzz::require(core::to_ewkb(read(written)) == written, "EWKB reads back as it was written");
}

void read_all(const std::string& hex) {
    round_trip(core::point_from_ewkb, hex);
    round_trip(core::line_from_ewkb, hex);
    round_trip(core::lines_from_ewkb, hex);
    round_trip(core::polygons_from_ewkb, hex);
}

}  // namespace

// The input as text, and as the bytes that the text stands for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    read_all(fuzz::to_text(data, size));
    read_all(to_hex(data, size));
    return 0;
}
