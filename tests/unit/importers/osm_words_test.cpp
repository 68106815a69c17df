// The small words of OpenStreetMap: levels, lengths, tags in GDAL's packing, the order of a file.
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "importers/osm/guard.hpp"
#include "importers/osm/hstore.hpp"
#include "importers/osm/levels.hpp"
#include "importers/osm/tags.hpp"

using namespace mallctl;
using namespace mallctl::importers;
using osm::parse_levels;
using Levels = std::vector<double>;

TEST_CASE("levels are numbers, lists and ranges") {
    CHECK(parse_levels("0") == Levels{0});
    CHECK(parse_levels(" 0; 1 ") == Levels{0, 1});
    CHECK(parse_levels("1;0;1") == Levels{0, 1});
    CHECK(parse_levels("-1") == Levels{-1});
    CHECK(parse_levels("0-3") == Levels{0, 1, 2, 3});
    CHECK(parse_levels("-1-1") == Levels{-1, 0, 1});
    CHECK(parse_levels("-3--1") == Levels{-3, -2, -1});
    CHECK(parse_levels("0.5") == Levels{0.5});
    CHECK(parse_levels("-0.5-1.5") == Levels{-0.5, 0, 1, 1.5});
    CHECK(parse_levels("0;2-4;0.5") == Levels{0, 0.5, 2, 3, 4});
    CHECK(parse_levels("-0") == Levels{0});
}

TEST_CASE("a level that is none, or of no building, is not read") {
    for (const char* text : {"", ";", "ground", "1e3", "0-999999999", "-999999999", "201", "nan", "inf", "1-",
                             "3-1", "1-2-3", "0,5", "1 2", "--1", "0x10", "1;a"}) {
        INFO(text);
        CHECK_FALSE(parse_levels(text));
    }
    std::string many = "0";
    for (int i = 1; i < 5000; ++i) many += ";0." + std::to_string(i);
    CHECK_FALSE(parse_levels(many));
}

TEST_CASE("ordinals count away from the ground, and floors that are missing keep their place") {
    using Ordinals = std::map<double, int>;
    CHECK(osm::ordinals_of({-1, 0, 1}) == Ordinals{{-1, -1}, {0, 0}, {1, 1}});
    CHECK(osm::ordinals_of({0, 0.5, 1, 2}) == Ordinals{{0, 0}, {0.5, 1}, {1, 2}, {2, 3}});
    CHECK(osm::ordinals_of({-1, -0.5, 0}) == Ordinals{{-1, -2}, {-0.5, -1}, {0, 0}});
    CHECK(osm::ordinals_of({0, 3, 3.5, 4}) == Ordinals{{0, 0}, {3, 3}, {3.5, 4}, {4, 5}});
    CHECK(osm::level_text(-0.5) == "-0.5");
    CHECK(osm::level_text(2) == "2");
}

TEST_CASE("lengths are read in the units that mappers write") {
    CHECK(osm::metres_in("1.2") == 1.2);
    CHECK(osm::metres_in("1,2 m") == 1.2);
    CHECK(*osm::metres_in("90 cm") == Approx(0.9));
    CHECK(*osm::metres_in("3'") == Approx(0.9144));
    for (const char* text : {"", "wide", "-1", "0", "1.2.3", "1e2", "1 mile", "nan"}) {
        INFO(text);
        CHECK_FALSE(osm::metres_in(text));
    }
}

TEST_CASE("tags come out of GDAL's packing as they went in") {
    const osm::Tags tags =
        osm::parse_hstore(R"("a"=>"1","name"=>"The \"Old\" Shop \\ Bar","b:c"=>"x, y=>z")");
    CHECK(tags == osm::Tags{{"a", "1"}, {"b:c", "x, y=>z"}, {"name", R"(The "Old" Shop \ Bar)"}});
    CHECK(osm::parse_hstore("").empty());
    CHECK(osm::parse_hstore(R"("a"=>"1","b"=>"cut)") == osm::Tags{{"a", "1"}});
}

TEST_CASE("names are those in a language, not everything that begins so") {
    osm::Element element;
    element.tags = {
        {"name", "Bad"}, {"name:de", "Bad"}, {"name:zh-Hant", "B"}, {"name:etymology", "x"}, {"name:en", ""}};
    CHECK(osm::names_of(element) == core::Names{{"", "Bad"}, {"de", "Bad"}, {"zh-Hant", "B"}});
}

TEST_CASE("a file whose ways come before its nodes is put in order, and one in order stays as it is") {
    const std::string head = "<?xml version='1.0'?><!-- <node> --><osm version='0.6'>";
    const std::string node = "<node id='1' lat='1' lon='2'><tag k='note' v='a > b'/></node>";
    const std::string way = "<way id='1'><nd ref='1'/></way>";
    const std::string ordered = head + node + way + "</osm>";
    CHECK(osm::in_order(ordered) == ordered);
    const std::string sorted = osm::in_order(head + "<note>x</note>" + way + node + "</osm>");
    CHECK(sorted.find("<node id") < sorted.find("<way id"));
    CHECK(sorted.find(node) != std::string::npos);
    CHECK(sorted.ends_with("</osm>\n"));
    for (const char* text : {"", "<osm", "<osm><way", "<osm><way id='1'><node", "<osm><way/><node"}) {
        CHECK(osm::in_order(text) == text);
    }
}

TEST_CASE("a PBF that unpacks to more than it should is refused before it is unpacked") {
    // A blob that says raw_size 2^30, in a header that gives its size: fields 2, and 1 and 3.
    const std::string blob("\x10\x80\x80\x80\x80\x04", 6);
    const std::string header = std::string("\x0A\x09OSMHeader\x18", 12) + static_cast<char>(blob.size());
    const auto file = [&](const std::string& text) { return SourceFile{"x.pbf", "x.pbf", text}; };
    const std::string framed = std::string("\0\0\0", 3) + static_cast<char>(header.size()) + header;
    const auto message_of = [&](const std::string& text) -> std::string {
        try {
            osm::check_pbf(file(text));
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            return error.what();
        }
        return {};
    };
    CHECK(message_of(framed + blob).find("unpacks to more") != std::string::npos);
    CHECK(message_of(framed + blob.substr(0, 3)).find("cut short") != std::string::npos);
    CHECK(message_of(framed.substr(0, 9)).find("cut short") != std::string::npos);
    CHECK(message_of("").empty());
}
