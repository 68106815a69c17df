#include <bit>
#include <cmath>
#include <cstring>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "nav/artifact/format.hpp"
#include "nav/artifact/image.hpp"

namespace mallctl::nav {

namespace {

[[noreturn]] void reject(const std::string& why) {
    throw core::Error(core::Fault::rejected, "the navigation artifact is damaged: " + why,
                      "build it again with 'mallctl build nav'");
}

std::uint64_t little_endian(std::span<const std::byte> bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        value = value << 8 | std::to_integer<std::uint64_t>(bytes[i - 1]);
    return value;
}

// Reads one section from front to back.
class Reader {
  public:
    explicit Reader(std::span<const std::byte> bytes) : rest_(bytes) {}

    std::uint32_t u32() { return static_cast<std::uint32_t>(little_endian(take(4))); }
    std::int32_t i32() { return static_cast<std::int32_t>(u32()); }
    double f64() { return std::bit_cast<double>(little_endian(take(8))); }
    Mm point() {
        const std::int32_t x = i32();
        const Mm p{x, i32()};
        if (!in_range(p)) reject("a coordinate is out of range");
        return p;
    }
    core::Uuid uuid() {
        core::Uuid id;
        std::memcpy(id.bytes.data(), take(id.bytes.size()).data(), id.bytes.size());
        return id;
    }
    std::string text() {
        const auto bytes = take(u32());
        std::string value(bytes.size(), '\0');
        if (!bytes.empty()) std::memcpy(value.data(), bytes.data(), bytes.size());
        return value;
    }
    // The number of records that follow, each of at least `least_size` bytes.
    std::uint32_t count(std::size_t least_size) {
        const std::uint32_t number = u32();
        if (number > rest_.size() / least_size) reject("a section is shorter than its records");
        return number;
    }
    std::uint32_t index(std::size_t limit) {
        const std::uint32_t value = u32();
        if (value >= limit) reject("a reference is out of range");
        return value;
    }
    double measure() {
        const double value = f64();
        if (!(value >= 0 && value < 1e9)) reject("a measure is out of range");
        return value;
    }
    void finish() const {
        if (!rest_.empty()) reject("a section is longer than its records");
    }

  private:
    std::span<const std::byte> take(std::size_t size) {
        if (size > rest_.size()) reject("a section is shorter than its records");
        const auto front = rest_.first(size);
        rest_ = rest_.subspan(size);
        return front;
    }

    std::span<const std::byte> rest_;
};

std::span<const std::byte> checked_section(std::span<const std::byte> bytes, std::size_t position) {
    const auto entry = bytes.subspan(format::header_size + position * format::entry_size, format::entry_size);
    const std::uint64_t offset = little_endian(entry.subspan(8, 8));
    const std::uint64_t size = little_endian(entry.subspan(16, 8));
    if (little_endian(entry.first(4)) != format::kinds.at(position))
        reject("its sections are not as expected");
    if (offset % format::alignment != 0 || offset > bytes.size() || size > bytes.size() - offset ||
        format::aligned(size) > bytes.size() - offset) {
        reject("a section lies outside of it");
    }
    if (core::crc32(bytes.subspan(offset, format::aligned(size))) != little_endian(entry.subspan(4, 4))) {
        reject("a checksum does not match");
    }
    return bytes.subspan(offset, size);
}

void check_header(std::span<const std::byte> bytes) {
    const std::size_t table_end =
        format::aligned(format::header_size + format::kinds.size() * format::entry_size);
    if (bytes.size() < table_end) reject("it is shorter than its header");
    if (std::memcmp(bytes.data(), format::magic.data(), format::magic.size()) != 0) {
        reject("it does not begin like one");
    }
    const std::uint64_t version = little_endian(bytes.subspan(8, 4));
    if (version != format::version) {
        reject("it has layout version " + std::to_string(version) + " and this program reads version " +
               std::to_string(format::version));
    }
    if (little_endian(bytes.subspan(16, 8)) != bytes.size()) reject("it was cut short or has bytes too many");
    std::vector<std::byte> header(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(table_end));
    std::memset(header.data() + format::crc_offset, 0, 4);
    if (core::crc32(header) != little_endian(bytes.subspan(format::crc_offset, 4)) ||
        little_endian(bytes.subspan(12, 4)) != format::kinds.size()) {
        reject("a checksum does not match");
    }
}

void read_mall(Reader in, Image& image) {
    image.origin.x = in.f64();
    image.origin.y = in.f64();
    if (!(std::abs(image.origin.x) <= 180 && std::abs(image.origin.y) < 90))
        reject("its origin is not on Earth");
    image.levels.resize(in.count(28));
    for (LevelInfo& level : image.levels) {
        level.id = in.uuid();
        level.ordinal = in.i32();
        level.short_name = in.text();
        level.label = in.text();
    }
    image.units.resize(in.count(24));
    for (UnitImage& unit : image.units) {
        unit.id = in.uuid();
        unit.level = in.index(image.levels.size());
        unit.label = in.text();
    }
    image.connectors.resize(in.count(24));
    for (ConnectorImage& connector : image.connectors) {
        connector.id = in.uuid();
        connector.category = in.text();
        connector.name = in.text();
    }
    in.finish();
}

void read_floors(Reader& in, std::size_t levels, ProfileImage& profile) {
    profile.floors.resize(levels);
    for (auto& floor : profile.floors) {
        floor.resize(in.count(4));
        for (MmRing& ring : floor) {
            ring.resize(in.count(8));
            if (ring.size() < 3) reject("a ring has fewer than three corners");
            for (Mm& p : ring) p = in.point();
        }
    }
}

void read_profile(Reader in, const Image& image, ProfileImage& profile) {
    read_floors(in, image.levels.size(), profile);
    profile.sites.resize(in.count(12));
    for (Site& site : profile.sites) {
        site.level = in.index(image.levels.size());
        site.point = in.point();
    }
    profile.sightlines.resize(in.count(8));
    for (Sightline& line : profile.sightlines) {
        line.a = in.u32();  // the number of nodes follows from the floors: checked where those are opened
        line.b = in.u32();
    }
    profile.rides.resize(in.count(28));
    for (ImageRide& ride : profile.rides) {
        ride.from = in.index(profile.sites.size());
        ride.to = in.index(profile.sites.size());
        ride.connector = in.u32();
        if (ride.connector != none && ride.connector >= image.connectors.size()) {
            reject("a reference is out of range");
        }
        ride.duration_s = in.measure();
        ride.distance_m = in.measure();
    }
    profile.unit_spots.resize(image.units.size());
    for (UnitSpot& spot : profile.unit_spots) {
        spot.state = static_cast<UnitState>(in.index(static_cast<std::size_t>(UnitState::staff_only) + 1));
        spot.has_point = in.index(2) == 1;
        spot.point = in.point();
        if (spot.state == UnitState::reachable && !spot.has_point) reject("a unit's place is missing");
    }
    in.finish();
}

}  // namespace

Image read_image(std::span<const std::byte> bytes) {
    check_header(bytes);
    Image image;
    read_mall(Reader(checked_section(bytes, 0)), image);
    for (std::size_t i = 0; i < profiles.size(); ++i) {
        read_profile(Reader(checked_section(bytes, i + 1)), image, image.by_profile.at(i));
    }
    return image;
}

}  // namespace mallctl::nav
