// UUIDs (RFC 9562): the id of every feature and row.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::core {

struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const Uuid&) const = default;

    // True for 00000000-0000-0000-0000-000000000000, which stands for "no id yet".
    bool is_nil() const { return *this == Uuid{}; }
};

// Reads the 8-4-4-4-12 form, upper or lower case; nothing for any other text.
std::optional<Uuid> parse_uuid(std::string_view text);

// The lower-case 8-4-4-4-12 form.
std::string to_string(const Uuid& id);

// The same name in the same name space gives the same id (RFC 9562 section 5.5, SHA-1).
Uuid uuid_v5(const Uuid& name_space, std::string_view name);

// A random id (RFC 9562 section 5.4) from the operating system's generator.
Uuid uuid_v4();

// The name space of mall ids: a mall's id is uuid_v5(mall_name_space, slug) when it is created, on any
// machine.
extern const Uuid mall_name_space;

}  // namespace mallctl::core

template <>
struct std::hash<mallctl::core::Uuid> {
    std::size_t operator()(const mallctl::core::Uuid& id) const noexcept;
};
