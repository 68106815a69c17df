#include "core/escape.hpp"

#include <catch2/catch.hpp>

using namespace mallctl::core;

TEST_CASE("escaped markup holds nothing that opens a tag, an entity or ends an attribute") {
    CHECK(escape_markup("<a href=\"x\" title='y'>&") ==
          "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
}

TEST_CASE("strings of JSON escape quotes, backslashes and control characters alone") {
    std::string json;
    append_json_string(json, "a\"b\\c/\n\x1F\x7F\xC3\xA9");
    CHECK(json == "\"a\\\"b\\\\c/\\u000a\\u001f\x7F\xC3\xA9\"");
}

TEST_CASE("percent encoding keeps unreserved characters and those that it is told to") {
    CHECK(percent_encode("plan/Erdgeschoß 1.dxf", "/") == "plan/Erdgescho%C3%9F%201.dxf");
    CHECK(percent_encode("../a:b", "/") == "../a%3Ab");
    CHECK(percent_encode("aZ09-._~") == "aZ09-._~");
    CHECK(percent_encode("a/b%\xFF") == "a%2Fb%25%FF");
}
