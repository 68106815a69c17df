#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "exporters/findings/geojson.hpp"
#include "exporters/findings/github.hpp"
#include "exporters/findings/junit.hpp"
#include "exporters/findings/manual.hpp"
#include "exporters/findings/sarif.hpp"

using namespace mallctl;
using namespace mallctl::exporters;
using core::Severity;
using Json = nlohmann::json;

namespace {

core::Diagnostic finding(const char* code, Severity severity, const std::string& feature) {
    core::Diagnostic result;
    result.code = code;
    result.severity = severity;
    result.message = "it is 3.25 m wide";
    result.advice = "make it wider";
    result.level = "G";
    result.feature = feature;
    return result;
}

FindingsReport sample() {
    FindingsReport report;
    report.source = "plans/hall a.dxf";
    report.findings = {finding("P009", Severity::warning, "u1"), finding("P008", Severity::error, "u2"),
                       finding("P021", Severity::note, "")};
    report.findings[0].at = core::Point{8.5, 49.5};
    report.findings[1].where = {"stores.csv", 2, 8};
    report.findings[1].shape = core::MultiPolygon{{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}};
    report.findings[2].shape = core::MultiLineString{{{0, 0}, {1, 1}}};
    return report;
}

// What the schema of SARIF 2.1.0 demands of the parts that we write.
void check_sarif_rules(const Json& log) {
    REQUIRE(log.at("version") == "2.1.0");
    for (const Json& run : log.at("runs")) {
        const Json& driver = run.at("tool").at("driver");
        REQUIRE(driver.at("name").is_string());
        std::set<std::string> ids;
        for (const Json& rule : driver.at("rules")) {
            REQUIRE(ids.insert(rule.at("id").get<std::string>()).second);
            for (const char* text : {"shortDescription", "fullDescription", "help"}) {
                if (rule.contains(text)) REQUIRE(rule[text].at("text").is_string());
            }
        }
        for (const Json& result : run.at("results")) {
            const std::size_t index = result.at("ruleIndex");
            REQUIRE(driver["rules"].at(index).at("id") == result.at("ruleId"));
            REQUIRE(std::set<std::string>{"none", "note", "warning", "error"}.contains(result.at("level")));
            REQUIRE_FALSE(result.at("message").at("text").get<std::string>().empty());
            for (const Json& print : result.at("partialFingerprints")) REQUIRE(print.is_string());
            for (const Json& place : result.value("locations", Json::array())) {
                if (!place.contains("physicalLocation")) continue;
                const Json& physical = place["physicalLocation"];
                const std::string uri = physical.at("artifactLocation").at("uri");
                REQUIRE(uri.find_first_of(" <>\"") == std::string::npos);
                if (physical.contains("region")) REQUIRE(physical["region"].at("startLine").get<int>() >= 1);
            }
        }
    }
}

}  // namespace

TEST_CASE("SARIF has a rule with help for each code, and each finding with its place") {
    const Json log = Json::parse(sarif(sample()));
    check_sarif_rules(log);
    const Json& run = log["runs"][0];
    CHECK(run["tool"]["driver"]["rules"].size() == 3);
    CHECK(run["tool"]["driver"]["rules"][0]["help"]["text"].get<std::string>().find("Fix: ") !=
          std::string::npos);
    const Json& placed = run["results"][1];
    CHECK(placed["level"] == "error");
    CHECK(placed["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "stores.csv");
    CHECK(placed["locations"][0]["physicalLocation"]["region"]["startLine"] == 2);
    CHECK(placed["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "G/u2");
    CHECK(run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] ==
          "plans/hall%20a.dxf");
    CHECK_FALSE(run["results"][0].contains("baselineState"));
}

TEST_CASE("a finding is known again when lines, places and measures have moved") {
    FindingsReport before = sample();
    const std::string baseline = sarif(before);
    core::Diagnostics after = before.findings;
    after[1].where.line = 40;
    after[0].message = "it is 3.26 m wide";
    after[0].at = core::Point{8.6, 49.6};
    after[2].message = "it is 7 m wide";
    CHECK(known_in_sarif(after, baseline, "b") == std::vector<bool>{true, true, true});
    after[0].feature = "u9";
    CHECK(known_in_sarif(after, baseline, "b") == std::vector<bool>{false, true, true});
}

TEST_CASE("a fault that is there once more than in the baseline is new once") {
    FindingsReport before = sample();
    const std::string baseline = sarif(before);
    core::Diagnostics after = before.findings;
    after.push_back(after[2]);
    CHECK(known_in_sarif(after, baseline, "b") == std::vector<bool>{true, true, true, false});
}

TEST_CASE("with a baseline SARIF and JUnit say what is new, and GitHub hears of nothing else") {
    FindingsReport report = sample();
    report.known = {false, true, false};
    const Json results = Json::parse(sarif(report))["runs"][0]["results"];
    CHECK(results[0]["baselineState"] == "new");
    CHECK(results[1]["baselineState"] == "unchanged");
    CHECK(junit(report).find("<failure") == std::string::npos);
    CHECK(github(report).find("stores.csv") == std::string::npos);
}

TEST_CASE("a baseline that is none of ours is refused by name, or knows nothing") {
    const core::Diagnostics findings = sample().findings;
    for (const char* text : {"", "[]", "{", "{}", R"({"version":"1.0"})", R"({"version":"2.1.0"})",
                             R"({"version":"2.1.0","runs":3})"}) {
        INFO(text);
        try {
            known_in_sarif(findings, text, "old.sarif");
            FAIL("taken");
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            CHECK(std::string(error.what()).find("old.sarif") != std::string::npos);
        }
    }
    for (const char* text :
         {R"({"version":"2.1.0","runs":[]})", R"({"version":"2.1.0","runs":[null,{"results":[1,{}]}]})",
          R"({"version":"2.1.0","runs":[{"results":[{"partialFingerprints":{"mallctlFinding/v1":7}}]}]})"}) {
        INFO(text);
        CHECK(known_in_sarif(findings, text, "old.sarif") == std::vector<bool>{false, false, false});
    }
}

TEST_CASE("JUnit fails what makes the check fail, and escapes what XML cannot hold") {
    FindingsReport report = sample();
    report.findings[0].message = "a <b> & \"c\" \x01 \xFF";
    const std::string xml = junit(report);
    CHECK(xml.find("tests=\"3\" failures=\"1\"") != std::string::npos);
    CHECK(xml.find("a &lt;b&gt; &amp; &quot;c&quot; \xEF\xBF\xBD \xEF\xBF\xBD") != std::string::npos);
    CHECK(xml.find('\x01') == std::string::npos);
    report.warnings_fail = true;
    CHECK(junit(report).find("tests=\"3\" failures=\"2\"") != std::string::npos);
    CHECK(junit({}).find("tests=\"1\" failures=\"0\"") != std::string::npos);
}

TEST_CASE("workflow commands cannot be broken out of") {
    FindingsReport report;
    report.findings = {finding("P009", Severity::warning, "")};
    report.findings[0].message = "100 %\n::error::x";
    report.findings[0].where = {"a,b:c%.csv", 3, 0};
    CHECK(github(report) ==
          "::warning file=a%2Cb%3Ac%25.csv,line=3,title=P009::100 %25%0A::error::x (level G)%0Amake it "
          "wider\n");
}

TEST_CASE("GeoJSON draws the shape, else the place, else nothing") {
    FindingsReport report = sample();
    report.findings.push_back(finding("M005", Severity::error, "store x"));
    const Json features = Json::parse(findings_geojson(report))["features"];
    REQUIRE(features.size() == 4);
    CHECK(features[0]["geometry"]["type"] == "Point");
    CHECK(features[1]["geometry"]["type"] == "MultiPolygon");
    CHECK(features[2]["geometry"]["type"] == "MultiLineString");
    CHECK(features[3]["geometry"].is_null());
    CHECK(features[1]["properties"]["line"] == 2);
}

TEST_CASE("the manual in the program has a title, a meaning and a fix for each code") {
    const auto& manual = diagnostics_manual();
    CHECK(manual.size() > 60);
    for (const auto& [code, entry] : manual) {
        INFO(code);
        CHECK(std::regex_match(code, std::regex("[DMP][0-9]{3}")));
        CHECK_FALSE(entry.title.empty());
        CHECK_FALSE(entry.meaning.empty());
        CHECK(entry.help.find("Fix: ") != std::string::npos);
    }
    CHECK(manual.at("P008").title == "unit beyond its level");
}
