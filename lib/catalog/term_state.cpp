#include "catalog/term_state.hpp"

#include <cstdio>
#include <string>

namespace mallctl::catalog {

TermState lease_state(std::string_view from, std::string_view to, core::Instant at, std::string_view zone) {
    const std::string today = local_day(at, zone);
    if (today < from) return TermState::future;
    return to.empty() || today < to ? TermState::current : TermState::past;
}

TermState closure_state(const std::optional<core::Instant>& from, const std::optional<core::Instant>& until,
                        core::Instant at) {
    if (until && at >= *until) return TermState::past;
    return from && at < *from ? TermState::future : TermState::current;
}

std::string local_day(core::Instant at, std::string_view zone) {
    // One question about a mall asks for every lease, always with the same instant.
    struct Last {
        core::Instant at;
        std::string zone;
        std::string day;
    };
    thread_local Last last;
    if (!last.day.empty() && last.at == at && last.zone == zone) return last.day;
    const auto local = core::to_local(at, zone);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", local.year, local.month, local.day);
    last = {at, std::string(zone), text};
    return last.day;
}

const char* to_string(TermState state) {
    switch (state) {
        case TermState::future:
            return "future";
        case TermState::current:
            return "current";
        case TermState::past:
            break;
    }
    return "past";
}

}  // namespace mallctl::catalog
