#include <catch2/catch.hpp>

#include "catalog/columns/cell_text.hpp"
#include "catalog/columns/floors.hpp"

using namespace mallctl::catalog::columns;

TEST_CASE("white space of every kind is one space") {
    CHECK(tidy("  a\t\n b\xC2\xA0\xC2\xA0"
               "c\xE3\x80\x80") == "a b c");
    CHECK(tidy("\xE2\x80\x8B").empty());
    CHECK(tidy("\xE2\x80\x93") == "\xE2\x80\x93");
    CHECK(tidy("").empty());
}

TEST_CASE("references of HTML become what they stand for") {
    CHECK(decode_entities("Kids &amp; Family") == "Kids & Family");
    CHECK(decode_entities("Caf&eacute; &#39;s&#x2019; &Uuml;") == "Caf\xC3\xA9 's\xE2\x80\x99 \xC3\x9C");
    CHECK(decode_entities("&amp;lt;") == "&lt;");
    CHECK(decode_entities("A&B; &; &nonsense; &#xD800; &#0; &") == "A&B; &; &nonsense; &#xD800; &#0; &");
    CHECK(decode_entities("&#128512;") == "\xF0\x9F\x98\x80");
}

TEST_CASE("floors are told apart, with their building") {
    const FloorRules rules{{{"Ocean Terminal*", "ot"}, {"Vita- World", "vita"}},
                           {{"GF", "G"}, {"LCX", "3"}, {"*F", "*"}}};
    const auto levels = [&](const char* text) { return read_floors(text, rules).levels; };
    using Levels = std::vector<std::string>;
    CHECK(levels("Ocean Terminal - GF") == Levels{"ot/G"});
    CHECK(levels("Ocean Terminal, Facesss  - 2F") == Levels{"ot/2"});
    CHECK(levels("Vita- World - 10F") == Levels{"vita/10"});
    CHECK(levels("Ocean Terminal - LCX") == Levels{"ot/3"});
    CHECK(levels("Ocean Terminal - 2F-3F & GF") == Levels{"ot/2", "ot/3", "ot/G"});
    CHECK(read_floors("", rules).fault.empty());
    CHECK(read_floors(" - 2F", rules).fault == "it names no building");
    CHECK(read_floors("2F", rules).fault == "it names no building");
    CHECK(read_floors("Moon - 2F", rules).fault == "no building is given for \"Moon\"");
    CHECK(read_floors("Ocean Terminal - Attic", rules).fault == "no level is given for \"Attic\"");
    CHECK(read_floors("B1F;GF", {}).levels == Levels{"B1F", "GF"});
}
