// Rows in PostgreSQL's binary COPY format, made into one block of bytes.
//
// Format: "File Formats", "Binary Format" of COPY in PostgreSQL's manual; each value as the `recv` function
// of its type reads it. Half as many bytes as text where geometry is concerned, and nothing to escape.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/geometry.hpp"
#include "core/names.hpp"
#include "core/uuid.hpp"

namespace mallctl::db {

// Each row begins with `row`, then comes one call for each column, in order. What is empty in a std::optional
// is null.
class CopyRows {
  public:
    void row(std::size_t columns);

    // text. Throws core::Error(rejected) for a NUL and for what is no UTF-8.
    CopyRows& text(std::string_view value);
    // jsonb; `value` is JSON.
    CopyRows& json(std::string_view value);
    CopyRows& names(const core::Names& value);
    // text[]
    CopyRows& texts(const std::vector<std::string>& values);
    CopyRows& uuid(const core::Uuid& value);
    CopyRows& uuid(const std::optional<core::Uuid>& value);
    // integer
    CopyRows& integer(std::int32_t value);
    // bigint
    CopyRows& big_integer(std::int64_t value);
    // bytea
    CopyRows& bytes(std::string_view value);
    // date; `value` is "2026-01-31", a day that there is: throws core::Error(rejected) for another text.
    CopyRows& date(std::string_view value);
    // timestamptz
    CopyRows& time(core::Instant value);
    // boolean
    CopyRows& flag(bool value);
    // double precision
    CopyRows& real(const std::optional<double>& value);
    // geometry with SRID 4326; throws core::Error(rejected) for a coordinate that is not finite. An area
    // without polygons is null.
    CopyRows& point(const std::optional<core::Point>& value);
    CopyRows& line(const core::LineString& value);
    CopyRows& lines(const core::MultiLineString& value);
    CopyRows& area(const core::MultiPolygon& value);
    CopyRows& null();

    const std::string& bytes() const { return bytes_; }
    void clear() { bytes_.clear(); }

  private:
    CopyRows& value(std::string_view bytes);
    void big_endian(std::uint64_t value, int bytes);
    // A value whose size is known only once it is written: `begin` is where begin_value() was called.
    void begin_value();
    void end_value(std::size_t begin);
    template <typename Geometry>
    CopyRows& geometry(const Geometry& geometry);

    std::string bytes_;
};

}  // namespace mallctl::db
