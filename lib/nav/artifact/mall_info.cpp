#include "nav/artifact/mall_info.hpp"

#include <cmath>

#include "nav/artifact/bytes.hpp"

namespace mallctl::nav {

namespace {

constexpr std::uint32_t unit_states = static_cast<std::uint32_t>(UnitState::staff_only) + 1;

void write_body(ByteWriter& out, const BodyInfo& body) {
    for (const UnitSpots& spots : body.units) {
        out.u32(static_cast<std::uint32_t>(spots.state));
        out.u32(spots.first);
        out.u32(spots.count);
    }
    out.u32(body.barriers.size());
    for (const BarrierInfo& barrier : body.barriers) {
        out.u32(barrier.level);
        out.uuid(barrier.opening);
        out.text(barrier.cause);
        out.text(barrier.label);
        out.point(barrier.left);
        out.point(barrier.right);
    }
}

BodyInfo read_body(ByteReader& in, const MallInfo& info) {
    BodyInfo body;
    body.units.resize(info.units.size());
    for (UnitSpots& spots : body.units) {
        spots.state = static_cast<UnitState>(in.index(unit_states));
        spots.first = in.u32();  // checked against the floor's sites where those are opened
        spots.count = in.u32();
    }
    body.barriers.resize(in.count(44));
    for (BarrierInfo& barrier : body.barriers) {
        barrier.level = in.index(info.levels.size());
        barrier.opening = in.uuid();
        barrier.cause = in.text();
        barrier.label = in.text();
        barrier.left = in.point();
        barrier.right = in.point();
    }
    return body;
}

void write_ride(ByteWriter& out, const RideInfo& ride) {
    out.u32(ride.from);
    out.u32(ride.to);
    out.u32(ride.connector);
    out.uuid(ride.opening);
    out.f64(ride.duration_s);
    out.f64(ride.wait_s);
    out.f64(ride.distance_m);
}

RideInfo read_ride(ByteReader& in, std::size_t portals, std::size_t connectors) {
    RideInfo ride;
    ride.from = in.index(portals);
    ride.to = in.index(portals);
    ride.connector = in.u32();
    if (ride.connector != none && ride.connector >= connectors)
        reject_artifact("a reference is out of range");
    ride.opening = in.uuid();
    ride.duration_s = in.measure();
    ride.wait_s = in.measure();
    ride.distance_m = in.measure();
    return ride;
}

}  // namespace

std::vector<std::byte> write_mall(const MallInfo& info) {
    ByteWriter out;
    out.f64(info.origin.x);
    out.f64(info.origin.y);
    out.u32(info.levels.size());
    for (const LevelInfo& level : info.levels) {
        out.uuid(level.id);
        out.i32(level.ordinal);
        out.text(level.short_name);
        out.text(level.label);
    }
    out.u32(info.units.size());
    for (const UnitInfo& unit : info.units) {
        out.uuid(unit.id);
        out.u32(unit.level);
        out.text(unit.label);
    }
    out.u32(info.connectors.size());
    for (const ConnectorInfo& connector : info.connectors) {
        out.uuid(connector.id);
        out.text(connector.category);
        out.text(connector.name);
    }
    out.u32(info.doors.size());
    for (const DoorInfo& door : info.doors) {
        out.u32(door.level);
        out.u32(door.unit);
        out.point(door.middle);
    }
    for (const BodyInfo& body : info.by_body) write_body(out, body);
    return out.take();
}

MallInfo read_mall(std::span<const std::byte> bytes) {
    ByteReader in(bytes);
    MallInfo info;
    info.origin.x = in.f64();
    info.origin.y = in.f64();
    if (!(std::abs(info.origin.x) <= 180 && std::abs(info.origin.y) < 90)) {
        reject_artifact("its origin is not on Earth");
    }
    info.levels.resize(in.count(28));
    for (LevelInfo& level : info.levels) {
        level.id = in.uuid();
        level.ordinal = in.i32();
        level.short_name = in.text();
        level.label = in.text();
    }
    info.units.resize(in.count(24));
    for (UnitInfo& unit : info.units) {
        unit.id = in.uuid();
        unit.level = in.index(info.levels.size());
        unit.label = in.text();
    }
    info.connectors.resize(in.count(24));
    for (ConnectorInfo& connector : info.connectors) {
        connector.id = in.uuid();
        connector.category = in.text();
        connector.name = in.text();
    }
    info.doors.resize(in.count(16));
    for (DoorInfo& door : info.doors) {
        door.level = in.index(info.levels.size());
        door.unit = in.index(info.units.size());
        door.middle = in.point();
    }
    for (BodyInfo& body : info.by_body) body = read_body(in, info);
    in.finish();
    return info;
}

std::vector<std::byte> write_profile(const ProfileInfo& info, std::span<const float> matrix) {
    ByteWriter out;
    out.u32(info.rides.size());
    for (const RideInfo& ride : info.rides) write_ride(out, ride);
    out.u32(info.barred.size());
    for (const BarredRideInfo& barred : info.barred) {
        write_ride(out, barred.ride);
        out.text(barred.cause);
    }
    out.pad(16);
    out.raw(std::as_bytes(matrix));
    return out.take();
}

ProfileSection read_profile(std::span<const std::byte> bytes, std::size_t portals, std::size_t connectors) {
    ByteReader in(bytes);
    ProfileSection section;
    section.info.rides.resize(in.count(52));
    for (RideInfo& ride : section.info.rides) ride = read_ride(in, portals, connectors);
    section.info.barred.resize(in.count(56));
    for (BarredRideInfo& barred : section.info.barred) {
        barred.ride = read_ride(in, portals, connectors);
        barred.cause = in.text();
    }
    section.matrix = in.array<float>(portals * portals, 16);
    in.finish();
    return section;
}

}  // namespace mallctl::nav
