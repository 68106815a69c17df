// The texts that features come in, however they are written.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "importers/features/feature.hpp"

using namespace mallctl;
using importers::features::Collection;

namespace {

Collection open(const std::string& text) {
    Collection collection(importers::SourceFile{"plan.geojson", "plan.geojson", text});
    collection.open({});
    return collection;
}

std::string with_name(const std::string& name) {
    return fmt::format(R"({{"type":"Feature","geometry":null,"properties":{{"name":{}}}}})", name);
}

// The names of all features, read one after the other.
std::vector<std::string> names(const std::string& text) {
    Collection collection = open(text);
    std::vector<std::string> result;
    for (std::size_t i = 0; i < collection.size(); ++i) {
        result.push_back(collection.peek(i).member("properties").text("name").value_or(""));
    }
    return result;
}

std::string refusal(const std::string& text) {
    try {
        names(text);
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        return error.what();
    }
    return {};
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a sequence of features is read line by line, with or without record separators") {
    const std::string a = with_name("\"a\"");
    const std::string b = with_name("\"b\"");
    CHECK(names(a) == Names{"a"});
    CHECK(names(a + "\n" + b) == Names{"a", "b"});
    CHECK(names(a + "\r\n" + b + "\r\n\n") == Names{"a", "b"});
    CHECK(names("\x1E" + a + "\n\x1E" + b + "\n") == Names{"a", "b"});
    CHECK(refusal(a + "\n" + b + "\n{\"type\":").find("ends too early (line 3") != std::string::npos);
    CHECK_FALSE(refusal(a + "\n7").empty());
    CHECK_FALSE(refusal(a + "\n" + b + "]").empty());
    CHECK_FALSE(refusal(a + std::string("\n\0", 2)).empty());
}

TEST_CASE("the features are found wherever their member stands in the object") {
    const std::string list = fmt::format("[{},{}]", with_name("\"a\""), with_name("\"b\""));
    CHECK(names(fmt::format(R"({{"features":{},"type":"FeatureCollection"}})", list)) == Names{"a", "b"});
    CHECK(names(fmt::format("\xEF\xBB\xBF \n{{\"type\":\"FeatureCollection\", \"bbox\":[0,0,1,1],\n"
                            "\"features\" : {} , \"x\":{{\"features\":[1]}}}}\n",
                            list)) == Names{"a", "b"});
    CHECK(names(R"({"type":"FeatureCollection","features":[ ]})").empty());
    // A Feature may have a foreign member of that name (RFC 7946 section 6.1).
    CHECK(names(R"({"type":"Feature","features":[1],"geometry":null,"properties":{"name":"one"}})") ==
          Names{"one"});
}

TEST_CASE("of a key that an object has twice the last counts") {
    CHECK(names(R"({"type":"Feature","geometry":null,"properties":{"name":"first","name":"last"}})") ==
          Names{"last"});
    CHECK(names(fmt::format(R"({{"type":"FeatureCollection","features":[{}],"features":[{}]}})",
                            with_name("\"first\""), with_name("\"last\""))) == Names{"last"});
}

TEST_CASE("escapes, quotes and brackets in texts do not end them") {
    CHECK(names(with_name(R"("]}\"\\")")) == Names{"]}\"\\"});
    CHECK(names(with_name(R"("\\u0000")")) == Names{"\\u0000"});
    CHECK(names(with_name(R"("\ud83d\ude00")")) == Names{"\xF0\x9F\x98\x80"});
    CHECK(refusal(with_name(R"("\u0000")")).find("NUL") != std::string::npos);
    CHECK_FALSE(refusal(with_name(R"("\ud83d")")).empty());
    CHECK_FALSE(refusal(with_name(R"("\ude00")")).empty());
    CHECK_FALSE(refusal(with_name("\"\xC3\x28\"")).empty());
    CHECK_FALSE(refusal(with_name("\"\n\"")).empty());
}

TEST_CASE("numbers of any size are read") {
    CHECK(names(with_name("99999999999999999999")) == Names{"1e+20"});
    CHECK(names(with_name("18446744073709551615")) == Names{"18446744073709551615"});
    CHECK(names(with_name("-3")) == Names{"-3"});
    CHECK(names(with_name("2.50")) == Names{"2.5"});
    CHECK(refusal(with_name("1e999")).find("too large") != std::string::npos);
    CHECK_FALSE(refusal(with_name("01")).empty());
}

TEST_CASE("a fault is named by its line and column in the whole text") {
    const std::string good = with_name("\"a\"");
    const std::string text =
        fmt::format("{{\"type\":\"FeatureCollection\",\"features\":[\n{},\n{},\n{}]}}", good, good,
                    R"({"type":"Feature","properties":{"name":nope},"geometry":null})");
    CHECK(refusal(text).find("syntax error at line 4, column ") != std::string::npos);
    const std::string comma =
        fmt::format("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n{}]}}", good, good);
    CHECK(refusal(comma).find("syntax error at line 3, column ") != std::string::npos);
    const std::string head = "{\"type\":\"FeatureCollection\",\n\"name\":tru,\"features\":[" + good + "]}";
    CHECK(refusal(head).find("line 2") != std::string::npos);
}

TEST_CASE("a feature can be read again, and in any order") {
    Collection collection = open(with_name("\"a\"") + "\n" + with_name("\"b\""));
    core::Diagnostics findings;
    CHECK(collection.read(1, findings).properties.text("name") == "b");
    CHECK(collection.read(0, findings).properties.text("name") == "a");
    CHECK(collection.read(1, findings).number == 2);
    CHECK(findings.empty());
}

TEST_CASE("features are read to the end though the text before them is given back") {
    std::string text;
    std::vector<std::string> expected;
    for (int i = 0; text.size() < (std::size_t{10} << 20); ++i) {
        expected.push_back(fmt::format("{:0>1000}", i));
        text += with_name('"' + expected.back() + '"') + "\n";
    }
    Collection collection = open(text);
    REQUIRE(collection.size() == expected.size());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < collection.size(); ++i) {
        collection.release(i);
        if (collection.peek(i).member("properties").text("name") != expected[i]) ++wrong;
    }
    CHECK(wrong == 0);
}
