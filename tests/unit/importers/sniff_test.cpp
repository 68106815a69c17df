#include "importers/sniff.hpp"

#include <catch2/catch.hpp>

using namespace std::string_view_literals;
using mallctl::importers::Kind;
using mallctl::importers::sniff;

TEST_CASE("formats of plans are told from their first bytes") {
    CHECK(sniff("PK\x03\x04rest").kind == Kind::zip);
    CHECK(sniff("\xEF\xBB\xBF \n {\"type\"").kind == Kind::json);
    CHECK(sniff("AC1015").kind == Kind::dwg);
    CHECK(sniff("AC10, or how we drew").kind == Kind::other);
    CHECK(sniff("  0\r\nSECTION\r\n  2\r\nHEADER\r\n").kind == Kind::dxf);
    CHECK(sniff("<?xml version='1.0'?>\n<osm version='0.6'>").kind == Kind::osm_xml);
    CHECK(sniff("\0\0\0\x0D\x0A\x09OSMHeader\x18\x06"sv).kind == Kind::osm_pbf);
    CHECK(sniff("AC1032\0\0\0"sv).kind == Kind::dwg);
    CHECK(sniff("\0\0\x27\x0A"sv).kind == Kind::shapefile);
    CHECK(sniff("fgb\x03"
                "fgb\x01"sv)
              .kind == Kind::flatgeobuf);
    std::string database("SQLite format 3\0"sv);
    database.resize(512);
    CHECK(sniff(database).kind == Kind::other);
    CHECK(sniff(database.replace(68, 4, "GPKG")).kind == Kind::gpkg);
    CHECK(sniff("\x1E{\"type\":\"Feature\"").kind == Kind::json);
    CHECK(sniff("999\nmade by hand\n0\nSECTION\n2\nHEADER\n").kind == Kind::dxf);
}

TEST_CASE("everything else is told by a name that people know, and the way out") {
    const std::pair<std::string_view, const char*> samples[] = {
        {"\xFF\xD8\xFF\xE0\0\x10JFIF"sv, "JPEG"},
        {"AutoCAD Binary DXF\r\n\x1A\0"sv, "binary DXF"},
        {"%PDF-1.7\n"sv, "PDF"},
        {"\x89PNG\r\n\x1A\n"sv, "PNG"},
        {"SQLite format 3\0"sv, "SQLite"},
        {"AC-DC\1\2"sv, "unknown kind"},
        {"<?xml version='1.0'?>\n<osmChange version='0.6'>"sv, "OpenStreetMap changes"},
        {"<!DOCTYPE html><html>"sv, "web page"},
        {"<VRTDataset>"sv, "XML"},
        {""sv, "empty"},
        {"hello there"sv, "text that is neither"},
        {"\x01\x02\x03\x04"sv, "unknown kind"},
    };
    for (const auto& [bytes, word] : samples) {
        const auto sniffed = sniff(bytes);
        INFO(word);
        CHECK(sniffed.kind == Kind::other);
        CHECK(sniffed.what.find(word) != std::string::npos);
        CHECK_FALSE(sniffed.advice.empty());
    }
}
