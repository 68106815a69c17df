// The reader of EWKB: what it takes can be written, and reads back the same.
#include <span>
#include <string>

#include "core/hex.hpp"
#include "core/wkb.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;

template <typename Geometry>
std::string written(const Geometry& geometry) {
    std::string bytes;
    core::append_ewkb(bytes, geometry);
    return core::to_hex(std::as_bytes(std::span(bytes)));
}

template <typename Read>
void round_trip(Read read, const std::string& hex) {
    const auto value = fuzz::attempt([&] { return read(hex); });
    if (!value) return;
    const std::string once = written(*value);
    fuzz::require(written(read(once)) == once, "EWKB reads back as it was written");
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
    read_all(core::to_hex(std::as_bytes(std::span(data, size))));
    return 0;
}
