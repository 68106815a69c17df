#include "hours_text.hpp"

#include <catch2/catch.hpp>

#include "catalog/hours.hpp"
#include "core/error.hpp"

namespace mallctl::test {

using catalog::OpeningHours;

std::string state(const std::string& hours, const std::string& at, const std::string& zone,
                  const std::vector<std::string>& holidays) {
    std::vector<std::chrono::sys_days> days;
    for (const auto& day : holidays)
        days.push_back(std::chrono::floor<std::chrono::days>(core::parse_instant(day + "T00:00:00Z")));
    const auto state = OpeningHours::parse(hours).at(core::parse_instant(at), zone, days);
    std::string text = "closed";
    if (state.status == OpeningHours::Status::open) text = "open";
    if (state.status == OpeningHours::Status::unknown) text = "unknown";
    if (state.until) text += " until " + core::format_instant(*state.until);
    return text;
}

int refused_at(const std::string& hours) {
    try {
        OpeningHours::parse(hours);
    } catch (const core::Error& error) {
        REQUIRE(error.fault() == core::Fault::rejected);
        REQUIRE(error.findings().size() == 1);
        const int column = error.findings().front().where.column;
        REQUIRE(std::string(error.what()).find("column " + std::to_string(column)) != std::string::npos);
        return column;
    }
    return 0;
}

std::string why_refused(const std::string& hours) {
    try {
        OpeningHours::parse(hours);
    } catch (const core::Error& error) {
        return std::string(error.what()) + "; " + error.advice();
    }
    return "accepted";
}

}  // namespace mallctl::test
