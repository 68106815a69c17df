#include "cli/output/repairs_text.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace mallctl;

namespace {

plan::Repair closed_shop() {
    plan::Repair repair;
    repair.kinds = {plan::RepairKind::closed, plan::RepairKind::oriented};
    repair.finding.code = "P004";
    repair.finding.level = "G";
    repair.finding.feature = "G-01";
    repair.finding.message = "the unit was mended: a ring was closed";
    repair.before = core::MultiPolygon{{{{{0, 0}, {1, 0}, {1, 1}}}}};
    repair.after = core::MultiPolygon{{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}};
    return repair;
}

}  // namespace

TEST_CASE("a repair says what was done, where, and shows it before and after") {
    plan::Repair dropped;
    dropped.kinds = {plan::RepairKind::repeated_vertices};
    dropped.finding.code = "P004";
    dropped.before = core::MultiLineString{{{0, 0}, {1, 0}}};
    const auto json = cli::repairs_json({closed_shop(), dropped});
    CHECK(json[0].dump() ==
          R"({"code":"P004","kinds":["closed","oriented"],"level":"G","feature":"G-01",)"
          R"("message":"the unit was mended: a ring was closed",)"
          R"("before":{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0]]]]},)"
          R"("after":{"type":"MultiPolygon","coordinates":[[[[0.0,0.0],[1.0,0.0],[1.0,1.0],[0.0,0.0]]]]}})");
    CHECK(json[1]["before"]["type"] == "MultiLineString");
    CHECK(json[1]["after"].is_null());
}

TEST_CASE("the summary counts repairs by kind") {
    CHECK(cli::repairs_line({}).empty());
    CHECK(cli::repairs_line({closed_shop()}) ==
          "1 feature was repaired: 1 closed, 1 oriented; -v lists them\n");
    plan::Repair again = closed_shop();
    again.kinds = {plan::RepairKind::repeated_vertices, plan::RepairKind::closed};
    CHECK(cli::repairs_line({closed_shop(), again}) ==
          "2 features were repaired: 1 repeated vertices, 2 closed, 1 oriented; -v lists them\n");
}
