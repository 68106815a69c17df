#include "db/copy_rows.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <limits>

#include "core/error.hpp"
#include "core/escape.hpp"
#include "core/utf8.hpp"
#include "core/wkb.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

// A value begins with its size; the server takes no larger one.
constexpr int size_bytes = 4;
constexpr std::size_t largest_value = std::numeric_limits<std::int32_t>::max();

// What jsonb begins with in this format.
constexpr char json_version = 1;

// pg_type.oid of text: one of those that never change (src/include/catalog/pg_type.dat).
constexpr std::uint32_t oid_of_text = 25;

// Days and times count from here ("src/include/datatype/timestamp.h").
constexpr auto epoch = std::chrono::sys_days(std::chrono::year(2000) / 1 / 1);

void require_size(std::size_t size) {
    if (size > largest_value) throw Error(Fault::rejected, "a value is larger than the database keeps");
}

void require_text(std::string_view value) {
    if (value.find('\0') != std::string_view::npos) {
        throw Error(Fault::rejected, "a text holds a NUL character, which the database cannot keep");
    }
    if (!core::is_utf8(value)) throw Error(Fault::rejected, "a text is not valid UTF-8");
}

}  // namespace

void CopyRows::big_endian(std::uint64_t value, int bytes) {
    constexpr int most = 8;
    std::array<char, most> all;
    for (std::size_t i = 0; i < most; ++i)
        all[i] = static_cast<char>(static_cast<unsigned char>(value >> 8 * (most - 1 - i)));
    bytes_.append(all.data() + most - bytes, static_cast<std::size_t>(bytes));
}

void CopyRows::row(std::size_t columns) {
    big_endian(columns, 2);
}

CopyRows& CopyRows::null() {
    big_endian(std::numeric_limits<std::uint32_t>::max(), 4);
    return *this;
}

void CopyRows::begin_value() {
    big_endian(0, size_bytes);
}

void CopyRows::end_value(std::size_t begin) {
    const std::size_t size = bytes_.size() - begin - size_bytes;
    require_size(size);
    for (std::size_t i = 0; i < size_bytes; ++i)
        bytes_[begin + i] = static_cast<char>(static_cast<unsigned char>(size >> 8 * (size_bytes - 1 - i)));
}

CopyRows& CopyRows::value(std::string_view bytes) {
    require_size(bytes.size());
    big_endian(bytes.size(), 4);
    bytes_ += bytes;
    return *this;
}

CopyRows& CopyRows::text(std::string_view text) {
    require_text(text);
    return value(text);
}

CopyRows& CopyRows::json(std::string_view json) {
    require_text(json);
    big_endian(json.size() + 1, 4);
    bytes_ += json_version;
    bytes_ += json;
    return *this;
}

CopyRows& CopyRows::names(const core::Names& names) {
    const std::size_t begin = bytes_.size();
    begin_value();
    bytes_ += json_version;
    bytes_ += '{';
    const std::size_t first = bytes_.size();
    for (const auto& [locale, name] : names) {
        if (bytes_.size() > first) bytes_ += ',';
        core::append_json_string(bytes_, locale);
        bytes_ += ':';
        core::append_json_string(bytes_, name);
    }
    bytes_ += '}';
    require_text(std::string_view(bytes_).substr(first));
    end_value(begin);
    return *this;
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
    // Its size and itself at once.
    big_endian(std::uint64_t{4} << 32 | static_cast<std::uint32_t>(number), 8);
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

template <typename Geometry>
CopyRows& CopyRows::geometry(const Geometry& geometry) {
    const std::size_t begin = bytes_.size();
    begin_value();
    core::append_ewkb(bytes_, geometry);
    end_value(begin);
    return *this;
}

CopyRows& CopyRows::point(const std::optional<core::Point>& point) {
    return point ? geometry(*point) : null();
}

CopyRows& CopyRows::line(const core::LineString& line) {
    return geometry(line);
}

CopyRows& CopyRows::lines(const core::MultiLineString& lines) {
    return geometry(lines);
}

CopyRows& CopyRows::area(const core::MultiPolygon& area) {
    return area.empty() ? null() : geometry(area);
}

}  // namespace mallctl::db
