// Opening hours: spans are sound, and every state ends after it began.
#include "catalog/hours.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace {

using namespace mallctl;
using catalog::OpeningHours;

void require_sound(const OpeningHours& hours) {
    for (const auto& day : hours.week()) {
        for (const OpeningHours::Span& span : day) {
            fuzz::require(span.from >= 0 && span.from < 1440, "a span begins on its day");
            fuzz::require(span.to > span.from && span.to <= 2880, "a span ends after it began");
        }
    }
    // The days of both changes of the clock in 2026, and an ordinary one.
    for (const char* text : {"2026-03-29T00:30:00Z", "2026-10-25T00:30:00Z", "2026-06-01T12:00:00Z"}) {
        const core::Instant instant = core::parse_instant(text);
        const OpeningHours::State state = hours.at(instant, "Europe/Berlin");
        if (!state.until) continue;
        fuzz::require(*state.until > instant, "a state ends later");
        fuzz::require(hours.at(*state.until, "Europe/Berlin").open != state.open, "a change is one");
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::to_text(data, size);
    try {
        require_sound(OpeningHours::parse(text));
    } catch (const core::Error& error) {
        fuzz::require_fault(error, {core::Fault::rejected});
        fuzz::require(!error.findings().empty(), "a refusal is a finding");
        const int column = error.findings().front().where.column;
        fuzz::require(column >= 1 && column <= static_cast<int>(size) + 1, "a refusal has a column");
    }
    return 0;
}
