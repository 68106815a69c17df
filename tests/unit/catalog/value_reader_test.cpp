// What each type of field takes and refuses, and where it says the fault is.
#include "catalog/reader/value_reader.hpp"

#include <catch2/catch.hpp>

#include "catalog/reader/areas.hpp"
#include "core/error.hpp"
#include "tests/unit/catalog/read_rows.hpp"

using namespace mallctl;
using catalog::FieldType;
using Strings = std::vector<std::string>;

namespace {

// Reads one text as a cell at line 1, column 1. `fault` is then "COLUMN: MESSAGE", or empty.
struct One {
    catalog::FieldValue value;
    std::string fault;
};

One read(FieldType type, const std::string& text, const std::string& zone = "Europe/Berlin") {
    catalog::RowFaults faults;
    catalog::ValueReader reader(faults);
    reader.amounts.set_currency("EUR");
    reader.times.set_zone(zone);
    catalog::Field field;
    field.name = "f";
    field.type = type;
    field.longest = type == FieldType::area ? 100'000 : 200;
    One one;
    const bool good = reader.read(field, {text, {1, 1}, true}, one.value);
    const auto found = faults.take({}, {});
    CHECK(good == found.empty());
    if (!found.empty()) one.fault = std::to_string(found[0].where.column) + ": " + found[0].message;
    return one;
}

std::string time_of(const std::string& text, const std::string& zone = "Europe/Berlin") {
    const auto one = read(FieldType::time, text, zone);
    return one.fault.empty() ? core::format_instant(std::get<core::Instant>(one.value)) : "refused";
}

}  // namespace

TEST_CASE("the example of every field is a value of its own type") {
    for (const auto& kind : catalog::kinds()) {
        for (const auto& field : kind.fields) {
            CAPTURE(kind.name, field.name, field.example);
            CHECK_FALSE(field.example.empty());
            const std::string& key = kind.fields.front().name;
            const bool is_key = field.name == key;
            const std::string heading = is_key ? key : key + "," + field.name;
            const std::string cells =
                (is_key ? "" : "\"" + kind.fields.front().example + "\",") + "\"" + field.example + "\"";
            const auto one = test::read_text(heading + "\n" + cells + "\n", kind.name);
            for (const auto& finding : one.diagnostics) FAIL_CHECK(finding.message);
            CHECK(one.rows.size() == 1);
        }
    }
}

TEST_CASE("numbers are checked by the bounds of their type") {
    CHECK(std::get<double>(read(FieldType::longitude, " -180 ").value) == -180);
    CHECK(std::get<double>(read(FieldType::heading, "360").value) == 0);
    CHECK(std::get<double>(read(FieldType::percent, "+12.5").value) == 12.5);
    CHECK(std::get<std::int64_t>(read(FieldType::integer, "9223372036854775807").value) == INT64_MAX);
    for (const char* text : {"180.1", "nan", "inf", "1e999", "0x10", "8,5", "8.5 ", "+-1", "1e", "--1"}) {
        CAPTURE(text);
        CHECK((read(FieldType::longitude, text).fault.empty()) == (std::string(text) == "8.5 "));
    }
    for (const char* text : {"-1", "1.5", "9223372036854775808", "1e3", "x", "0x1"}) {
        CAPTURE(text);
        CHECK(read(FieldType::integer, text).fault != "");
    }
    for (const char* text : {"-0.1", "100.1", "20%", "%"}) CHECK(read(FieldType::percent, text).fault != "");
    for (const char* text : {"true", "yes", "1"}) CHECK(std::get<bool>(read(FieldType::flag, text).value));
    for (const char* text : {"false", "no", "0"})
        CHECK_FALSE(std::get<bool>(read(FieldType::flag, text).value));
    for (const char* text : {"2", "y", "on", "wahr"}) CHECK(read(FieldType::flag, text).fault != "");
}

TEST_CASE("amounts become minor units, and say what is wrong with those that do not") {
    const auto minor = [](const char* text) {
        return std::get<std::int64_t>(read(FieldType::money, text).value);
    };
    CHECK(minor("12000.50") == 1200050);
    CHECK(minor("0") == 0);
    CHECK(minor("7.5") == 750);
    CHECK(minor("0000000000000000000001.00") == 100);
    CHECK(minor("92233720368547758.07") == INT64_MAX);
    for (const char* text :
         {"-1", "1,5", "1.", ".5", "1e9", "12 000", "92233720368547758.08", "1.505", "."}) {
        CAPTURE(text);
        CHECK(read(FieldType::money, text).fault != "");
    }
    CHECK_THAT(read(FieldType::money, "4.20 USD").fault, Catch::Contains("amounts are in EUR"));
    CHECK_THAT(read(FieldType::money, "$4.20").fault, Catch::Contains("amounts are in EUR"));
    CHECK_THAT(read(FieldType::money, "-4.20").fault, Catch::Contains("zero or more"));
    CHECK_THAT(read(FieldType::money, "4.205").fault, Catch::EndsWith("EUR has 2 decimals"));
}

TEST_CASE("tiers are written one way") {
    const auto tiers = [](const char* text) { return std::get<Strings>(read(FieldType::tiers, text).value); };
    CHECK(tiers("0:4; 1000000:5.50") == Strings{"0.00:4", "1000000.00:5.5"});
    CHECK(std::holds_alternative<std::monostate>(read(FieldType::tiers, " ; ").value));
    for (const char* text : {"0:4;0:5", "10:4;5:5", "0:101", "0:-1", "-1:4", "4", "0:4:5", "x:4", "0:"}) {
        CAPTURE(text);
        CHECK(read(FieldType::tiers, text).fault != "");
    }
    CHECK(read(FieldType::tiers, "0:4;0:5").fault.starts_with("5: "));
}

TEST_CASE("a time without an offset is on the mall's clock, over both changes of it") {
    CHECK(time_of("2026-01-31 18:00") == "2026-01-31T17:00:00Z");
    CHECK(time_of("2026-07-31T18:00:30") == "2026-07-31T16:00:30Z");
    CHECK(time_of("2026-03-29 01:59:59") == "2026-03-29T00:59:59Z");
    CHECK(time_of("2026-03-29 02:00") == "refused");
    CHECK(time_of("2026-03-29 02:30") == "refused");
    CHECK(time_of("2026-03-29 03:00") == "2026-03-29T01:00:00Z");
    CHECK(time_of("2026-10-25 01:59") == "2026-10-24T23:59:00Z");
    CHECK(time_of("2026-10-25 02:30") == "2026-10-25T00:30:00Z");  // the first of the two
    CHECK(time_of("2026-10-25 03:00") == "2026-10-25T02:00:00Z");
    CHECK(time_of("2026-10-26 00:00") == "2026-10-25T23:00:00Z");
    CHECK(time_of("2026-03-28 23:59") == "2026-03-28T22:59:00Z");
    CHECK_THAT(read(FieldType::time, "2026-03-29 02:30").fault,
               Catch::Contains("Europe/Berlin skip this time"));
    CHECK(time_of("2025-09-07 00:30", "America/Santiago") == "refused");  // summer time begins at midnight
    CHECK(time_of("2025-09-07 01:00", "America/Santiago") == "2025-09-07T04:00:00Z");
    CHECK(time_of("2011-12-30 12:00", "Pacific/Apia") == "refused");  // a day that was left out
    CHECK(time_of("2026-01-31T18:00:00+05:30") == "2026-01-31T12:30:00Z");
    CHECK(time_of("2026-01-31 18:00Z", "") == "2026-01-31T18:00:00Z");
    CHECK(time_of("2026-01-31 18:00", "") == "refused");
    for (const char* text :
         {"2026-01-31", "18:00", "2026-02-29 18:00", "2026-01-31 24:00", "2026-01-31 18:60",
          "2026-01-31 18:00:60", "2026-01-31 8:00", "31.01.2026 18:00", "2026-01-31 18:00 ",
          "2026-01-31  18:00", "2026-01-31 18:00+1", "0000-01-01 00:00", "2026-01-31 18:00 CET"}) {
        CAPTURE(text);
        CHECK((time_of(text) == "refused") == (std::string(text) != "2026-01-31 18:00 "));
    }
}

TEST_CASE("every minute of two years is the instant that the clock says") {
    for (const char* zone : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"}) {
        catalog::LocalTimes times;
        times.set_zone(zone);
        const auto begin = core::parse_instant("2025-12-31T00:00:00Z");
        for (int minute = 0; minute < 370 * 1440; minute += 7) {
            const core::Instant instant = begin + std::chrono::minutes{minute};
            const auto local = core::to_local(instant, zone);
            char text[32];
            std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d", local.year, local.month, local.day,
                          local.minute_of_day / 60, local.minute_of_day % 60);
            core::Instant read;
            REQUIRE_FALSE(times.read(text, read));
            const bool is_again =
                instant - read == std::chrono::hours{1} || instant - read == std::chrono::minutes{30};
            if (read != instant && !is_again) FAIL_CHECK(zone << " " << text);
        }
    }
}

TEST_CASE("areas are read from WKT and turned the right way") {
    const auto one =
        read(FieldType::area, "polygon((8 49,8 50,9 50,9 49,8 49),(8.2 49.2, 8.4 49.2, 8.4 49.4, 8.2 49.2))");
    CHECK(one.fault == "");
    const auto area = std::get<core::MultiPolygon>(one.value);
    REQUIRE(area.size() == 1);
    CHECK(area[0].rings[0] == core::Ring{{8, 49}, {9, 49}, {9, 50}, {8, 50}, {8, 49}});
    CHECK(area[0].rings[1][1] == core::Point{8.4, 49.4});
    CHECK(std::get<core::MultiPolygon>(read(FieldType::area, catalog::write_wkt_area(area)).value) == area);
    const auto two = std::get<core::MultiPolygon>(
        read(FieldType::area, "MULTIPOLYGON (((8 49, 9 49, 9 50, 8 49)), ((1 1, 2 1, 2 2, 1 1)))").value);
    CHECK(two.size() == 2);
    CHECK(catalog::write_wkt_area(two) ==
          "MULTIPOLYGON (((8 49, 9 49, 9 50, 8 49)), ((1 1, 2 1, 2 2, 1 1)))");
    CHECK(
        read(FieldType::area, R"({"type": "Polygon", "coordinates": [[[8, 49], [9, 49], [9, 50], [8, 49]]]})")
            .fault == "");
}

TEST_CASE("areas that are none are refused where the fault stands") {
    const std::vector<std::pair<const char*, int>> bad = {
        {"POINT (8 49)", 1},
        {"POLYGON Z ((8 49, 9 49, 9 50, 8 49))", 9},
        {"POLYGON EMPTY", 9},
        {"POLYGON ((8 49, 9 49, 8 49))", 10},
        {"POLYGON ((8 49, 9 49, 9 50, 8 49.1))", 10},
        {"POLYGON ((8 49, 9 49, 10 49, 8 49))", 10},
        {"POLYGON ((8 49, 181 49, 9 50, 8 49))", 17},
        {"POLYGON ((8 49, nan 49, 9 50, 8 49))", 17},
        {"POLYGON ((8 49, 9 49, 9 50, 8 49)", 34},
        {"POLYGON ((8 49, 9 49, 9 50, 8 49)) x", 36},
        {"[[[8, 49], [9, 49], [9, 50], [8, 48]]]", 2},
        {"[[[8, 49], [9, 49], [9, 50, 1], [8, 49]]]", 21},
        {"[[8, 49], [9, 49], [9, 50], [8, 49]]", 1},
        {"{\"type\": \"Point\", \"coordinates\": [8, 49]}", 11},
        {"[[[8, 49], [9, 49]", 19},
    };
    for (const auto& [text, column] : bad) {
        CAPTURE(text);
        CHECK(read(FieldType::area, text).fault.substr(0, 3).starts_with(std::to_string(column) + ":"));
    }
    std::string many = "POLYGON ((0 0";
    for (int i = 0; i < 5000; ++i) many += ", 1 1";
    CHECK_THAT(read(FieldType::area, many + "))").fault, Catch::Contains("at most 5000 points"));
    CHECK_THAT(read(FieldType::area, "POLYGON " + std::string(99'000, '(')).fault,
               Catch::Contains("two numbers"));
}

TEST_CASE("texts are refused for what they hold, with the place of it") {
    const auto refused = [](const std::string& line) {
        const auto read = test::read_text("kind: location\nslug: a\n" + line + "\n");
        return read.findings.empty() ? std::string("accepted") : read.findings[0];
    };
    CHECK(refused("lon: 181") == "-:3:6 M003");
    CHECK(refused("lat: '49,4'") == "-:3:7 M003");
    CHECK(refused("point: [8.5]") == "-:3:8 M003");
    CHECK(refused("point: [8.5, 91]") == "-:3:14 M003");
    CHECK(refused("heading: -1") == "-:3:10 M003");
    CHECK(refused("location_kind: door") == "-:3:16 M003");
    CHECK(refused("level: [1]") == "-:3:8 M003");
    CHECK(refused("level: \"a\\x01\"") == "-:3:9 M003");
    CHECK(refused("name: {german: x, de_DE: y}") == "-:3:19 M003");
    CHECK(refused("name: {de: [x]}") == "-:3:12 M003");
    CHECK(refused("name: [x]") == "-:3:7 M003");
    CHECK(refused("name: " + std::string(201, 'x')) == "-:3:7 M003");
    CHECK(refused("name: " + std::string(200, 'x')) == "accepted");
    for (const char* date :
         {"2026-02-29", "2026-13-01", "2026-1-1", "31.01.2026", "0000-01-01", "2026-01-31T00:00"}) {
        CAPTURE(date);
        CHECK(read(FieldType::date, date).fault != "");
    }
    CHECK(read(FieldType::date, "2024-02-29").fault == "");
    CHECK(test::read_text("kind: mall\nslug: a\ntime_zone: Berlin\ncurrency: DM\nlocales: [en, e]\n")
              .findings == Strings{"-:3:12 M003", "-:4:11 M003", "-:5:15 M003"});
    CHECK(test::read_text("kind: tenant\nslug: a\nemail: a@b@c\nwebsite: ftp://x\n").findings ==
          Strings{"-:3:8 M003", "-:4:10 M003"});
    CHECK(read(FieldType::audience, "near:0m:kiosk").fault != "");
    CHECK(std::get<std::string>(read(FieldType::audience, "segment:regulars").value) == "segment:regulars");
}

TEST_CASE(
    "dates are kept in ascending order, and each that is none, or is there twice, is told with its place") {
    CHECK(std::get<Strings>(read(FieldType::dates, "2027-01-01; 2026-12-25;").value) ==
          Strings{"2026-12-25", "2027-01-01"});
    CHECK(std::holds_alternative<std::monostate>(read(FieldType::dates, " ; ").value));
    CHECK_THAT(read(FieldType::dates, "2026-12-25;2026-02-30").fault,
               Catch::StartsWith("12: ") && Catch::Contains("not a day of the calendar"));
    CHECK(read(FieldType::dates, "25.12.2026").fault.starts_with("1: "));
    CHECK(read(FieldType::dates, "2026-12-25T00:00:00Z").fault.starts_with("1: "));
    CHECK_THAT(read(FieldType::dates, "2026-12-25;2026-12-25").fault, Catch::Contains("twice"));
    const auto many = [](int count) {
        std::string text;
        for (int i = 0; i < count; ++i) {
            const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(20'000 + i))};
            char date[16];
            std::snprintf(date, sizeof date, "%04d-%02u-%02u;", int(day.year()), unsigned(day.month()),
                          unsigned(day.day()));
            text += date;
        }
        return text;
    };
    CHECK(std::get<Strings>(read(FieldType::dates, many(1000)).value).size() == 1000);
    CHECK_THAT(read(FieldType::dates, many(1001)).fault, Catch::Contains("at most 1000 dates"));
    const auto listed = [](const std::string& yaml) {
        return test::read_text("kind: mall\nslug: a\nholidays: " + yaml + "\n").findings;
    };
    CHECK(listed("[2026-12-26, 2026-12-25]").empty());
    CHECK(listed("[2026-12-26, 2026-13-01, Easter]") == Strings{"-:3:24 M003", "-:3:36 M003"});
    CHECK(listed("{a: 2026-12-26}") == Strings{"-:3:11 M003"});
    CHECK(listed("2026-12-26").empty());
}

TEST_CASE("items of a list are checked each, with its place") {
    CHECK(std::get<Strings>(read(FieldType::list, "Ä; b;;c ").value) == Strings{"Ä", "b", "c"});
    CHECK(read(FieldType::list, "Ä; b;Ä").fault.starts_with("6: "));
    CHECK(read(FieldType::locales, "de; e").fault.starts_with("5: "));
    std::string many;
    for (int i = 0; i < 101; ++i) many += std::to_string(i) + ";";
    CHECK_THAT(read(FieldType::list, many).fault, Catch::Contains("at most 100 items"));
    CHECK_THAT(test::read_text("kind: store\nslug: a\nunits: [\"a;b\"]\n").diagnostics.at(0).message,
               Catch::Contains("an item holds no"));
}
