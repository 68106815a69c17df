#include <bit>
#include <cstring>

#include "core/digest.hpp"
#include "nav/artifact/format.hpp"
#include "nav/artifact/image.hpp"

namespace mallctl::nav {

namespace {

class Writer {
  public:
    void u32(std::uint64_t value) { put(value, 4); }
    void u64(std::uint64_t value) { put(value, 8); }
    void i32(std::int64_t value) { put(static_cast<std::uint64_t>(value), 4); }
    void f64(double value) { put(std::bit_cast<std::uint64_t>(value), 8); }
    void point(Mm p) {
        i32(p.x);
        i32(p.y);
    }
    void uuid(const core::Uuid& id) {
        for (const std::uint8_t byte : id.bytes) bytes_.push_back(std::byte{byte});
    }
    void text(const std::string& value) {
        u32(value.size());
        for (const char c : value) bytes_.push_back(static_cast<std::byte>(c));
    }
    void raw(std::span<const std::byte> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    void pad() { bytes_.resize(format::aligned(bytes_.size())); }
    void patch_u32(std::size_t at, std::uint32_t value) {
        for (std::size_t i = 0; i < 4; ++i) bytes_[at + i] = static_cast<std::byte>(value >> (8 * i));
    }

    const std::vector<std::byte>& bytes() const { return bytes_; }

  private:
    void put(std::uint64_t value, int size) {
        for (int i = 0; i < size; ++i) bytes_.push_back(static_cast<std::byte>(value >> (8 * i)));
    }

    std::vector<std::byte> bytes_;
};

void write_mall(Writer& out, const Image& image) {
    out.f64(image.origin.x);
    out.f64(image.origin.y);
    out.u32(image.levels.size());
    for (const LevelInfo& level : image.levels) {
        out.uuid(level.id);
        out.i32(level.ordinal);
        out.text(level.short_name);
        out.text(level.label);
    }
    out.u32(image.units.size());
    for (const UnitImage& unit : image.units) {
        out.uuid(unit.id);
        out.u32(unit.level);
        out.text(unit.label);
    }
    out.u32(image.connectors.size());
    for (const ConnectorImage& connector : image.connectors) {
        out.uuid(connector.id);
        out.text(connector.category);
        out.text(connector.name);
    }
}

void write_profile(Writer& out, const ProfileImage& profile) {
    for (const auto& floor : profile.floors) {
        out.u32(floor.size());
        for (const MmRing& ring : floor) {
            out.u32(ring.size());
            for (const Mm p : ring) out.point(p);
        }
    }
    out.u32(profile.sites.size());
    for (const Site& site : profile.sites) {
        out.u32(site.level);
        out.point(site.point);
    }
    out.u32(profile.sightlines.size());
    for (const Sightline& line : profile.sightlines) {
        out.u32(line.a);
        out.u32(line.b);
    }
    out.u32(profile.rides.size());
    for (const ImageRide& ride : profile.rides) {
        out.u32(ride.from);
        out.u32(ride.to);
        out.u32(ride.connector);
        out.f64(ride.duration_s);
        out.f64(ride.distance_m);
    }
    for (const UnitSpot& spot : profile.unit_spots) {
        out.u32(static_cast<std::uint32_t>(spot.state));
        out.u32(spot.has_point ? 1 : 0);
        out.point(spot.point);
    }
}

}  // namespace

std::vector<std::byte> write_image(const Image& image) {
    std::array<Writer, format::kinds.size()> sections;
    write_mall(sections[0], image);
    for (std::size_t i = 0; i < profiles.size(); ++i)
        write_profile(sections.at(i + 1), image.by_profile.at(i));

    Writer file;
    std::size_t offset = format::aligned(format::header_size + sections.size() * format::entry_size);
    std::size_t total = offset;
    for (const Writer& section : sections) total += format::aligned(section.bytes().size());
    for (const char c : format::magic) file.raw(std::as_bytes(std::span(&c, 1)));
    file.u32(format::version);
    file.u32(sections.size());
    file.u64(total);
    file.u64(0);
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const std::size_t size = sections.at(i).bytes().size();
        sections.at(i).pad();
        file.u32(format::kinds.at(i));
        file.u32(core::crc32(sections.at(i).bytes()));
        file.u64(offset);
        file.u64(size);
        offset += sections.at(i).bytes().size();
    }
    file.pad();
    file.patch_u32(format::crc_offset, core::crc32(file.bytes()));
    for (const Writer& section : sections) file.raw(section.bytes());
    return file.bytes();
}

}  // namespace mallctl::nav
