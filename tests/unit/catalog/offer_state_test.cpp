#include "catalog/offer_state.hpp"

#include <catch2/catch.hpp>

#include "catalog/term_state.hpp"

using namespace mallctl;
using catalog::closure_state;
using catalog::lease_state;
using catalog::next_change;
using catalog::offer_state;
using catalog::OfferState;
using catalog::TermState;
using core::Instant;

namespace {

Instant at(const std::string& text) {
    return core::parse_instant(text);
}

// A time on the wall clock of a zone, as a file states it.
Instant local(int year, unsigned month, unsigned day, int hour, int minute, const char* zone) {
    return core::from_local(year, month, day, hour * 60 + minute, zone);
}

const char* const berlin = "Europe/Berlin";
const char* const new_york = "America/New_York";

// The seconds of [begin, end) in which an offer is live.
long live_seconds(Instant from, Instant to, Instant begin, Instant end) {
    long seconds = 0;
    for (auto now = begin; now < end; now += std::chrono::seconds{1})
        seconds += offer_state(false, from, to, now) == OfferState::live ? 1 : 0;
    return seconds;
}

}  // namespace

TEST_CASE("an offer is scheduled, live from its first second, and ended in its last") {
    const auto from = at("2026-03-02T08:00:00Z");
    const auto to = at("2026-03-08T20:00:00Z");
    CHECK(offer_state(false, from, to, at("2026-03-02T07:59:59Z")) == OfferState::scheduled);
    CHECK(offer_state(false, from, to, from) == OfferState::live);
    CHECK(offer_state(false, from, to, at("2026-03-08T19:59:59Z")) == OfferState::live);
    CHECK(offer_state(false, from, to, to) == OfferState::ended);
    CHECK(offer_state(true, from, to, from) == OfferState::draft);
    CHECK(offer_state(true, from, to, to) == OfferState::draft);
}

TEST_CASE("an offer without a beginning or an end goes on") {
    const auto now = at("2026-03-02T08:00:00Z");
    CHECK(offer_state(false, {}, {}, now) == OfferState::live);
    CHECK(offer_state(false, now, {}, now) == OfferState::live);
    CHECK(offer_state(false, {}, now, now) == OfferState::ended);
    CHECK(to_string(OfferState::draft) == std::string("draft"));
    CHECK(to_string(OfferState::scheduled) == std::string("scheduled"));
    CHECK(to_string(OfferState::live) == std::string("live"));
    CHECK(to_string(OfferState::ended) == std::string("ended"));
}

TEST_CASE("the next change of an offer is the instant at which its state is another one") {
    const auto from = at("2026-03-02T08:00:00Z");
    const auto to = at("2026-03-08T20:00:00Z");
    for (const auto now : {at("2026-03-01T00:00:00Z"), from, at("2026-03-05T00:00:00Z")}) {
        const auto next = next_change(false, from, to, now);
        REQUIRE(next);
        const auto state = offer_state(false, from, to, now);
        CHECK(offer_state(false, from, to, *next - std::chrono::seconds{1}) == state);
        CHECK(offer_state(false, from, to, *next) != state);
    }
    CHECK_FALSE(next_change(false, from, to, to));
    CHECK_FALSE(next_change(true, from, to, from));
    CHECK_FALSE(next_change(false, from, {}, from));
}

TEST_CASE("an offer over the night in which clocks go forward is an hour shorter") {
    // 02:00 to 03:00 is skipped on 2026-03-29 in Berlin and on 2026-03-08 in New York.
    CHECK(live_seconds(local(2026, 3, 29, 0, 0, berlin), local(2026, 3, 29, 6, 0, berlin),
                       at("2026-03-28T20:00:00Z"), at("2026-03-29T08:00:00Z")) == 5 * 3600);
    CHECK(live_seconds(local(2026, 3, 8, 0, 0, new_york), local(2026, 3, 8, 6, 0, new_york),
                       at("2026-03-08T00:00:00Z"), at("2026-03-08T14:00:00Z")) == 5 * 3600);
}

TEST_CASE("an offer over the night in which clocks go back is an hour longer") {
    CHECK(live_seconds(local(2026, 10, 25, 0, 0, berlin), local(2026, 10, 25, 6, 0, berlin),
                       at("2026-10-24T20:00:00Z"), at("2026-10-25T10:00:00Z")) == 7 * 3600);
    CHECK(live_seconds(local(2026, 11, 1, 0, 0, new_york), local(2026, 11, 1, 6, 0, new_york),
                       at("2026-11-01T00:00:00Z"), at("2026-11-01T14:00:00Z")) == 7 * 3600);
}

TEST_CASE("an offer that begins at a skipped time begins when the clock goes on") {
    CHECK(local(2026, 3, 29, 2, 30, berlin) == at("2026-03-29T01:00:00Z"));
    CHECK(local(2026, 3, 8, 2, 30, new_york) == at("2026-03-08T07:00:00Z"));
    const auto from = local(2026, 3, 29, 2, 30, berlin);
    CHECK(offer_state(false, from, {}, at("2026-03-29T00:59:59Z")) == OfferState::scheduled);
    CHECK(offer_state(false, from, {}, at("2026-03-29T01:00:00Z")) == OfferState::live);
    // Both ends in the gap: never live.
    const auto to = local(2026, 3, 29, 2, 45, berlin);
    CHECK(live_seconds(from, to, at("2026-03-29T00:00:00Z"), at("2026-03-29T03:00:00Z")) == 0);
}

TEST_CASE("an offer that begins or ends at a doubled time means the first of the two") {
    CHECK(local(2026, 10, 25, 2, 30, berlin) == at("2026-10-25T00:30:00Z"));
    CHECK(local(2026, 11, 1, 1, 30, new_york) == at("2026-11-01T05:30:00Z"));
    const auto from = local(2026, 11, 1, 1, 30, new_york);
    CHECK(offer_state(false, from, {}, at("2026-11-01T05:29:59Z")) == OfferState::scheduled);
    CHECK(offer_state(false, from, {}, at("2026-11-01T05:30:00Z")) == OfferState::live);
    // It is not scheduled again when the clock shows 01:00 for the second time.
    CHECK(offer_state(false, from, {}, at("2026-11-01T06:00:00Z")) == OfferState::live);
    CHECK(offer_state(false, {}, from, at("2026-11-01T06:00:00Z")) == OfferState::ended);
    // From 02:15 to 02:45 is half an hour, although the clock shows each of its minutes twice.
    CHECK(live_seconds(local(2026, 10, 25, 2, 15, berlin), local(2026, 10, 25, 2, 45, berlin),
                       at("2026-10-25T00:00:00Z"), at("2026-10-25T04:00:00Z")) == 1800);
}

TEST_CASE("a lease is current on its days on the clock of the mall") {
    const auto state = [](const std::string& now, const char* zone) {
        return lease_state("2026-03-29", "2026-03-30", at(now), zone);
    };
    // A day of 23 hours in Berlin.
    CHECK(state("2026-03-28T22:59:59Z", berlin) == TermState::future);
    CHECK(state("2026-03-28T23:00:00Z", berlin) == TermState::current);
    CHECK(state("2026-03-29T21:59:59Z", berlin) == TermState::current);
    CHECK(state("2026-03-29T22:00:00Z", berlin) == TermState::past);
    CHECK(state("2026-03-29T03:59:59Z", new_york) == TermState::future);
    CHECK(state("2026-03-29T04:00:00Z", new_york) == TermState::current);
    CHECK(lease_state("2026-01-01", "", at("2099-01-01T00:00:00Z"), berlin) == TermState::current);
}

TEST_CASE("a closure holds in [from, until)") {
    const auto from = at("2026-03-02T08:00:00Z");
    const auto until = at("2026-03-08T20:00:00Z");
    CHECK(closure_state(from, until, from - std::chrono::seconds{1}) == TermState::future);
    CHECK(closure_state(from, until, from) == TermState::current);
    CHECK(closure_state(from, until, until) == TermState::past);
    CHECK(closure_state({}, {}, from) == TermState::current);
    CHECK(closure_state(from, {}, until) == TermState::current);
    CHECK(to_string(TermState::future) == std::string("future"));
    CHECK(to_string(TermState::current) == std::string("current"));
    CHECK(to_string(TermState::past) == std::string("past"));
}
