#include "catalog/value_text.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "core/money.hpp"

namespace mallctl::catalog {

namespace {

using std::chrono::seconds;

std::string ring_text(const core::Ring& ring) {
    std::string text = "(";
    for (const auto& point : ring)
        text += fmt::format("{}{} {}", text.size() > 1 ? ", " : "", point.x, point.y);
    return text + ")";
}

std::string polygon_text(const core::Polygon& polygon) {
    std::string text = "(";
    for (const auto& ring : polygon.rings) text += (text.size() > 1 ? ", " : "") + ring_text(ring);
    return text + ")";
}

std::string list_text(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items) text += (&item == items.data() ? "" : ";") + item;
    return text;
}

// "+01:00" of a wall clock that is `offset` ahead of UTC, where that is in whole minutes, as all are today.
std::string offset_text(seconds offset) {
    const auto minutes = std::abs(offset.count()) / 60;
    return fmt::format("{}{:02}:{:02}", offset < seconds{0} ? '-' : '+', minutes / 60, minutes % 60);
}

}  // namespace

std::string plain_text(const Field& field, const FieldValue& value, const ValueStyle& style) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) return list_text(*list);
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        return field.type == FieldType::money ? core::format_money(*integer, style.currency)
                                              : fmt::format("{}", *integer);
    }
    if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
    if (const auto* time = std::get_if<core::Instant>(&value)) return time_text(*time, style.time_zone);
    if (const auto* area = std::get_if<core::MultiPolygon>(&value)) return area_text(*area);
    return {};
}

void add_languages(std::set<std::string>& languages, const FieldValue& value) {
    const auto* names = std::get_if<Names>(&value);
    if (names == nullptr) return;
    for (const auto& [language, name] : *names) languages.insert(language);
}

std::string time_text(core::Instant time, std::string_view zone) {
    if (zone.empty()) return core::format_instant(time);
    const auto local = core::to_local(time, zone);
    const int hour = local.minute_of_day / 60;
    const int minute = local.minute_of_day % 60;
    const auto day = fmt::format("{:04}-{:02}-{:02}", local.year, local.month, local.day);
    if (core::from_local(local.year, local.month, local.day, local.minute_of_day, zone) == time)
        return fmt::format("{} {:02}:{:02}", day, hour, minute);
    const std::chrono::sys_days midnight{std::chrono::year(local.year) / std::chrono::month(local.month) /
                                         std::chrono::day(local.day)};
    const seconds second = time.time_since_epoch() % std::chrono::minutes(1);
    const auto clock = midnight + std::chrono::minutes(local.minute_of_day) + second;
    const seconds offset = clock - time;
    // Before 1900 clocks differed by odd seconds, which RFC 3339 cannot say.
    if (second < seconds{0} || offset % std::chrono::minutes(1) != seconds{0})
        return core::format_instant(time);
    return fmt::format("{}T{:02}:{:02}:{:02}{}", day, hour, minute, second.count(), offset_text(offset));
}

std::string area_text(const core::MultiPolygon& area) {
    if (area.size() == 1) return "POLYGON " + polygon_text(area.front());
    std::string text;
    for (const auto& polygon : area) text += (text.empty() ? "" : ", ") + polygon_text(polygon);
    return "MULTIPOLYGON (" + text + ")";
}

}  // namespace mallctl::catalog
