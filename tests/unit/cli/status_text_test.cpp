#include "cli/output/status_text.hpp"

#include <catch2/catch.hpp>

using namespace mallctl;
using cli::status_text;

namespace {

// One that serves two malls, one of which has been deleted, and one that is gone.
std::vector<operations::NodeStatus> two_nodes() {
    operations::NodeStatus first;
    first.node.id = core::parse_uuid("11111111-1111-4111-8111-111111111111").value();
    first.node.host = "one";
    first.node.pid = 7;
    first.node.address = "http://127.0.0.1:8080";
    first.node.version = "0.1.0";
    first.node.state = "ready";
    first.node.sockets = 12;
    first.node.started_at = core::parse_instant("2026-01-31T17:00:00Z");
    first.seen_s = 2;
    first.malls = {{{"arcade", 3, 60}, 4}, {{"old", 9, 5}, std::nullopt}};
    operations::NodeStatus second = first;
    second.node.host = "two";
    second.node.state = "gone";
    second.seen_s = 40;
    second.malls.clear();
    return {first, second};
}

}  // namespace

TEST_CASE("status is a row for each mall of each node, and one for a node without") {
    CHECK(status_text(two_nodes(), "csv") ==
          "host,pid,address,state,seen_s,sockets,mall,version,newest_version,age_s\n"
          "one,7,http://127.0.0.1:8080,ready,2,12,arcade,3,4,60\n"
          "one,7,http://127.0.0.1:8080,ready,2,12,old,9,,5\n"
          "two,7,http://127.0.0.1:8080,gone,40,12,,,,\n");
}

TEST_CASE("status as JSON is an object for each node, with its malls") {
    const auto nodes = two_nodes();
    CHECK(status_text({nodes[0]}, "jsonl") ==
          R"({"node":"11111111-1111-4111-8111-111111111111","host":"one","pid":7,)"
          R"("address":"http://127.0.0.1:8080","program":"0.1.0","state":"ready","seen_s":2,)"
          R"("started_at":"2026-01-31T17:00:00Z","sockets":12,"malls":[)"
          R"({"mall":"arcade","version":3,"newest_version":4,"age_s":60},)"
          R"({"mall":"old","version":9,"newest_version":null,"age_s":5}]})"
          "\n");
    CHECK(status_text({}, "json") == "[]\n");
}
