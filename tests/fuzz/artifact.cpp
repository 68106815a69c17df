// The reader of the navigation artifact, and queries on what it accepts. Checksums are mended first, or the
// fuzzer would never come past them; the unit tests turn bits without mending.
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/digest.hpp"
#include "nav/artifact/format.hpp"
#include "nav/graph.hpp"
#include "nav/artifact/image.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
namespace format = nav::format;

// Routes take O(corners^2), and more floor than this says nothing new.
constexpr std::size_t largest_input = 16 * 1024;

std::uint64_t read_number(const std::vector<std::byte>& bytes, std::size_t at, std::size_t size) {
    std::uint64_t value = 0;
    for (std::size_t i = size; i > 0; --i)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[at + i - 1]);
    return value;
}

void write_number(std::vector<std::byte>& bytes, std::size_t at, std::size_t size, std::uint64_t value) {
    for (std::size_t i = 0; i < size; ++i) bytes[at + i] = static_cast<std::byte>(value >> (8 * i));
}

void seal(std::vector<std::byte>& bytes) {
    const std::size_t table_end =
        format::aligned(format::header_size + format::kinds.size() * format::entry_size);
    if (bytes.size() < table_end) return;
    write_number(bytes, 16, 8, bytes.size());
    for (std::size_t i = 0; i < format::kinds.size(); ++i) {
        const std::size_t entry = format::header_size + i * format::entry_size;
        const std::uint64_t offset = read_number(bytes, entry + 8, 8);
        const std::uint64_t size = read_number(bytes, entry + 16, 8);
        if (offset > bytes.size() || size > bytes.size() - offset) continue;
        const std::size_t end = std::min(bytes.size() - offset, format::aligned(size));
        write_number(bytes, entry + 4, 4, core::crc32(std::span(bytes).subspan(offset, end)));
    }
    write_number(bytes, format::crc_offset, 4, 0);
    write_number(bytes, format::crc_offset, 4, core::crc32(std::span(bytes).first(table_end)));
}

void require_route(const nav::Route& route) {
    fuzz::require(std::isfinite(route.distance_m) && route.distance_m >= 0, "a distance is a number");
    fuzz::require(std::isfinite(route.duration_s) && route.duration_s >= 0, "a duration is a number");
    for (const nav::Leg& leg : route.legs) {
        fuzz::require(leg.coordinates.size() >= 2, "a leg has two ends");
    }
}

void require_round_trip(const nav::Image& image) {
    const std::vector<std::byte> written = nav::write_image(image);
    fuzz::require(nav::write_image(nav::read_image(written)) == written, "an image reads back as written");
}

void query(const nav::Graph& graph, const nav::Image& image) {
    std::vector<nav::Place> places;
    for (std::uint32_t level = 0; level < std::min<std::size_t>(graph.levels().size(), 3); ++level) {
        fuzz::require(graph.level_of(graph.levels()[level].id).has_value(), "a level is found by its id");
        places.push_back({level, image.origin, {}});
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(image.units.size(), 3); ++i) {
        if (const auto place = graph.unit_place(image.units[i].id)) places.push_back(*place);
    }
    for (const nav::Profile profile : nav::profiles) {
        for (const nav::Place& from : places) {
            const auto reach = graph.reach(from, places, profile);
            for (std::size_t i = 0; i < places.size(); ++i) {
                nav::NoRoute why;
                const auto route = graph.route(from, places[i], profile, &why);
                fuzz::require(route.has_value() == reach[i].has_value(), "route and reach agree");
                if (route) require_route(*route);
                if (!route) fuzz::require(!why.reason.empty(), "no route has a reason");
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > largest_input) return 0;
    std::vector<std::byte> bytes(size);
    std::transform(data, data + size, bytes.begin(), [](std::uint8_t value) { return std::byte{value}; });
    seal(bytes);
    const auto image = fuzz::attempt([&] { return nav::read_image(bytes); });
    if (!image) return 0;
    require_round_trip(*image);
    const auto graph = fuzz::attempt([&] { return nav::Graph(bytes); });
    if (graph) query(*graph, *image);
    return 0;
}
