#include "operations/route_batch.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "operations/route_json.hpp"
#include "tests/support/failure.hpp"
#include "tests/unit/operations/walked_mall.hpp"

using namespace mallctl;
using nlohmann::json;
using operations::parse_query;

TEST_CASE("a query is words, fields between tabs, or an object") {
    CHECK(parse_query("a b", {}).stops == std::vector<std::string>{"a", "b"});
    CHECK(parse_query("  a   b c\r", {}).stops == std::vector<std::string>{"a", "b", "c"});
    CHECK(parse_query("unit:Shop 1@G\tstore:b", {}).stops ==
          std::vector<std::string>{"unit:Shop 1@G", "store:b"});
    CHECK(parse_query(R"({"from": "a", "to": "b"})", {}).stops == std::vector<std::string>{"a", "b"});
    const auto query = parse_query(R"( {"to": ["b", "c"], "from": "a", "profile": "pram", "optimize": true,
        "prefer": "fewest-turns", "explain": true, "at": "2026-01-01T00:00:00Z"})",
                                   {});
    CHECK(query.stops == std::vector<std::string>{"a", "b", "c"});
    CHECK(query.profile == nav::Profile::pram);
    CHECK(query.preference == nav::Preference::fewest_turns);
    CHECK(query.optimize);
    CHECK(query.explain);
    CHECK(core::format_instant(query.at) == "2026-01-01T00:00:00Z");
    operations::RouteRequest usual;
    usual.profile = nav::Profile::staff;
    CHECK(parse_query("a b", usual).profile == nav::Profile::staff);
}

TEST_CASE("a query that says something else is refused") {
    for (const char* line :
         {"{", "{}", R"({"from": "a"})", R"({"to": "a"})", R"({"from": "a", "to": []})",
          R"({"from": 1, "to": "b"})", R"({"from": "a", "to": [1]})", R"({"from": "a", "to": "b", "x": 1})",
          R"({"from": "a", "to": "b", "profile": "car"})", R"({"from": "a", "to": "b", "profile": 2})",
          R"({"from": "a", "to": "b", "optimize": "yes"})", R"({"from": "a", "to": "b", "at": "noon"})",
          R"({"from": "a", "to": "b"} {})"}) {
        CAPTURE(line);
        CHECK(test::failure([&] { parse_query(line, {}); }).fault() == core::Fault::usage);
    }
    const std::string long_line(operations::longest_query + 1, 'x');
    CHECK(test::failure([&] { parse_query(long_line, {}); }).fault() == core::Fault::usage);
}

TEST_CASE("each line gets its own answer, the same as by itself") {
    const auto mall = test::WalkedMall().open();
    const auto good = operations::answer_query(*mall, 3, "west store:cafe", {});
    CHECK_FALSE(good.fault);
    auto answer = json::parse(good.json);
    CHECK(answer.at("line") == 3);
    answer.erase("line");
    CHECK(answer ==
          json::parse(operations::to_json(operations::route(*mall, {.stops = {"west", "store:cafe"}}))));

    const auto unknown = operations::answer_query(*mall, 4, "west \xff", {});
    CHECK(unknown.fault == core::Fault::failed);
    CHECK(json::parse(unknown.json).at("line") == 4);
    CHECK_FALSE(json::parse(unknown.json).at("error").at("message").get<std::string>().empty());
    CHECK(operations::answer_query(*mall, 5, "west", {}).fault == core::Fault::usage);
    CHECK(operations::answer_query(*mall, 6, "{\"from\"", {}).fault == core::Fault::usage);
}
