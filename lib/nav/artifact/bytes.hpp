// Values to and from the bytes of a section.
#pragma once

#include <bit>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "core/error.hpp"
#include "core/uuid.hpp"
#include "nav/artifact/format.hpp"
#include "nav/millimetres.hpp"

namespace mallctl::nav {

// Throws core::Error(rejected) that says the artifact is damaged and how to mend that.
[[noreturn]] inline void reject_artifact(const std::string& why) {
    core::reject_artifact(format::layout, why);
}

class ByteWriter {
  public:
    template <typename T>
    void put(const T& value) {
        static_assert(std::is_trivially_copyable_v<T> && std::has_unique_object_representations_v<T>);
        raw(std::as_bytes(std::span(&value, 1)));
    }
    void u32(std::size_t value) { put(static_cast<std::uint32_t>(value)); }
    void u64(std::uint64_t value) { put(value); }
    void i32(std::int64_t value) { put(static_cast<std::int32_t>(value)); }
    void f64(double value) { put(std::bit_cast<std::uint64_t>(value)); }
    void point(Mm p) {
        i32(p.x);
        i32(p.y);
    }
    void uuid(const core::Uuid& id) { raw(std::as_bytes(std::span(id.bytes))); }
    void text(const std::string& value) {
        u32(value.size());
        raw(std::as_bytes(std::span(value)));
    }
    void raw(std::span<const std::byte> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
    // Zeros up to the next multiple.
    void pad(std::size_t multiple) { bytes_.resize((bytes_.size() + multiple - 1) / multiple * multiple); }

    std::size_t size() const { return bytes_.size(); }
    const std::vector<std::byte>& bytes() const { return bytes_; }
    std::vector<std::byte> take() { return std::move(bytes_); }

  private:
    std::vector<std::byte> bytes_;
};

// Reads a section from front to back; every method rejects the artifact where the bytes cannot be what is
// read.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    template <typename T>
    T get() {
        static_assert(std::is_trivially_copyable_v<T>);
        T value;
        std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
        return value;
    }
    std::uint32_t u32() { return get<std::uint32_t>(); }
    std::uint64_t u64() { return get<std::uint64_t>(); }
    std::int32_t i32() { return get<std::int32_t>(); }
    double f64() { return std::bit_cast<double>(get<std::uint64_t>()); }
    Mm point() {
        const std::int32_t x = i32();
        const Mm p{x, i32()};
        if (!in_range(p)) reject_artifact("a coordinate is out of range");
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
        if (number > rest() / least_size) reject_artifact("a section is shorter than its records");
        return number;
    }
    std::uint32_t index(std::size_t limit) {
        const std::uint32_t value = u32();
        if (value >= limit) reject_artifact("a reference is out of range");
        return value;
    }
    // In m or s.
    double measure() {
        const double value = f64();
        if (!(value >= 0 && value < 1e9)) reject_artifact("a measure is out of range");
        return value;
    }
    // `number` values where they lie, from the next multiple of `multiple` on.
    template <typename T>
    std::span<const T> array(std::uint64_t number, std::size_t multiple) {
        const std::size_t start = (at_ + multiple - 1) / multiple * multiple;
        if (start > bytes_.size() || number > (bytes_.size() - start) / sizeof(T)) {
            reject_artifact("a section is shorter than its arrays");
        }
        at_ = start + number * sizeof(T);
        return {reinterpret_cast<const T*>(bytes_.data() + start), number};
    }
    void finish() const {
        if (rest() != 0) reject_artifact("a section is longer than its records");
    }

  private:
    std::size_t rest() const { return bytes_.size() - at_; }
    std::span<const std::byte> take(std::size_t size) {
        if (size > rest()) reject_artifact("a section is shorter than its records");
        const auto part = bytes_.subspan(at_, size);
        at_ += size;
        return part;
    }

    std::span<const std::byte> bytes_;
    std::size_t at_ = 0;
};

}  // namespace mallctl::nav
