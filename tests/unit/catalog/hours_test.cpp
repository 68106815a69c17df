#include "catalog/hours.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <set>

#include "core/error.hpp"
#include "tests/support/paths.hpp"

using namespace mallctl;
using catalog::OpeningHours;
using Span = OpeningHours::Span;

namespace {

constexpr std::size_t monday = 0;
constexpr std::size_t tuesday = 1;
constexpr std::size_t friday = 4;
constexpr std::size_t saturday = 5;
constexpr std::size_t sunday = 6;

// The column at which the text is refused, 0 when it is accepted.
int refused_at(const std::string& text) {
    try {
        OpeningHours::parse(text);
    } catch (const core::Error& error) {
        REQUIRE(error.fault() == core::Fault::rejected);
        REQUIRE(error.findings().size() == 1);
        const int column = error.findings().front().where.column;
        REQUIRE(std::string(error.what()).find("column " + std::to_string(column)) != std::string::npos);
        return column;
    }
    return 0;
}

std::string why_refused(const std::string& text) {
    try {
        OpeningHours::parse(text);
    } catch (const core::Error& error) {
        return error.what();
    }
    return "accepted";
}

// "open until 2026-03-29T00:00:00Z", "closed", ...
std::string state(const std::string& hours, const std::string& at,
                  const std::string& zone = "Europe/Berlin") {
    const auto state = OpeningHours::parse(hours).at(core::parse_instant(at), zone);
    std::string text = state.open ? "open" : "closed";
    if (state.until) text += " until " + core::format_instant(*state.until);
    return text;
}

struct Sample {
    std::string kind;
    std::string value;
};

// Lines of oh_strings.csv: kind,value with RFC 4180 quotes and no embedded newlines.
std::vector<Sample> read_samples(const std::filesystem::path& file) {
    std::vector<Sample> samples;
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const auto comma = line.find(',');
        std::string value = line.substr(comma + 1);
        if (!value.empty() && value.front() == '"') {
            std::string plain;
            for (std::size_t i = 1; i + 1 < value.size(); ++i) {
                plain += value[i];
                if (value[i] == '"') ++i;
            }
            value = plain;
        }
        samples.push_back({line.substr(0, comma), value});
    }
    return samples;
}

}  // namespace

TEST_CASE("weekdays, ranges and several spans are read as the specification means them") {
    const auto week = OpeningHours::parse("Mo-Fr 10:00-13:00,14:00-20:00; Sa,Su 9:30-18:00").week();
    CHECK(week[monday] == std::vector<Span>{{600, 780}, {840, 1200}});
    CHECK(week[friday] == week[monday]);
    CHECK(week[saturday] == std::vector<Span>{{570, 1080}});
    CHECK(week[sunday] == week[saturday]);
}

TEST_CASE("a rule after a semicolon replaces the weekdays that it names, one after a comma adds to them") {
    const auto replaced = OpeningHours::parse("Mo-Fr 10:00-16:00; Tu 12:00-18:00; Fr off").week();
    CHECK(replaced[monday] == std::vector<Span>{{600, 960}});
    CHECK(replaced[tuesday] == std::vector<Span>{{720, 1080}});
    CHECK(replaced[friday].empty());
    const auto added = OpeningHours::parse("Mo-Fr 08:00-12:00, Tu 14:00-18:00").week();
    CHECK(added[tuesday] == std::vector<Span>{{480, 720}, {840, 1080}});
    CHECK(added[monday] == std::vector<Span>{{480, 720}});
}

TEST_CASE("equivalent spellings mean the same week") {
    const auto same = [](const char* a, const char* b) {
        INFO(a << " and " << b);
        CHECK(OpeningHours::parse(a).week() == OpeningHours::parse(b).week());
    };
    same("24/7", "Mo-Su 00:00-24:00");
    same("24/7", "00:00-00:00");
    same("22:00-26:00", "22:00-02:00");
    same("Th,Sa-Mo 10:00-12:00", "Mo,Th,Sa,Su 10:00-12:00");
    same("  mo ,  TU: 10:00 - 12:00 ;", "Mo-Tu 10:00-12:00");
    same("10:00-12:00; Tu-We closed", "Mo,Th-Su 10:00-12:00");
    same("Mo12:00-14:00", "Mo 12:00-14:00");
    same("off", "Mo-Su off");
}

TEST_CASE("what is not understood is refused at its column") {
    CHECK(refused_at("") == 1);
    CHECK(refused_at("   ") == 4);
    CHECK(refused_at("Mo-Fr 10:00-20:00; PH off") == 20);
    CHECK(why_refused("Mo-Fr 10:00-20:00; PH off").find("public holidays are not supported") !=
          std::string::npos);
    CHECK(refused_at("Mo-Su,PH 10:00-20:00") == 7);
    CHECK(refused_at("SH off") == 1);
    CHECK(refused_at("Mo-Tr 17:00-20:00") == 4);
    CHECK(refused_at("Mon 10:00-12:00") == 1);
    CHECK(refused_at("Mo 10-12") == 6);
    CHECK(refused_at("Mo 10:00") == 9);
    CHECK(refused_at("Mo 10:00-20:60") == 13);
    CHECK(refused_at("Mo 10:00-20:5") == 13);
    CHECK(refused_at("Mo 24:00-26:00") == 4);
    CHECK(refused_at("Mo 10:00-48:01") == 10);
    CHECK(refused_at("Mo 100:00-20:00") == 4);
    CHECK(refused_at("Mo 10:00-20:00+") == 15);
    CHECK(refused_at("Mo 10:00-20:00 \"by appointment\"") == 16);
    CHECK(refused_at("Mo 10:00-20:00 || off") == 16);
    CHECK(refused_at("Mo 12:00-14:00; sunrise-sunset") == 17);
    CHECK(refused_at("Dec 24 off") == 1);
    CHECK(refused_at("Mo 10:00-12:00,") == 16);
    CHECK(refused_at("Mo 10:00–12:00") == 9);
    CHECK(refused_at("ä") == 1);
    CHECK(refused_at("Mo-Fr") == 6);
    CHECK(refused_at("Mo 24/7") == 1);
    CHECK(refused_at("Mo 10:00-12:00, Tu off") == 20);
    CHECK(refused_at("Mo 10:00-12:00;; Tu off") == 16);
    CHECK(refused_at("Mo 10:00-12:00 16:00-18:00") == 16);
    CHECK(refused_at(std::string(100'000, ';')) == 1001);
}

TEST_CASE("a night that a later rule may or may not cut is refused, and a comma keeps it") {
    CHECK(refused_at("22:00-02:00; Tu 12:00-14:00") == 14);
    CHECK(refused_at("Fr 10:00-02:00; Sa 10:00-20:00") == 17);
    CHECK(refused_at("Mo-Sa 10:00-01:00; Su off") == 20);
    CHECK(refused_at("Sa 10:00-20:00; Fr 10:00-02:00") == 0);
    CHECK(refused_at("Fr 10:00-24:00; Sa 10:00-20:00") == 0);
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

TEST_CASE(
    "of the strings of opening_hours.js each is understood or refused, and none that must fail is accepted") {
    const auto file = test::shared_data("tenants/opening-hours/oh_strings.csv");
    if (!file) {
        WARN("shared data is absent: skipped");
        return;
    }
    // They fail there only because their test asks for points in time instead of spans.
    const std::set<std::string> fine_here = {"Mo 12:00-14:00", "Mo-Fr 08:00-16:00"};
    std::size_t accepted = 0;
    for (const auto& sample : read_samples(*file)) {
        INFO(sample.kind << ": " << sample.value);
        const int column = refused_at(sample.value);
        CHECK(column <= static_cast<int>(sample.value.size()) + 1);
        if (column == 0) ++accepted;
        if (sample.kind == "ShouldFail" && fine_here.count(sample.value) == 0) CHECK(column > 0);
        if (column == 0)
            CHECK_NOTHROW(OpeningHours::parse(sample.value).at(core::Instant{}, "Europe/Berlin"));
    }
    CHECK(accepted >= 60);
}
