// Instants out of and into statements. Of lib/db/access alone.
#pragma once

#include <optional>
#include <string>

#include "core/clock.hpp"
#include "db/rows.hpp"

namespace mallctl::db {

// Of a column "extract(epoch from ...)::bigint".
inline std::optional<core::Instant> instant_or_null(const Rows& rows, std::size_t row, int column) {
    if (rows.is_null(row, column)) return std::nullopt;
    return core::Instant{std::chrono::seconds{rows.integer(row, column)}};
}

inline std::optional<std::string> instant_text(const std::optional<core::Instant>& instant) {
    if (!instant) return std::nullopt;
    return core::format_instant(*instant);
}

}  // namespace mallctl::db
