#include "catalog/hours.hpp"

#include <catch2/catch.hpp>

#include "catalog/holidays.hpp"
#include "hours_text.hpp"

using mallctl::test::state;

namespace {

// Berlin, the week of Monday, 1 June 2026; no change of the clock is near.
std::string on(const char* weekday, const char* time, const std::string& hours) {
    const std::string days = "MoTuWeThFrSaSu";
    const auto day = days.find(weekday) / 2 + 1;
    const auto text = state(hours, "2026-06-0" + std::to_string(day) + "T" + time + ":00+02:00");
    return text.substr(0, text.find(' '));
}

std::string on_date(const std::string& date, const std::string& hours,
                    const std::vector<std::string>& holidays = {}) {
    const auto text = state(hours, date + "T11:00:00Z", "Europe/Berlin", holidays);
    return text.substr(0, text.find(' '));
}

}  // namespace

TEST_CASE("weekdays, ranges and several spans are read as the specification means them") {
    const std::string hours = "Mo-Fr 10:00-13:00,14:00-20:00; Sa,Su 9:30-18:00";
    CHECK(on("Mo", "09:59", hours) == "closed");
    CHECK(on("Mo", "10:00", hours) == "open");
    CHECK(on("Fr", "13:30", hours) == "closed");
    CHECK(on("Fr", "19:59", hours) == "open");
    CHECK(on("Fr", "20:00", hours) == "closed");
    CHECK(on("Sa", "09:30", hours) == "open");
    CHECK(on("Su", "17:59", hours) == "open");
}

TEST_CASE("a rule after a semicolon replaces the weekdays that it names, one after a comma adds to them") {
    const std::string replaced = "Mo-Fr 10:00-16:00; Tu 12:00-18:00; Fr off";
    CHECK(on("Mo", "10:00", replaced) == "open");
    CHECK(on("Tu", "10:00", replaced) == "closed");
    CHECK(on("Tu", "17:00", replaced) == "open");
    CHECK(on("Fr", "12:00", replaced) == "closed");
    const std::string added = "Mo-Fr 08:00-12:00, Tu 14:00-18:00";
    CHECK(on("Tu", "09:00", added) == "open");
    CHECK(on("Tu", "15:00", added) == "open");
    CHECK(on("Mo", "15:00", added) == "closed");
    CHECK(on("Tu", "09:00", "Mo off, Tu 08:00-10:00, We-Su 08:00-12:00") == "open");
}

TEST_CASE("equivalent spellings mean the same week") {
    const auto same = [](const char* a, const char* b) {
        INFO(a << " and " << b);
        for (const char* day : {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}) {
            for (int hour = 0; hour < 24; ++hour) {
                const std::string time = std::string(hour < 10 ? "0" : "") + std::to_string(hour) + ":30";
                CHECK(on(day, time.c_str(), a) == on(day, time.c_str(), b));
            }
        }
    };
    same("24/7", "Mo-Su 00:00-24:00");
    same("24/7", "00:00-00:00");
    same("24/7", "open");
    same("22:00-26:00", "22:00-02:00");
    same("Th,Sa-Mo 10:00-12:00", "Mo,Th,Sa,Su 10:00-12:00");
    same("  mo ,  TU: 10:00 - 12:00 OPEN;", "Mo-Tu 10:00-12:00");
    same("10:00-12:00; Tu-We closed", "Mo,Th-Su 10:00-12:00");
    same("Mo12:00-14:00", "Mo 12:00-14:00");
    same("off", "Mo-Su off");
    same("Mo-Fr 10:00-20:00; 13:00-14:00 off", "Mo-Fr 10:00-13:00,14:00-20:00");
    same("Mo-Fr open", "Mo-Fr 00:00-24:00");
}

TEST_CASE("a part of a day that is off leaves the rest of the hours") {
    const std::string hours = "Mo-Sa 09:00-20:00; We 13:00-15:00 off; Sa 18:00-24:00 closed";
    CHECK(on("We", "12:59", hours) == "open");
    CHECK(on("We", "13:00", hours) == "closed");
    CHECK(on("We", "15:00", hours) == "open");
    CHECK(on("Th", "14:00", hours) == "open");
    CHECK(on("Sa", "18:00", hours) == "closed");
}

TEST_CASE("unknown is a state of its own, and a comment alone means it") {
    CHECK(on("Mo", "11:00", "10:00-12:00 unknown") == "unknown");
    CHECK(on("Mo", "11:00", "10:00-12:00 \"ring the bell\"") == "unknown");
    CHECK(on("Mo", "11:00", "10:00-12:00 open \"ring the bell\"") == "open");
    CHECK(on("Mo", "11:00", "Mo closed \"stocktaking; || , off\"") == "closed");
    CHECK(on("Mo", "13:00", "10:00-12:00 unknown") == "closed");
    CHECK(on("Sa", "13:00", "Mo-Fr 10:00-20:00; Sa \"nach Vereinbarung: Tür B\"") == "unknown");
    CHECK(state("Mo 10:00-12:00 \"a\", Mo 12:00-13:00 \"b\"", "2026-06-01T11:00:00+02:00") ==
          "unknown until 2026-06-01T11:00:00Z");
}

TEST_CASE("a fallback counts where the rules before it leave the place closed") {
    const std::string hours =
        "Mo-Fr 08:00-12:00, Th 14:00-18:00 || Tu-Th 11:00-16:00 \"by appointment\"; Su off";
    CHECK(on("Mo", "11:00", hours) == "open");
    CHECK(on("Mo", "13:00", hours) == "closed");
    CHECK(on("Tu", "11:30", hours) == "open");
    CHECK(on("Tu", "13:00", hours) == "unknown");
    CHECK(on("Th", "15:00", hours) == "open");
    CHECK(on("Su", "12:00", "Mo-Fr 08:00-12:00 || \"by appointment\"; Su off") == "closed");
    CHECK(on("Sa", "12:00", "Mo-Fr 08:00-12:00 || \"by appointment\"; Su off") == "unknown");
}

TEST_CASE("public holidays are the days that the caller names") {
    const std::string hours = "Mo-Sa 10:00-20:00; PH off";
    CHECK(on_date("2026-12-25", hours) == "open");
    CHECK(on_date("2026-12-25", hours, {"2026-12-25", "2026-12-26"}) == "closed");
    CHECK(on_date("2026-12-24", hours, {"2026-12-25", "2026-12-26"}) == "open");
    CHECK(state("Mo-Sa 10:00-20:00; PH 12:00-18:00", "2026-12-25T10:30:00+01:00", "Europe/Berlin",
                {"2026-12-25"}) == "closed until 2026-12-25T11:00:00Z");
    CHECK(on_date("2026-12-27", "Su,PH 11:00-17:00", {"2026-12-25"}) == "open");
    CHECK(on_date("2026-12-25", "Su,PH 11:00-17:00", {"2026-12-25"}) == "open");
    CHECK(on_date("2026-12-26", "Su,PH 11:00-17:00", {"2026-12-25"}) == "closed");
    CHECK(on_date("2026-12-24", "Mo-Sa 13:00-20:00; PH off; Dec 24 09:00-14:00") == "open");
}

TEST_CASE("hours of a holiday are those that begin on it, also past midnight, on the clock of the zone") {
    const std::vector<std::string> friday = {"2026-12-25"};
    const std::string off = "Mo-Fr 09:00-18:00; PH off";
    const std::string shorter = "Mo-Fr 09:00-18:00; PH 10:00-14:00";
    const auto at = [&](const std::string& hours, const std::string& local) {
        const auto text = state(hours, local + ":00+01:00", "Europe/Berlin", friday);
        return text.substr(0, text.find(' '));
    };
    CHECK(at(off, "2026-12-24T17:59") == "open");
    CHECK(at(off, "2026-12-25T11:00") == "closed");
    CHECK(at(off, "2026-12-28T11:00") == "open");
    CHECK(at(shorter, "2026-12-25T09:59") == "closed");
    CHECK(at(shorter, "2026-12-25T10:00") == "open");
    CHECK(at(shorter, "2026-12-25T14:00") == "closed");
    const std::string late = "Sa,Su 20:00-02:00, PH 22:00-03:00";
    CHECK(at(late, "2026-12-25T21:59") == "closed");
    CHECK(at(late, "2026-12-25T22:00") == "open");
    CHECK(at(late, "2026-12-26T02:59") == "open");
    CHECK(at(late, "2026-12-26T03:00") == "closed");
    CHECK(at(late, "2026-12-27T02:30") == "closed");  // the night after the holiday's is Saturday's own
    CHECK(at("We,Th 20:00-02:00, PH 10:00-14:00", "2026-12-25T01:30") == "open");  // the eve's night goes on
    // 2026-12-25 begins in Auckland when it is still the 24th in Berlin.
    CHECK(state(off, "2026-12-24T20:30:00Z", "Pacific/Auckland", friday).starts_with("closed"));
    CHECK(state(off, "2026-12-25T20:30:00Z", "Pacific/Auckland", {"2026-12-24"}).starts_with("closed"));
    CHECK(state(off, "2026-12-23T20:30:00Z", "Pacific/Auckland", friday).starts_with("open"));
}

TEST_CASE("holidays are days in ascending order, each once, whatever they are written as") {
    const auto days =
        mallctl::catalog::holidays_of({"2026-12-26", "2026-12-25", "Christmas", "2026-02-30", "2026-12-25"});
    REQUIRE(days.size() == 2);
    CHECK(std::chrono::year_month_day(days[0]) == std::chrono::year(2026) / 12 / 25);
    CHECK(std::chrono::year_month_day(days[1]) == std::chrono::year(2026) / 12 / 26);
}

TEST_CASE("months, dates and years limit a rule") {
    const std::string season = "Mo-Fr 13:00-18:00; Nov-Feb Mo-Fr 10:00-16:00";
    CHECK(on_date("2026-02-27", season) == "open");
    CHECK(on_date("2026-03-02", season) == "closed");
    CHECK(on_date("2026-10-30", season) == "closed");
    CHECK(on_date("2026-11-02", season) == "open");
    const std::string christmas = "10:00-20:00; Dec 24,31 off; Dec 25-26 off; 2027 Jan 01 off";
    for (const char* day : {"2026-12-24", "2026-12-25", "2026-12-26", "2031-12-31", "2027-01-01"})
        CHECK(on_date(day, christmas) == "closed");
    for (const char* day : {"2026-12-23", "2026-12-27", "2026-12-30", "2026-01-01", "2028-01-01"})
        CHECK(on_date(day, christmas) == "open");
    CHECK(on_date("2027-01-02", "open; Dec 29-Jan 02 off") == "closed");
    CHECK(on_date("2027-01-03", "open; Dec 29-Jan 02 off") == "open");
    CHECK(on_date("2027-01-02", "open; 2026 Dec 29-2027 Jan 02 off") == "closed");
    CHECK(on_date("2026-01-02", "open; 2026 Dec 29-2027 Jan 02 off") == "open");
    CHECK(on_date("2027-02-28", "open; 2026 Nov-2027 Feb off") == "closed");
    CHECK(on_date("2026-07-01", "2026 Mar 01+ 10:00-20:00") == "open");
    CHECK(on_date("2026-02-28", "2026 Mar 01+ 10:00-20:00") == "closed");
    CHECK(on_date("2028-07-01", "2026,2028-2030 open") == "open");
    CHECK(on_date("2027-07-01", "2026,2028-2030 open") == "closed");
    CHECK(on_date("2027-07-01", "2026+ Jul open") == "open");
    CHECK(on_date("2026-12-24", "Dec: 10:00-14:00") == "open");
    CHECK(on_date("2027-07-16", "open; Dec 24,2027 Jul 15-17 off") == "closed");
}

TEST_CASE("29 February is only in leap years") {
    CHECK(on_date("2028-02-29", "open; Feb 29 off") == "closed");
    CHECK(on_date("2027-02-28", "open; Feb 29 off") == "open");
    CHECK(on_date("2027-03-01", "open; Feb 29 off") == "open");
    CHECK(on_date("2028-02-29", "Feb open") == "open");
    CHECK(on_date("2028-02-29", "open; Feb 20-Mar 05 off") == "closed");
}

TEST_CASE("the nth weekday of a month is counted from its begin or its end") {
    const std::string sundays = "Mo-Sa 13:00-20:00; Su[1],Su[-1] 10:00-18:00";
    for (const char* day : {"2026-03-01", "2026-03-29", "2026-05-03", "2026-05-31"})
        CHECK(on_date(day, sundays) == "open");
    for (const char* day : {"2026-03-08", "2026-03-22", "2026-05-24"})
        CHECK(on_date(day, sundays) == "closed");
    CHECK(on_date("2026-05-31", "Su[5] open") == "open");
    CHECK(on_date("2026-05-17", "Su[1-2,4] open") == "closed");
    CHECK(on_date("2026-05-10", "Su[1-2,4] open") == "open");
    CHECK(on_date("2026-05-10", "Apr Su[2] open") == "closed");
}

TEST_CASE("weeks are those of ISO 8601, whose first and last may lie in two years") {
    CHECK(on_date("2026-12-31", "week 53 open") == "open");
    CHECK(on_date("2027-01-03", "week 53 open") == "open");
    CHECK(on_date("2027-01-04", "week 01 open") == "open");
    CHECK(on_date("2025-12-29", "week 01 open") == "open");
    CHECK(on_date("2026-01-14", "week 01-53/2 open") == "open");
    CHECK(on_date("2026-01-07", "week 01-53/2 open") == "closed");
    CHECK(on_date("2026-02-04", "week 02,05-07 We 10:00-14:00") == "open");
    CHECK(on_date("2026-02-18", "week 02,05-07 We 10:00-14:00") == "closed");
}

TEST_CASE("easter is that of the western churches") {
    // Easter Sundays: 5 April 2026, 28 March 2027, 16 April 2028.
    const std::string hours = "open; easter -2 days off; easter off; easter +1 day off";
    for (const char* day : {"2026-04-03", "2026-04-05", "2026-04-06", "2027-03-28", "2028-04-17"})
        CHECK(on_date(day, hours) == "closed");
    for (const char* day : {"2026-04-04", "2026-04-07", "2027-03-27"}) CHECK(on_date(day, hours) == "open");
    CHECK(on_date("2026-04-04", "open; easter -2 days-easter +1 day off") == "closed");
    CHECK(on_date("2026-04-07", "open; easter -2 days-easter +1 day off") == "open");
    CHECK(on_date("2027-04-10", "open; 2027 easter-2027 Apr 10 off") == "closed");
}

TEST_CASE("a comma keeps the nights that a semicolon would leave in doubt") {
    // The "complex real world example" of the reference implementation's tests, whose answers these are.
    const std::string pub = "Su-Tu 11:00-01:00, We-Th 11:00-03:00, Fr 11:00-06:00, Sa 11:00-07:00";
    CHECK(state(pub, "2012-10-02T00:30:00+02:00") == "open until 2012-10-01T23:00:00Z");
    CHECK(state(pub, "2012-10-06T05:00:00+02:00") == "open until 2012-10-06T04:00:00Z");
    CHECK(state(pub, "2012-10-07T06:59:59+02:00") == "open until 2012-10-07T05:00:00Z");
    CHECK(state(pub, "2012-10-07T07:00:00+02:00") == "closed until 2012-10-07T09:00:00Z");
}

TEST_CASE("open and closed change at the wall clock of the zone, closing times excluded") {
    const std::string hours = "Mo-Sa 10:00-20:00";
    CHECK(state(hours, "2026-01-30T09:59:59+01:00") == "closed until 2026-01-30T09:00:00Z");
    CHECK(state(hours, "2026-01-30T10:00:00+01:00") == "open until 2026-01-30T19:00:00Z");
    CHECK(state(hours, "2026-01-30T20:00:00+01:00") == "closed until 2026-01-31T09:00:00Z");
    CHECK(state(hours, "2026-01-31T20:00:00+01:00") == "closed until 2026-02-02T09:00:00Z");
    CHECK(state(hours, "2026-01-30T10:00:00+01:00", "Asia/Tokyo") == "open until 2026-01-30T11:00:00Z");
    CHECK(state("24/7", "2026-01-30T10:00:00Z") == "open");
    CHECK(state("off", "2026-01-30T10:00:00Z") == "closed");
    CHECK(state("Fr 10:00-12:00", "2026-01-30T12:00:00+01:00") == "closed until 2026-02-06T09:00:00Z");
    CHECK(state("Mo-Fr 10:00-12:00,12:00-14:00", "2026-01-30T10:00:00+01:00") ==
          "open until 2026-01-30T13:00:00Z");
}

TEST_CASE("spans past midnight belong to the evening on which they begin") {
    CHECK(state("Fr 22:00-02:00", "2026-01-31T01:59:59+01:00") == "open until 2026-01-31T01:00:00Z");
    CHECK(state("Fr 22:00-02:00", "2026-01-30T01:00:00+01:00") == "closed until 2026-01-30T21:00:00Z");
    CHECK(state("Su 22:00-02:00", "2026-02-02T01:00:00+01:00") == "open until 2026-02-02T01:00:00Z");
    CHECK(state("Fr 10:00-48:00", "2026-01-31T23:59:00+01:00") == "open until 2026-01-31T23:00:00Z");
}

TEST_CASE("hours follow the change to summer time") {
    // Europe/Berlin, 29 March 2026: 02:00 becomes 03:00.
    CHECK(state("Sa 22:00-04:00", "2026-03-28T23:00:00+01:00") == "open until 2026-03-29T02:00:00Z");
    CHECK(state("Sa 22:00-02:30", "2026-03-29T01:30:00+01:00") == "open until 2026-03-29T01:00:00Z");
    CHECK(state("Su 02:15-05:00", "2026-03-29T01:59:59+01:00") == "closed until 2026-03-29T01:00:00Z");
    CHECK(state("Su 02:10-02:50", "2026-03-29T03:00:00+02:00") == "closed until 2026-04-05T00:10:00Z");
    CHECK(state("10:00-20:00", "2026-03-28T20:00:00+01:00") == "closed until 2026-03-29T08:00:00Z");
}

TEST_CASE("hours follow the change back to winter time") {
    // Europe/Berlin, 25 October 2026: 03:00 becomes 02:00; a time that occurs twice is its first occurrence.
    CHECK(state("Sa 22:00-04:00", "2026-10-24T23:00:00+02:00") == "open until 2026-10-25T03:00:00Z");
    CHECK(state("Sa 22:00-02:30", "2026-10-25T02:29:59+02:00") == "open until 2026-10-25T00:30:00Z");
    CHECK(state("Sa 22:00-02:30", "2026-10-25T02:15:00+01:00") == "closed until 2026-10-31T21:00:00Z");
    CHECK(state("10:00-20:00", "2026-10-24T20:00:00+02:00") == "closed until 2026-10-25T09:00:00Z");
}

TEST_CASE("a state that lasts longer than eight days has no end") {
    CHECK(state("Dec 24 10:00-14:00", "2026-06-01T12:00:00Z") == "closed");
    CHECK(state("Dec 24 10:00-14:00", "2026-12-16T10:00:00+01:00") == "closed until 2026-12-24T09:00:00Z");
    CHECK(state("Dec 24 10:00-14:00", "2026-12-16T09:59:59+01:00") == "closed");
    CHECK(state("Dec open", "2026-12-31T12:00:00+01:00") == "open until 2026-12-31T23:00:00Z");
}

TEST_CASE("a day that a zone leaves out has no hours") {
    // Samoa went from 29 to 31 December 2011.
    CHECK(state("Dec 30 10:00-20:00", "2011-12-29T12:00:00-10:00", "Pacific/Apia") == "closed");
    CHECK(state("Dec 30-31 open", "2011-12-29T12:00:00-10:00", "Pacific/Apia") ==
          "closed until 2011-12-30T10:00:00Z");
}
