#include "exporters/findings/html.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <regex>

#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using core::Severity;

namespace {

core::Diagnostic finding(const std::string& code, Severity severity, const std::string& message) {
    core::Diagnostic result;
    result.code = code;
    result.severity = severity;
    result.message = message;
    return result;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

struct TwoLevels : test::PlanMaker {
    plan::LevelIndex ground = level(0, "G");
    plan::LevelIndex upper = level(1, "1");

    TwoLevels() {
        unit(ground, "retail", test::Rectangle{0, 0, 40, 20});
        unit(upper, "retail", test::Rectangle{0, 0, 40, 20});
    }
};

// The part of the page from one text up to another.
std::string between(const std::string& page, const std::string& from, const std::string& to) {
    const auto begin = page.find(from);
    REQUIRE(begin != std::string::npos);
    return page.substr(begin, page.find(to, begin) - begin);
}

}  // namespace

TEST_CASE("a finding stands on the level it names, with its shape, and in the list") {
    TwoLevels maker;
    auto one = finding("P021", Severity::error, "unit U1 is not reachable");
    one.advice = "draw a door";
    one.level = "1";
    one.feature = "U1";
    one.at = maker.at(5, 5);
    one.shape = maker.polygon(test::Rectangle{0, 0, 10, 10});
    one.where = {"plan.geojson", 12, 3};
    const std::string page = exporters::html_report(maker.plan, {one}, "Check");
    CHECK(between(page, "<figure id=\"level0\"", "</figure>").find("id=\"m1\"") == std::string::npos);
    const std::string upper = between(page, "<figure id=\"level1\"", "</figure>");
    CHECK(upper.find("id=\"m1\"") != std::string::npos);
    CHECK(upper.find("class=\"shape\"") != std::string::npos);
    const std::string entry = between(page, "id=\"f1\"", "</li>");
    CHECK(entry.find("href=\"#m1\"") != std::string::npos);
    CHECK(entry.find("draw a door") != std::string::npos);
    CHECK(entry.find("plan.geojson:12:3") != std::string::npos);
}

TEST_CASE("a finding that names no level stands on the first that reaches to it, and one far off on none") {
    TwoLevels maker;
    auto near = finding("P002", Severity::warning, "near");
    near.shape = core::MultiLineString{{maker.at(1, 1), maker.at(3, 1)}};
    auto far = finding("P003", Severity::warning, "far");
    far.at = maker.at(5000, 0);
    auto nowhere = finding("P004", Severity::note, "nowhere");
    nowhere.at = core::Point{std::nan(""), 0};
    const std::string page = exporters::html_report(maker.plan, {near, far, nowhere}, "Check");
    CHECK(between(page, "<figure id=\"level0\"", "</figure>").find("id=\"m1\"") != std::string::npos);
    CHECK(page.find("id=\"m2\"") == std::string::npos);
    CHECK(page.find("id=\"m3\"") == std::string::npos);
    CHECK(count(page, "<li class=\"finding") == 3);
}

TEST_CASE("findings are listed by severity, then code, each in one group of its code") {
    const core::Diagnostics findings = {
        finding("P009", Severity::note, "n"), finding("P002", Severity::error, "b"),
        finding("P001", Severity::error, "a"), finding("P002", Severity::error, "c")};
    const std::string page = exporters::html_report({}, findings, "Check");
    CHECK(page.find("3 errors") < page.find("1 note"));
    CHECK(page.find("data-code=\"P001\"") < page.find("data-code=\"P002\""));
    CHECK(count(page, "data-code=\"P002\"") == 1);
    CHECK(page.find("<span class=\"message\">b<") < page.find("<span class=\"message\">c<"));
    CHECK(page.find("There is no plan to draw") != std::string::npos);
}

TEST_CASE("markers of one place do not cover each other") {
    TwoLevels maker;
    core::Diagnostics findings;
    for (int i = 0; i < 12; ++i) {
        findings.push_back(finding("P001", Severity::warning, "same place"));
        findings.back().at = maker.at(20, 10);
    }
    const std::string page = exporters::html_report(maker.plan, findings, "Check");
    static const std::regex circle(R"re(<circle cx="([0-9.-]+)" cy="([0-9.-]+)" r="2.4"/>)re");
    std::vector<core::Point> centres;
    for (std::sregex_iterator it(page.begin(), page.end(), circle), end; it != end; ++it)
        centres.push_back({std::stod((*it)[1]), std::stod((*it)[2])});
    REQUIRE(centres.size() == findings.size());
    for (std::size_t i = 0; i < centres.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k)
            CHECK(std::hypot(centres[i].x - centres[k].x, centres[i].y - centres[k].y) > 3);
    }
}

TEST_CASE("hostile names stay text, and the page loads nothing") {
    TwoLevels maker;
    const std::string evil =
        "</style></script><script>alert(1)</script>\"' onload=x\x01\xFF<img src=http://e.example>";
    maker.plan.units[0].name[""] = evil;
    maker.plan.levels[0].short_name = evil;
    auto one = finding(evil, Severity::error, evil);
    one.advice = one.level = one.feature = one.where.file = evil;
    one.at = maker.at(5, 5);
    const std::string page = exporters::html_report(maker.plan, {one}, evil);
    CHECK(count(page, "<script>") == 1);
    CHECK(count(page, "<img") == 0);
    CHECK(page.find("Content-Security-Policy") < page.find("<style>"));
    CHECK(page == exporters::html_report(maker.plan, {one}, evil));
}

TEST_CASE("a clean plan says so") {
    const std::string page = exporters::html_report(TwoLevels().plan, {}, "Check");
    CHECK(page.find("No findings.") != std::string::npos);
    CHECK(page.find("type=\"search\"") == std::string::npos);
}
