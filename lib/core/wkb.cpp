#include "core/wkb.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "core/error.hpp"
#include "core/hex.hpp"

namespace mallctl::core {

namespace {

constexpr std::uint32_t type_point = 1;
constexpr std::uint32_t type_line = 2;
constexpr std::uint32_t type_polygon = 3;
constexpr std::uint32_t type_multi_line = 5;
constexpr std::uint32_t type_multi_polygon = 6;
constexpr std::uint32_t srid_flag = 0x20000000;
constexpr std::uint32_t wgs84 = 4326;

constexpr std::size_t header_size = 5;  // byte order and type
constexpr std::size_t point_size = 16;

class Writer {
  public:
    explicit Writer(std::string& bytes) : bytes_(bytes) {}

    void header(std::uint32_t type, bool with_srid) {
        bytes_ += '\1';  // little endian
        number(with_srid ? type | srid_flag : type);
        if (with_srid) number(wgs84);
    }

    void count(std::size_t n) {
        if (n > std::numeric_limits<std::uint32_t>::max())
            throw Error(Fault::rejected, "a geometry is too large");
        number(static_cast<std::uint32_t>(n));
    }

    void point(Point p) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y))
            throw Error(Fault::rejected, "a coordinate is not a finite number");
        number(p.x);
        number(p.y);
    }

    void points(const std::vector<Point>& all) {
        count(all.size());
        for (const Point& p : all) point(p);
    }

  private:
    template <typename T>
    void number(T value) {
        static_assert(std::endian::native == std::endian::little);
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        bytes_.append(bytes, sizeof value);
    }

    std::string& bytes_;
};

[[noreturn]] void refuse(const char* why) {
    throw Error(Fault::rejected, std::string("a geometry cannot be read: ") + why);
}

class Reader {
  public:
    explicit Reader(std::string_view hex) : hex_(hex) {
        if (hex.size() % 2 != 0) refuse("half a byte at its end");
    }

    void header(std::uint32_t wanted) {
        const std::uint8_t order = byte();
        if (order > 1) refuse("unknown byte order");
        little_endian_ = order == 1;
        const std::uint32_t type = integer();
        if ((type & ~srid_flag) != wanted) refuse("another type than expected");
        if ((type & srid_flag) != 0 && integer() != wgs84) refuse("its SRID is not 4326");
    }

    // A count of things that take at least `smallest` bytes each.
    std::size_t count(std::size_t smallest) {
        const std::size_t n = integer();
        if (n > left() / smallest) refuse("a count that exceeds the data");
        return n;
    }

    Point point() {
        Point p;
        p.x = real();
        p.y = real();
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) refuse("a coordinate that is not a finite number");
        return p;
    }

    std::vector<Point> points() {
        std::vector<Point> all(count(point_size));
        for (Point& p : all) p = point();
        return all;
    }

    void end() const {
        if (left() != 0) refuse("bytes after its end");
    }

  private:
    std::size_t left() const { return (hex_.size() - position_) / 2; }

    static unsigned digit(char c) {
        const int value = hex_value(c);
        if (value < 0) refuse("a character that is not hexadecimal");
        return static_cast<unsigned>(value);
    }

    std::uint8_t byte() {
        if (left() == 0) refuse("it ends early");
        const unsigned value = digit(hex_[position_]) << 4 | digit(hex_[position_ + 1]);
        position_ += 2;
        return static_cast<std::uint8_t>(value);
    }

    template <typename T>
    T number() {
        T value = 0;
        for (unsigned i = 0; i < sizeof(T); ++i) {
            const unsigned shift = 8 * (little_endian_ ? i : static_cast<unsigned>(sizeof(T)) - 1 - i);
            value |= static_cast<T>(byte()) << shift;
        }
        return value;
    }

    std::uint32_t integer() { return number<std::uint32_t>(); }
    double real() { return std::bit_cast<double>(number<std::uint64_t>()); }

    std::string_view hex_;
    std::size_t position_ = 0;
    bool little_endian_ = true;
};

}  // namespace

void append_ewkb(std::string& bytes, Point point) {
    Writer writer(bytes);
    writer.header(type_point, true);
    writer.point(point);
}

void append_ewkb(std::string& bytes, const LineString& line) {
    Writer writer(bytes);
    writer.header(type_line, true);
    writer.points(line);
}

void append_ewkb(std::string& bytes, const MultiLineString& lines) {
    Writer writer(bytes);
    writer.header(type_multi_line, true);
    writer.count(lines.size());
    for (const LineString& line : lines) {
        writer.header(type_line, false);
        writer.points(line);
    }
}

void append_ewkb(std::string& bytes, const MultiPolygon& polygons) {
    Writer writer(bytes);
    writer.header(type_multi_polygon, true);
    writer.count(polygons.size());
    for (const Polygon& polygon : polygons) {
        writer.header(type_polygon, false);
        writer.count(polygon.rings.size());
        for (const Ring& ring : polygon.rings) writer.points(ring);
    }
}

Point point_from_ewkb(std::string_view hex) {
    Reader reader(hex);
    reader.header(type_point);
    const Point point = reader.point();
    reader.end();
    return point;
}

LineString line_from_ewkb(std::string_view hex) {
    Reader reader(hex);
    reader.header(type_line);
    LineString line = reader.points();
    reader.end();
    return line;
}

std::vector<LineString> lines_from_ewkb(std::string_view hex) {
    Reader reader(hex);
    reader.header(type_multi_line);
    std::vector<LineString> lines(reader.count(header_size + 4));
    for (LineString& line : lines) {
        reader.header(type_line);
        line = reader.points();
    }
    reader.end();
    return lines;
}

MultiPolygon polygons_from_ewkb(std::string_view hex) {
    Reader reader(hex);
    reader.header(type_multi_polygon);
    MultiPolygon polygons(reader.count(header_size + 4));
    for (Polygon& polygon : polygons) {
        reader.header(type_polygon);
        polygon.rings.resize(reader.count(4));
        for (Ring& ring : polygon.rings) ring = reader.points();
    }
    reader.end();
    return polygons;
}

}  // namespace mallctl::core
