#include "db/copy_rows.hpp"

#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

// OGC 06-103r4 section 8, and the flag of PostGIS for an SRID.
constexpr std::uint32_t type_point = 1;
constexpr std::uint32_t type_line = 2;
constexpr std::uint32_t type_polygon = 3;
constexpr std::uint32_t type_multi_line = 5;
constexpr std::uint32_t type_multi_polygon = 6;
constexpr std::uint32_t srid_flag = 0x20000000;
constexpr std::uint32_t wgs84 = 4326;

constexpr std::size_t point_size = 16;
constexpr std::size_t part_size = 5;  // byte order and type
constexpr std::size_t count_size = 4;

// pg_type.oid of text: one of those that never change (src/include/catalog/pg_type.dat).
constexpr std::uint32_t oid_of_text = 25;

// Days and times count from here ("src/include/datatype/timestamp.h").
constexpr auto epoch = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);

static_assert(std::endian::native == std::endian::little);

void require_text(std::string_view value) {
    if (value.find('\0') != std::string_view::npos) {
        throw Error(Fault::rejected, "a text holds a NUL character, which the database cannot keep");
    }
    if (!core::is_utf8(value)) throw Error(Fault::rejected, "a text is not valid UTF-8");
}

// RFC 8259 section 7.
void append_json_string(std::string& json, std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20) {
            json += "\\u00";
            json += digits[code >> 4];
            json += digits[code & 0x0F];
            continue;
        }
        if (c == '"' || c == '\\') json += '\\';
        json += c;
    }
    json += '"';
}

std::size_t size_of(const core::LineString& line) {
    return count_size + line.size() * point_size;
}

std::size_t size_of(const core::Polygon& polygon) {
    std::size_t size = part_size + count_size;
    for (const core::Ring& ring : polygon.rings) size += size_of(ring);
    return size;
}

}  // namespace

void CopyRows::big_endian(std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        bytes_ += static_cast<char>(static_cast<unsigned char>(value >> shift));
    }
}

void CopyRows::little_endian(std::uint32_t value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    bytes_.append(bytes, sizeof value);
}

void CopyRows::row(std::size_t columns) {
    big_endian(columns, 2);
}

CopyRows& CopyRows::null() {
    big_endian(std::numeric_limits<std::uint32_t>::max(), 4);
    return *this;
}

CopyRows& CopyRows::value(std::string_view bytes) {
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        throw Error(Fault::rejected, "a value is larger than the database keeps");
    }
    big_endian(bytes.size(), 4);
    bytes_ += bytes;
    return *this;
}

CopyRows& CopyRows::text(std::string_view text) {
    require_text(text);
    return value(text);
}

CopyRows& CopyRows::json(std::string_view json) {
    constexpr char version = 1;
    require_text(json);
    big_endian(json.size() + 1, 4);
    bytes_ += version;
    bytes_ += json;
    return *this;
}

CopyRows& CopyRows::names(const core::Names& names) {
    std::string object = "{";
    for (const auto& [locale, name] : names) {
        if (object.size() > 1) object += ',';
        append_json_string(object, locale);
        object += ':';
        append_json_string(object, name);
    }
    return json(object += '}');
}

CopyRows& CopyRows::texts(const std::vector<std::string>& values) {
    std::size_t size = 12 + (values.empty() ? 0 : 8);
    for (const std::string& text : values) size += 4 + text.size();
    big_endian(size, 4);
    big_endian(values.empty() ? 0 : 1, 4);  // dimensions
    big_endian(0, 4);                       // no nulls
    big_endian(oid_of_text, 4);
    if (!values.empty()) {
        big_endian(values.size(), 4);
        big_endian(1, 4);  // the first index
    }
    for (const std::string& element : values) text(element);
    return *this;
}

CopyRows& CopyRows::uuid(const core::Uuid& id) {
    return value({reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size()});
}

CopyRows& CopyRows::uuid(const std::optional<core::Uuid>& id) {
    return id ? uuid(*id) : null();
}

CopyRows& CopyRows::integer(std::int32_t number) {
    big_endian(4, 4);
    big_endian(static_cast<std::uint32_t>(number), 4);
    return *this;
}

CopyRows& CopyRows::big_integer(std::int64_t number) {
    big_endian(8, 4);
    big_endian(static_cast<std::uint64_t>(number), 8);
    return *this;
}

CopyRows& CopyRows::bytes(std::string_view bytes) {
    return value(bytes);
}

CopyRows& CopyRows::date(std::string_view text) {
    const auto number = [&](std::size_t from, std::size_t size) {
        int parsed = -1;
        std::from_chars(text.data() + from, text.data() + from + size, parsed);
        return parsed;
    };
    if (text.size() != 10) throw Error(Fault::rejected, "a day is not written as 2026-01-31");
    const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    if (!day.ok()) throw Error(Fault::rejected, "a day is not in the calendar");
    return integer(static_cast<std::int32_t>((std::chrono::sys_days(day) - epoch).count()));
}

CopyRows& CopyRows::time(core::Instant instant) {
    return big_integer(std::chrono::microseconds(instant - core::Instant(epoch)).count());
}

CopyRows& CopyRows::flag(bool truth) {
    big_endian(1, 4);
    big_endian(truth ? 1 : 0, 1);
    return *this;
}

CopyRows& CopyRows::real(const std::optional<double>& number) {
    if (!number) return null();
    big_endian(8, 4);
    big_endian(std::bit_cast<std::uint64_t>(*number), 8);
    return *this;
}

void CopyRows::part_head(std::uint32_t type) {
    bytes_ += '\1';  // little endian
    little_endian(type);
}

void CopyRows::geometry_head(std::size_t bytes, std::uint32_t type) {
    constexpr std::size_t srid_size = 4;
    const std::size_t size = part_size + srid_size + bytes;
    if (size > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
        throw Error(Fault::rejected, "a geometry is too large");
    }
    big_endian(size, 4);
    part_head(type | srid_flag);
    little_endian(wgs84);
}

void CopyRows::point_bytes(core::Point point) {
    if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
        throw Error(Fault::rejected, "a coordinate is not a finite number");
    }
    char bytes[point_size];
    std::memcpy(bytes, &point.x, 8);
    std::memcpy(bytes + 8, &point.y, 8);
    bytes_.append(bytes, point_size);
}

void CopyRows::points(const std::vector<core::Point>& points) {
    little_endian(static_cast<std::uint32_t>(points.size()));
    for (const core::Point& point : points) point_bytes(point);
}

CopyRows& CopyRows::point(const std::optional<core::Point>& point) {
    if (!point) return null();
    geometry_head(point_size, type_point);
    point_bytes(*point);
    return *this;
}

CopyRows& CopyRows::line(const core::LineString& line) {
    geometry_head(size_of(line), type_line);
    points(line);
    return *this;
}

CopyRows& CopyRows::lines(const core::MultiLineString& lines) {
    std::size_t size = count_size;
    for (const core::LineString& line : lines) size += part_size + size_of(line);
    geometry_head(size, type_multi_line);
    little_endian(static_cast<std::uint32_t>(lines.size()));
    for (const core::LineString& line : lines) {
        part_head(type_line);
        points(line);
    }
    return *this;
}

CopyRows& CopyRows::area(const core::MultiPolygon& area) {
    if (area.empty()) return null();
    std::size_t size = count_size;
    for (const core::Polygon& polygon : area) size += size_of(polygon);
    geometry_head(size, type_multi_polygon);
    little_endian(static_cast<std::uint32_t>(area.size()));
    for (const core::Polygon& polygon : area) {
        part_head(type_polygon);
        little_endian(static_cast<std::uint32_t>(polygon.rings.size()));
        for (const core::Ring& ring : polygon.rings) points(ring);
    }
    return *this;
}

}  // namespace mallctl::db
