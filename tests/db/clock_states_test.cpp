#include "db/clock_states.hpp"

#include <catch2/catch.hpp>
#include <optional>

#include "catalog/offer_state.hpp"
#include "catalog/term_state.hpp"
#include "db/transaction_impl.hpp"
#include "tests/support/database.hpp"

using namespace mallctl;
using catalog::find_kind;
using core::Instant;

namespace {

using Time = std::optional<Instant>;

std::optional<std::string> text_of(const Time& time) {
    return time ? std::optional(core::format_instant(*time)) : std::nullopt;
}

// Around both changes of the clock of a zone in 2026, every 15 minutes of two days, and a second beside each.
std::vector<Instant> instants_around(const std::vector<std::string>& days) {
    std::vector<Instant> instants;
    for (const auto& day : days) {
        const auto begin = core::parse_instant(day + "T00:00:00Z");
        for (auto at = begin; at < begin + std::chrono::hours{48}; at += std::chrono::minutes{15}) {
            instants.push_back(at);
            instants.push_back(at - std::chrono::seconds{1});
        }
    }
    return instants;
}

class Asker {
  public:
    Asker()
        : session_(database_.endpoint(), "test"),
          transaction_(session_, std::nullopt, db::Transaction::Mode::read) {}

    std::string offer(bool draft, const Time& from, const Time& to, Instant at) {
        return ask("select " + db::clock_state_of(*find_kind("offer"), "o", "$4::timestamptz", "''") +
                       " from (select $1::boolean as draft, $2::timestamptz as \"from\", $3::timestamptz as "
                       "\"to\") o",
                   db::Params().add(draft ? "true" : "false").add(text_of(from)).add(text_of(to)), at);
    }

    std::string closure(const Time& from, const Time& until, Instant at) {
        return ask("select " + db::clock_state_of(*find_kind("closure"), "c", "$3::timestamptz", "''") +
                       " from (select $1::timestamptz as \"from\", $2::timestamptz as until) c",
                   db::Params().add(text_of(from)).add(text_of(until)), at);
    }

    std::string lease(const std::string& from, const std::string& to, Instant at, const std::string& zone) {
        return ask("select " +
                       db::clock_state_of(*find_kind("lease"), "l", "$3::timestamptz", "'" + zone + "'") +
                       " from (select $1::date as \"from\", nullif($2, '')::date as \"to\") l",
                   db::Params().add(from).add(to), at);
    }

  private:
    std::string ask(const std::string& sql, db::Params params, Instant at) {
        return std::string(
            transaction_.impl().work.run(sql, params.add(core::format_instant(at))).text(0, 0));
    }

    test::TestDatabase database_;
    db::Session session_;
    db::Transaction transaction_;
};

}  // namespace

TEST_CASE("the database and the library agree on the states of offers, closures and leases") {
    Asker asker;
    const Time from = core::from_local(2026, 3, 29, 150, "Europe/Berlin");
    const Time to = core::from_local(2026, 3, 29, 360, "Europe/Berlin");
    for (const auto at : instants_around({"2026-03-28"})) {
        for (const auto& [begin, end] : std::vector<std::pair<Time, Time>>{
                 {from, to}, {from, std::nullopt}, {std::nullopt, to}, {std::nullopt, std::nullopt}}) {
            REQUIRE(asker.offer(false, begin, end, at) ==
                    to_string(catalog::offer_state(false, begin, end, at)));
            REQUIRE(asker.closure(begin, end, at) == to_string(catalog::closure_state(begin, end, at)));
        }
        REQUIRE(asker.offer(true, from, to, at) == "draft");
    }
    for (const std::string zone : {"Europe/Berlin", "America/New_York"}) {
        for (const auto at : instants_around({"2026-03-07", "2026-03-28", "2026-10-24", "2026-10-31"})) {
            for (const std::string day : {"2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01"}) {
                REQUIRE(asker.lease(day, "", at, zone) == to_string(catalog::lease_state(day, "", at, zone)));
                REQUIRE(asker.lease("2026-01-01", day, at, zone) ==
                        to_string(catalog::lease_state("2026-01-01", day, at, zone)));
            }
        }
    }
}

TEST_CASE("every state by the clock is among the words of its kind") {
    CHECK(db::clock_states(*find_kind("offer")) ==
          std::vector<std::string>{"draft", "scheduled", "live", "ended"});
    CHECK(db::clock_states(*find_kind("lease")) == db::clock_states(*find_kind("closure")));
    CHECK(db::clock_states(*find_kind("store")).empty());
    CHECK_THROWS_AS(db::clock_state_of(*find_kind("store"), "s", "now()", "''"), std::logic_error);
}
