// The schema of each kind against rows that the reader takes and rows that it refuses.
#include "catalog/json_schema.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "tests/unit/catalog/read_rows.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

bool has_type(const json& value, const std::string& type) {
    if (type == "string") return value.is_string();
    if (type == "number") return value.is_number();
    if (type == "integer") return value.is_number_integer();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "array") return value.is_array();
    if (type == "object") return value.is_object();
    FAIL("unknown type " << type);
    return false;
}

std::string check(const json& schema, const json& value);

std::string check_object(const json& schema, const json& value) {
    for (const auto& name : schema.value("required", json::array())) {
        if (!value.contains(name.get<std::string>())) return "lacks " + name.get<std::string>();
    }
    const json properties = schema.value("properties", json::object());
    for (const auto& [name, entry] : value.items()) {
        if (schema.contains("propertyNames")) {
            if (const auto why = check(schema["propertyNames"], name); !why.empty()) return name + " " + why;
        }
        if (properties.contains(name)) {
            if (const auto why = check(properties[name], entry); !why.empty()) return name + ": " + why;
        } else if (schema.contains("additionalProperties")) {
            const json& rest = schema["additionalProperties"];
            if (rest.is_boolean()) return "does not know " + name;
            if (const auto why = check(rest, entry); !why.empty()) return name + ": " + why;
        }
    }
    return {};
}

// The keywords of JSON Schema 2020-12 that our schemas use; any other fails the test. Empty: valid.
std::string check(const json& schema, const json& value) {
    for (const auto& [keyword, rule] : schema.items()) {
        if (keyword == "type") {
            const auto types = rule.is_array() ? rule : json::array({rule});
            const bool fits = std::any_of(types.begin(), types.end(),
                                          [&](const json& type) { return has_type(value, type); });
            if (!fits) return "is of another type than " + rule.dump();
        } else if (keyword == "const") {
            if (value != rule) return "is not " + rule.dump();
        } else if (keyword == "enum") {
            if (std::find(rule.begin(), rule.end(), value) == rule.end()) return "is none of " + rule.dump();
        } else if (keyword == "anyOf") {
            const bool fits = std::any_of(rule.begin(), rule.end(),
                                          [&](const json& one) { return check(one, value).empty(); });
            if (!fits) return "fits none of its forms";
        } else if (keyword == "pattern") {
            if (value.is_string() &&
                !std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())))
                return "does not match " + rule.dump();
        } else if (keyword == "minimum") {
            if (value.is_number() && value < rule) return "is too small";
        } else if (keyword == "maximum") {
            if (value.is_number() && value > rule) return "is too large";
        } else if (keyword == "maxLength") {
            if (value.is_string() && value.get<std::string>().size() > rule.get<std::size_t>())
                return "is too long";
        } else if (keyword == "items") {
            for (const auto& item : value.is_array() ? value : json::array()) {
                if (const auto why = check(rule, item); !why.empty()) return "item " + why;
            }
        } else if (keyword == "minItems") {
            if (value.is_array() && value.size() < rule.get<std::size_t>()) return "has too few items";
        } else if (keyword == "maxItems") {
            if (value.is_array() && value.size() > rule.get<std::size_t>()) return "has too many items";
        } else if (keyword == "properties") {
            if (value.is_object()) {
                if (const auto why = check_object(schema, value); !why.empty()) return why;
            }
        } else if (keyword == "additionalProperties" && !schema.contains("properties")) {
            if (value.is_object()) {
                if (const auto why = check_object(schema, value); !why.empty()) return why;
            }
        } else if (keyword != "description" && keyword != "title" && keyword != "$schema" &&
                   keyword != "format" && keyword != "required" && keyword != "propertyNames" &&
                   keyword != "additionalProperties") {
            FAIL("unknown keyword " << keyword);
        }
    }
    return {};
}

std::string check_row(const char* kind, const char* row) {
    return check(json::parse(catalog::json_schema(*catalog::find_kind(kind))), json::parse(row));
}

}  // namespace

TEST_CASE("the schema of each kind has every field, says what it is, and demands the key") {
    for (const auto& kind : catalog::kinds()) {
        const auto text = catalog::json_schema(kind);
        CHECK(text == catalog::json_schema(kind));
        const json schema = json::parse(text);
        CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
        CHECK(schema["required"] == json::array({kind.fields.front().name}));
        for (const auto& field : kind.fields) {
            CAPTURE(kind.name, field.name);
            REQUIRE(schema["properties"].contains(field.name));
            const std::string doc = schema["properties"][field.name]["description"];
            CHECK_THAT(doc, Catch::StartsWith(field.doc));
            const bool takes_null = check(schema["properties"][field.name], nullptr).empty();
            CHECK(takes_null == !field.required);
        }
    }
}

TEST_CASE("rows that the reader takes are valid") {
    const std::vector<std::pair<const char*, const char*>> rows = {
        {"mall",
         R"({"kind": "mall", "slug": "r", "name": {"en": "R", "de": null}, "time_zone": "Europe/Berlin"})"},
        {"mall", R"({"slug": "r", "currency": "EUR", "locales": ["en", "zh-Hant"], "hours": null})"},
        {"mall", R"({"slug": "r", "holidays": ["2026-12-25", "2026-12-26"]})"},
        {"mall", R"({"slug": "r", "holidays": "2026-12-25"})"},
        {"location", R"({"slug": "n", "location_kind": "qr", "level": 0, "point": [8.5, 49.4]})"},
        {"lease", R"({"slug": "l-1", "was": "l-0", "from": "2026-01-31", "base_rent": 12000.5, "to": null})"},
        {"lease", R"({"slug": "l-1", "turnover_rent": ["0:4", "1000000:5.5"], "units": "G-01"})"},
        {"offer",
         R"({"slug": "o", "from": "2026-01-31 18:00", "to": "2026-02-01T18:00:00+01:00", "cap": 10})"},
        {"offer", R"({"slug": "o", "audience": "near:50m:kiosk", "price": "3.36", "offer_kind": null})"},
        {"parking_zone", R"({"slug": "p", "area": [[[8, 49], [9, 49], [9, 50], [8, 49]]]})"},
        {"closure",
         R"({"slug": "c", "area": {"type": "Polygon", "coordinates": [[[8, 49], [9, 49], [9, 50], [8, 49]]]}})"},
        {"synonym", R"({"slug": "s", "words": ["trainers", "sneakers"]})"},
        {"pin", R"({"slug": "p", "query": "bread", "targets": ["store:bakery", "offer:rye_week"]})"},
        {"pin", R"({"slug": "p", "targets": "location:kiosk"})"},
        {"exclusion", R"({"slug": "e", "query": null, "target": "product:rye_sample"})"},
        {"unit", R"({"unit": "G-01@G", "name": "Bakery", "level": "G", "edited": ["name"]})"},
    };
    for (const auto& [kind, row] : rows) {
        CAPTURE(row);
        CHECK(check_row(kind, row) == "");
        const auto read = test::read_text(row, kind);
        CHECK(read.findings.empty());
        CHECK(read.rows.size() == 1);
    }
}

TEST_CASE("rows that the reader refuses are not valid") {
    const std::vector<std::pair<const char*, const char*>> rows = {
        {"store", R"({"name": "A"})"},
        {"store", R"({"slug": "a", "colour": "red"})"},
        {"store", R"({"slug": "Shoe Shop"})"},
        {"store", R"({"slug": "a", "name": null})"},
        {"store", R"x({"slug": "a", "website": "javascript:alert(1)"})x"},
        {"product", R"({"slug": "a", "price": -1})"},
        {"product", R"({"slug": "a", "stock": 1.5})"},
        {"offer", R"({"slug": "a", "discount": 101})"},
        {"offer", R"({"slug": "a", "from": "tomorrow"})"},
        {"offer", R"({"slug": "a", "audience": "near:kiosk"})"},
        {"location", R"({"slug": "a", "location_kind": "door"})"},
        {"parking_zone", R"({"slug": "a", "area": [[8, 49], [9, 49]]})"},
        {"synonym", R"({"slug": "a", "words": ["alone"]})"},
        {"synonym", R"({"slug": "a", "words": "alone"})"},
        {"pin", R"({"slug": "a", "targets": ["bakery"]})"},
        {"pin", R"({"slug": "a", "targets": ["tenant:acme"]})"},
        {"exclusion", R"({"slug": "a", "target": "store:Not a slug"})"},
    };
    for (const auto& [kind, row] : rows) {
        CAPTURE(row);
        CHECK(check_row(kind, row) != "");
        CHECK(test::read_text(row, kind).findings.size() == 1);
    }
    CHECK(check_row("store", R"({"kind": "tenant", "slug": "a"})") != "");
}
