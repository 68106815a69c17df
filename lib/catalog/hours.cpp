#include "catalog/hours.hpp"

#include "catalog/hours/evaluator.hpp"
#include "catalog/hours/parser.hpp"

namespace mallctl::catalog {

namespace {

constexpr std::chrono::days horizon{8};

}  // namespace

OpeningHours OpeningHours::parse(std::string_view text) {
    OpeningHours read;
    read.rules_ = hours::read_rules(text);
    return read;
}

OpeningHours::State OpeningHours::at(core::Instant instant, std::string_view zone,
                                     std::span<const std::chrono::sys_days> holidays) const {
    const auto cursor = hours::cursor_at(rules_, holidays, instant, zone);
    return {cursor.status(), hours::next_change(cursor, instant, zone, horizon)};
}

}  // namespace mallctl::catalog
