#include "catalog/json_row.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace mallctl;
using catalog::JsonRow;
using catalog::JsonRowForm;

namespace {

JsonRow read(const char* kind, std::string_view key, std::string_view text,
             JsonRowForm form = JsonRowForm::patch) {
    return catalog::read_json_row(*catalog::find_kind(kind), key, text, form, {"EUR", "Europe/Berlin"});
}

const catalog::FieldValue& value_of(const JsonRow& read, const char* field) {
    return read.row->values.at(catalog::field_index(*read.row->kind, field));
}

bool states(const JsonRow& read, const char* field) {
    return read.row->states(catalog::field_index(*read.row->kind, field));
}

// "/price M003", of the first finding.
std::string fault_of(const JsonRow& read) {
    if (read.row || read.findings.empty()) return "none";
    const auto& first = read.findings.front();
    return read.pointers.at(static_cast<std::size_t>(first.where.line)) + " " + first.code;
}

}  // namespace

TEST_CASE("a patch states what it names, and null empties") {
    const auto patch = read("product", "rye", R"({"price": {"amount_minor": 420, "currency": "EUR"},
        "stock": null, "tags": ["bread", "vegan"], "brand": "Zangolind", "id": "x"})");
    REQUIRE(patch.row);
    CHECK(patch.row->key() == "rye");
    CHECK(std::get<std::int64_t>(value_of(patch, "price")) == 420);
    CHECK(states(patch, "stock"));
    CHECK(std::holds_alternative<std::monostate>(value_of(patch, "stock")));
    CHECK(std::get<std::vector<std::string>>(value_of(patch, "tags")).size() == 2);
    CHECK_FALSE(states(patch, "name"));
    CHECK(patch.row->partial == 0);
}

TEST_CASE("amounts are read in decimals and in minor units of the mall's currency alone") {
    CHECK(std::get<std::int64_t>(value_of(read("product", "rye", R"({"price": 4.2})"), "price")) == 420);
    CHECK(std::get<std::int64_t>(
              value_of(read("product", "rye", R"({"price": {"amount_minor": 7}})"), "price")) == 7);
    CHECK(fault_of(read("product", "rye", R"({"price": {"amount_minor": 420, "currency": "USD"}})")) ==
          "/price/currency M003");
    CHECK(fault_of(read("product", "rye", R"({"price": {"amount_minor": 4.2}})")) ==
          "/price/amount_minor M003");
    CHECK(fault_of(read("product", "rye", R"({"price": {"amount_minor": -1}})")) ==
          "/price/amount_minor M003");
    CHECK(fault_of(read("product", "rye", R"({"price": {"amount_minor": 99999999999999999999}})")) ==
          "/price/amount_minor M003");
    CHECK(fault_of(read("product", "rye", R"({"price": {}})")) == "/price M003");
    CHECK(fault_of(read("product", "rye", R"({"price": {"amount_minor": 1, "amount_minor": 2}})")) ==
          "/price/amount_minor M003");
}

TEST_CASE("a patch of names is merged language by language, a whole row states them all") {
    const auto patch = read("store", "bakery", R"({"name": {"de": "Bäckerei", "fr": null}})");
    REQUIRE(patch.row);
    const std::size_t name = catalog::field_index(*patch.row->kind, "name");
    CHECK((patch.row->partial >> name & 1) == 1);
    const auto& names = std::get<core::Names>(patch.row->values[name]);
    CHECK(names == core::Names{{"de", "Bäckerei"}, {"fr", ""}});

    const auto whole = read("store", "bakery", R"({"name": {"de": "Bäckerei"}})", JsonRowForm::whole);
    REQUIRE(whole.row);
    CHECK(whole.row->partial == 0);
    CHECK(states(whole, "hours"));
    CHECK(std::holds_alternative<std::monostate>(value_of(whole, "hours")));

    CHECK(fault_of(read("store", "bakery", R"({"name": {"de": {"x": "y"}}})")) == "/name/de M003");
    CHECK(fault_of(read("store", "bakery", R"({"name": {"not a tag": "x"}})")) == "/name/not a tag M003");
    CHECK(fault_of(read("store", "bakery", R"({"name": {"de": "a", "de": "b"}})")) == "/name/de M003");
    CHECK(fault_of(read("store", "bakery", R"({"name": null})")) == "/name M003");
}

TEST_CASE("a whole row needs what its kind requires") {
    CHECK(fault_of(read("store", "bakery", "{}", JsonRowForm::whole)) == " M010");
    CHECK(read("store", "bakery", R"({"name": "Bakery"})", JsonRowForm::whole).row);
    const auto location =
        read("location", "north",
             R"({"name": "North", "location_kind": "entrance", "level": "G", "point": [8.5, 49.4]})",
             JsonRowForm::whole);
    REQUIRE(location.row);
    CHECK(std::get<double>(value_of(location, "lon")) == 8.5);
}

TEST_CASE("the key is the address's, the object's, or, in a patch, a new one") {
    CHECK(fault_of(read("store", "", R"({"name": "Bakery"})", JsonRowForm::whole)) == " M010");
    CHECK(read("store", "", R"({"slug": "bakery", "name": "B"})", JsonRowForm::whole).row->key() == "bakery");
    CHECK(read("store", "bakery", R"({"slug": "bakery"})").row->was.empty());
    const auto renamed = read("store", "bakery", R"({"slug": "baker"})");
    CHECK(renamed.row->key() == "baker");
    CHECK(renamed.row->was == "bakery");
    CHECK(fault_of(read("store", "bakery", R"({"slug": "baker", "name": "B"})", JsonRowForm::whole)) ==
          "/slug M003");
    CHECK(fault_of(read("store", "bakery", R"({"slug": null})")) == "/slug M003");
    CHECK(fault_of(read("store", "bakery", R"({"slug": "Not A Slug"})")) == "/slug M003");
    CHECK(fault_of(read("store", "BAD", R"({"name": "B"})")) == " M003");
}

TEST_CASE(
    "what a row is asked to hold is bounded: unknown keys are told so far, and names have so many "
    "languages") {
    std::string keys;
    std::string names;
    for (int i = 0; i < 5'000; ++i) {
        keys += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
        names += (i == 0 ? "\"de-x" : ",\"de-x") + std::to_string(i) + "\":\"N\"";
    }
    CHECK(read("store", "bakery", "{" + keys + "}").findings.size() == 21);
    for (const auto form : {JsonRowForm::patch, JsonRowForm::whole}) {
        const auto named = read("store", "bakery", "{\"name\":{" + names + "}}", form);
        CHECK(fault_of(named) == "/name M003");
        CHECK(named.findings.size() == 1);
    }
}

TEST_CASE("findings name the member, however the text is broken into lines") {
    const auto bad =
        read("store", "bakery", "{\"hours\":\n\"Mo-\", \"website\": \"javascript:alert(1)\",\n\"nam\": 1}");
    REQUIRE(bad.findings.size() == 3);
    std::vector<std::string> found;
    for (const auto& finding : bad.findings)
        found.push_back(bad.pointers.at(static_cast<std::size_t>(finding.where.line)));
    CHECK(found == std::vector<std::string>{"/hours", "/website", "/nam"});
    CHECK(fault_of(read("store", "bakery", R"({"tags": ["good", ["bad"]]})")).starts_with("/tags"));
    CHECK(fault_of(read("store", "bakery", R"({"a/b~c": 1})")) == "/a~1b~0c M002");
}

TEST_CASE("what is no JSON object of a row is refused, and nothing breaks") {
    for (const char* text : {"", " ", "null", "[]", "\"x\"", "{", "{\"name\"", "{\"name\": \"x\"} x",
                             "{\"name\": \"\\ud800\"}", "{\"name\": \"a\", \"name\": \"b\"}",
                             "[[[[[[[[[[[[[[[[", "{\"name\": tru}", "{\"name\": {\"en\": \"\xFF\"}}",
                             "{\"tags\": [[[[[[[[[[1]]]]]]]]]]}", "{\"name\": \"a\\u0000b\"}"}) {
        INFO(text);
        const auto read_row = read("store", "bakery", text);
        CHECK_FALSE(read_row.row);
        CHECK_FALSE(read_row.findings.empty());
    }
    CHECK_FALSE(read("store", "bakery", std::string(100'000, '[')).row);
    std::string many = "{";
    for (int i = 0; i < 70'000; ++i) many += "\"k" + std::to_string(i) + "\":1,";
    CHECK_FALSE(read("store", "bakery", many + "\"name\":\"x\"}").row);
}
