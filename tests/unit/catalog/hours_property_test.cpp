#include <catch2/catch.hpp>
#include <map>

#include "catalog/hours.hpp"
#include "core/error.hpp"
#include "hours_model.hpp"

using namespace mallctl;
using catalog::OpeningHours;
using core::Instant;
using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

namespace {

// The minutes of the wall clock from an instant on. A clock that is put back waits until it has caught up: of
// a time that occurs twice its first occurrence counts.
struct Window {
    std::string zone;
    Instant begin;
    struct Wall {
        sys_days day;
        int minute = 0;
        auto operator<=>(const Wall&) const = default;
    };
    std::vector<Wall> walls;
};
constexpr days window_length{14};

Window make_window(const std::string& zone, const char* begin) {
    Window window{zone, core::parse_instant(begin), {}};
    for (Instant at = window.begin; at < window.begin + window_length; at += minutes{1}) {
        const auto local = core::to_local(at, zone);
        Window::Wall wall{sys_days{std::chrono::year{local.year} / std::chrono::month{local.month} /
                                   std::chrono::day{local.day}},
                          local.minute_of_day};
        if (!window.walls.empty() && wall < window.walls.back()) wall = window.walls.back();
        window.walls.push_back(wall);
    }
    return window;
}

const std::vector<Window>& windows() {
    static const std::vector<Window> all = {
        make_window("Europe/Berlin", "2026-03-25T00:00:00Z"),        // to summer time; Easter on 5 April
        make_window("Europe/Berlin", "2026-10-20T00:00:00Z"),        // and back
        make_window("Europe/Berlin", "2026-12-26T00:00:00Z"),        // the end of a year of 53 weeks
        make_window("Europe/Berlin", "2028-02-22T00:00:00Z"),        // a leap day
        make_window("Europe/Berlin", "2027-03-22T00:00:00Z"),        // Easter and summer time on one day
        make_window("America/Havana", "2026-10-27T00:00:00Z"),       // put back at midnight, from 01:00
        make_window("Australia/Lord_Howe", "2026-03-30T00:00:00Z"),  // by half an hour
        make_window("Pacific/Apia", "2011-12-25T00:00:00Z"),         // without a 30 December
    };
    return all;
}

const std::vector<sys_days> holidays = [] {
    std::vector<sys_days> found;
    for (const char* day : {"2011-12-26", "2026-04-03", "2026-04-06", "2026-10-31", "2026-12-26",
                            "2027-01-01", "2027-03-26", "2027-03-29", "2028-02-29", "2028-03-08"})
        found.push_back(std::chrono::floor<days>(core::parse_instant(std::string(day) + "T00:00:00Z")));
    return found;
}();

std::string name(OpeningHours::Status status) {
    if (status == OpeningHours::Status::unknown) return "unknown";
    return status == OpeningHours::Status::open ? "open" : "closed";
}

std::vector<std::string> states_of(const std::vector<test::ModelRule>& rules, const Window& window) {
    // A day is asked for each of its minutes; the answers are kept, as a clock that waits asks again.
    std::map<Window::Wall, std::string> known;
    std::vector<std::string> states;
    for (const auto& wall : window.walls) {
        if (wall.minute % 15 == 0 && known.count(wall) == 0)
            known[wall] = test::state_of(rules, wall.day, wall.minute, holidays);
        // Random hours begin and end at quarters.
        states.push_back(known.count({wall.day, wall.minute / 15 * 15}) > 0
                             ? known.at({wall.day, wall.minute / 15 * 15})
                             : test::state_of(rules, wall.day, wall.minute, holidays));
    }
    return states;
}

// Every state of the first days by asking when it ends, and some at random minutes.
void compare(const OpeningHours& hours, const std::vector<std::string>& states, const Window& window,
             std::mt19937& random) {
    const auto expected_until = [&](std::size_t from) -> std::optional<Instant> {
        for (std::size_t i = from + 1; i < states.size() && i <= from + 8 * 1440; ++i) {
            if (states[i] != states[from]) return window.begin + minutes{i};
        }
        return std::nullopt;
    };
    const auto check = [&](std::size_t minute) {
        const auto found = hours.at(window.begin + minutes{minute}, window.zone, holidays);
        INFO(window.zone << " " << core::format_instant(window.begin + minutes{minute}));
        REQUIRE(name(found.status) == states[minute]);
        REQUIRE(found.until == expected_until(minute));
        return found.until;
    };
    constexpr std::size_t checked = 6 * 1440;
    for (std::size_t minute = 0; minute < checked;) {
        const auto until = check(minute);
        if (!until) break;
        minute = static_cast<std::size_t>((*until - window.begin) / minutes{1});
    }
    for (int i = 0; i < 20; ++i) check(random() % checked);
}

}  // namespace

TEST_CASE("every state and its end are what looking at each minute finds, for random rules") {
    std::mt19937 random(20261122);
    int accepted = 0;
    int tried = 0;
    while (accepted < 300) {
        REQUIRE(++tried < 20'000);
        const auto rules = test::random_rules(random);
        const std::string text = test::text_of(rules);
        INFO(text);
        std::optional<OpeningHours> hours;
        try {
            hours = OpeningHours::parse(text);
        } catch (const core::Error& error) {
            // Only for being misread: the grammar is kept.
            REQUIRE_THAT(error.what(), Catch::Contains("rule") || Catch::Contains("fallback"));
            continue;
        }
        ++accepted;
        const Window& window = windows()[random() % windows().size()];
        compare(*hours, states_of(rules, window), window, random);
    }
}
