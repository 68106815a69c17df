#include "cli/output/history_text.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using cli::history_text;

namespace {

std::vector<db::Version> two_versions() {
    db::Version apply;
    apply.number = 1;
    apply.kind = "apply";
    apply.author = "ada";
    apply.committed_at = core::parse_instant("2026-01-31T17:00:00Z");
    apply.changed.by_kind["store"] = {4, 0, 0, 0};
    db::Version import = apply;
    import.number = 2;
    import.kind = "import";
    import.changed.by_kind = {{"level", { 1, 0, 0, 0 }}, { "unit", { 3, 2, 1, 7 } }};
    import.plan = db::PlanReference{{}, 1, "imdf"};
    return {import, apply};
}

}  // namespace

TEST_CASE("a history is a table of totals with the plan's number") {
    CHECK(history_text(two_versions(), "table") ==
          "VERSION  KIND    COMMITTED AT          AUTHOR  ADDED  UPDATED  REMOVED  PLAN  PLAN FORMAT\n"
          "      2  import  2026-01-31T17:00:00Z  ada         4        2        1     1  imdf\n"
          "      1  apply   2026-01-31T17:00:00Z  ada         4        0        0     -  -\n");
}

TEST_CASE("a history as CSV leaves the plan of a version without one empty") {
    CHECK(history_text(two_versions(), "csv") ==
          "version,kind,committed_at,author,added,updated,removed,plan,plan_format\n"
          "2,import,2026-01-31T17:00:00Z,ada,4,2,1,1,imdf\n"
          "1,apply,2026-01-31T17:00:00Z,ada,4,0,0,,\n");
}

TEST_CASE("a history as JSON lines holds one object a version, with counts by kind") {
    CHECK(history_text(two_versions(), "jsonl") ==
          R"({"version":2,"kind":"import","committed_at":"2026-01-31T17:00:00Z","author":"ada",)"
          R"("changed":{"added":4,"updated":2,"removed":1,"unchanged":7},)"
          R"("by_kind":{"level":{"added":1,"updated":0,"removed":0,"unchanged":0},)"
          R"("unit":{"added":3,"updated":2,"removed":1,"unchanged":7}},)"
          R"("plan":{"number":1,"format":"imdf"}})"
          "\n"
          R"({"version":1,"kind":"apply","committed_at":"2026-01-31T17:00:00Z","author":"ada",)"
          R"("changed":{"added":4,"updated":0,"removed":0,"unchanged":0},)"
          R"("by_kind":{"store":{"added":4,"updated":0,"removed":0,"unchanged":0}},"plan":null})"
          "\n");
    CHECK(history_text({}, "json") == "[]\n");
}
