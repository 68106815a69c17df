// Values of the model as bytes and back, by the lists of their members.
//
// Numbers, ids and points as they lie in memory (little-endian); texts and lists behind their length in 32
// bits; an optional behind a byte. What belongs to which member is not said: record_shape tells forms apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "operations/snapshot/members.hpp"

namespace mallctl::operations {

// What is written and read as it lies in memory.
template <class T>
concept Flat = std::is_trivially_copyable_v<T> &&
    (!HasMembers<T> || std::is_same_v<T, core::Point>)&&!std::is_pointer_v<T>;

// Stands for a list, a map or an optional in the shape of a record.
enum class ShapeMark : std::uint64_t { flat = 1, text, list, map, optional, members };

template <class T>
struct RecordShape {
    static constexpr std::uint64_t mixed(std::uint64_t hash, std::uint64_t value) {
        constexpr std::uint64_t prime = 0x100000001B3;  // FNV-1a
        return (hash ^ value) * prime;
    }
    static constexpr std::uint64_t mixed(std::uint64_t hash, ShapeMark mark) {
        return mixed(hash, static_cast<std::uint64_t>(mark));
    }
    static constexpr std::uint64_t of(std::uint64_t hash) {
        if constexpr (Flat<T>) {
            return mixed(mixed(hash, ShapeMark::flat), sizeof(T));
        } else {
            hash = mixed(hash, ShapeMark::members);
            std::apply(
                [&hash](auto... member) {
                    ((hash = RecordShape<typename MemberValue<decltype(member)>::Type>::of(hash)), ...);
                },
                Members<T>::list);
            return hash;
        }
    }
};
template <>
struct RecordShape<std::string> {
    static constexpr std::uint64_t of(std::uint64_t hash) {
        return RecordShape<int>::mixed(hash, ShapeMark::text);
    }
};
template <class T>
struct RecordShape<std::vector<T>> {
    static constexpr std::uint64_t of(std::uint64_t hash) {
        return RecordShape<T>::of(RecordShape<int>::mixed(hash, ShapeMark::list));
    }
};
template <class T>
struct RecordShape<std::optional<T>> {
    static constexpr std::uint64_t of(std::uint64_t hash) {
        return RecordShape<T>::of(RecordShape<int>::mixed(hash, ShapeMark::optional));
    }
};
template <class Key, class Value, class Less>
struct RecordShape<std::map<Key, Value, Less>> {
    static constexpr std::uint64_t of(std::uint64_t hash) {
        return RecordShape<Value>::of(RecordShape<Key>::of(RecordShape<int>::mixed(hash, ShapeMark::map)));
    }
};

class RecordWriter {
  public:
    std::vector<std::byte> take() { return std::move(bytes_); }

    template <Flat T>
    void operator()(const T& value) {
        append(&value, sizeof value);
    }
    void operator()(const std::string& text) {
        count(text.size());
        append(text.data(), text.size());
    }
    template <class T>
    void operator()(const std::vector<T>& values) {
        count(values.size());
        if constexpr (Flat<T>) {
            append(values.data(), values.size() * sizeof(T));
        } else {
            for (const T& value : values) (*this)(value);
        }
    }
    template <class Key, class Value, class Less>
    void operator()(const std::map<Key, Value, Less>& values) {
        count(values.size());
        for (const auto& [key, value] : values) {
            (*this)(key);
            (*this)(value);
        }
    }
    // Not as Flat: what an empty one holds behind its flag is anything.
    template <class T>
    void operator()(const std::optional<T>& value) {
        (*this)(value.has_value());
        if (value) (*this)(*value);
    }
    template <class T>
    requires(HasMembers<T> && !Flat<T>) void operator()(const T& value) {
        for_each_member(value, [this](const auto& member) { (*this)(member); });
    }

  private:
    void count(std::size_t size) { (*this)(static_cast<std::uint32_t>(size)); }
    void append(const void* data, std::size_t size) {
        const auto* begin = static_cast<const std::byte*>(data);
        bytes_.insert(bytes_.end(), begin, begin + size);
    }

    std::vector<std::byte> bytes_;
};

// Throws std::out_of_range where the bytes end too early: never takes more memory than some times their
// size, whatever they hold.
class RecordReader {
  public:
    explicit RecordReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    bool at_end() const { return bytes_.empty(); }

    template <Flat T>
    void operator()(T& value) {
        copy(&value, sizeof value);
    }
    void operator()(std::string& text) {
        text.resize(count(1));
        copy(text.data(), text.size());
    }
    template <class T>
    void operator()(std::vector<T>& values) {
        if constexpr (Flat<T>) {
            values.resize(count(sizeof(T)));
            copy(values.data(), values.size() * sizeof(T));
        } else {
            values.resize(count(smallest<T>()));
            for (T& value : values) (*this)(value);
        }
    }
    template <class Key, class Value, class Less>
    void operator()(std::map<Key, Value, Less>& values) {
        for (std::size_t left = count(1); left > 0; --left) {
            Key key;
            (*this)(key);
            (*this)(values.try_emplace(values.end(), std::move(key))->second);
        }
    }
    template <class T>
    void operator()(std::optional<T>& value) {
        std::uint8_t is_there = 0;
        (*this)(is_there);
        if (is_there != 0) (*this)(value.emplace());
    }
    template <class T>
    requires(HasMembers<T> && !Flat<T>) void operator()(T& value) {
        for_each_member(value, [this](auto& member) { (*this)(member); });
    }

  private:
    // Bytes that a value takes at least: for a list of records their ids and lengths.
    template <class T>
    static constexpr std::size_t smallest() {
        if constexpr (HasMembers<T>) return std::tuple_size_v<decltype(Members<T>::list)>;
        return sizeof(std::uint32_t);
    }

    std::size_t count(std::size_t size_of_one) {
        std::uint32_t count = 0;
        (*this)(count);
        if (count > bytes_.size() / size_of_one) throw std::out_of_range("a list is longer than the record");
        return count;
    }
    void copy(void* to, std::size_t size) {
        if (size > bytes_.size()) throw std::out_of_range("the record ends too early");
        if (size > 0) std::memcpy(to, bytes_.data(), size);
        bytes_ = bytes_.subspan(size);
    }

    std::span<const std::byte> bytes_;
};

}  // namespace mallctl::operations
