// Opening hours: a refusal has a column, a state ends after it began, and its end is a change.
#include "catalog/hours.hpp"

#include <array>

#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using catalog::OpeningHours;

void require_sound(const OpeningHours& hours) {
    const std::array<std::chrono::sys_days, 2> holidays = {
        std::chrono::sys_days{std::chrono::year{2026} / 3 / 29},
        std::chrono::sys_days{std::chrono::year{2026} / 12 / 25}};
    // The days of both changes of the clock in 2026, the ends of a year and of a February, an ordinary day.
    for (const char* text : {"2026-03-29T00:30:00Z", "2026-10-25T00:30:00Z", "2026-12-25T12:00:00Z",
                             "2026-12-31T22:59:59Z", "2028-02-28T23:00:00Z", "2026-06-01T12:00:00Z"}) {
        const core::Instant instant = core::parse_instant(text);
        const OpeningHours::State state = hours.at(instant, "Europe/Berlin", holidays);
        if (!state.until) continue;
        fuzz::require(*state.until > instant, "a state ends later");
        fuzz::require(*state.until <= instant + std::chrono::days{8}, "a state ends within eight days");
        fuzz::require(hours.at(*state.until, "Europe/Berlin", holidays).status != state.status,
                      "a change is one");
        fuzz::require(hours.at(*state.until - std::chrono::seconds{1}, "Europe/Berlin", holidays).status ==
                          state.status,
                      "a state lasts until its end");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    const auto parse = [&]() -> std::optional<OpeningHours> {
        try {
            return OpeningHours::parse(text);
        } catch (const core::Error& error) {
            fuzz::require_fault(error, {core::Fault::rejected});
            fuzz::require(!error.findings().empty(), "a refusal is a finding");
            const int column = error.findings().front().where.column;
            fuzz::require(column >= 1 && column <= static_cast<int>(size) + 1, "a refusal has a column");
            return std::nullopt;
        }
    };
    if (const auto hours = parse()) require_sound(*hours);
    return 0;
}
