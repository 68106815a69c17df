#include <catch2/catch.hpp>

#include "catalog/columns/mapping.hpp"
#include "core/error.hpp"

using namespace mallctl;
using catalog::columns::parse_mapping;

namespace {

// The findings of a mapping that is refused, "LINE:COLUMN CODE MESSAGE; ADVICE" each.
std::vector<std::string> faults(const std::string& text) {
    std::vector<std::string> lines;
    try {
        parse_mapping(text, "m.yaml", "store");
    } catch (const core::Error& error) {
        CHECK(error.fault() == core::Fault::rejected);
        for (const auto& finding : error.findings()) {
            CHECK(finding.where.file == "m.yaml");
            lines.push_back(std::to_string(finding.where.line) + ":" + std::to_string(finding.where.column) +
                            " " + finding.code + " " + finding.message +
                            (finding.advice.empty() ? "" : "; " + finding.advice));
        }
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a mapping names the columns that it needs, each once") {
    const auto mapping = parse_mapping(
        "kind: store\n"
        "skip: {type: [Office*, \"\"]}\n"
        "fields:\n"
        "  slug: {template: \"{{{id}}}-{name}\", do: [slug]}\n"
        "  name:en: name\n"
        "  units: {column: number, do: [numbers], level: floor}\n",
        "m.yaml", "stores");
    CHECK(mapping.kind->name == "store");
    REQUIRE(mapping.columns.size() == 5);
    CHECK(mapping.columns[0].name == "type");
    CHECK(mapping.columns[1].name == "id");
    CHECK(mapping.columns[1].where.line == 4);
    CHECK(mapping.columns[4].name == "floor");
    REQUIRE(mapping.fields.size() == 3);
    CHECK(mapping.fields[0].value.pieces.size() == 4);
    CHECK(mapping.fields[1].locale == "en");
    CHECK(mapping.fields[2].level);
}

TEST_CASE("every fault of a mapping is told with its place") {
    CHECK(faults("fields:\n  slug: id\n  nam: x\n") ==
          Lines{"3:3 M002 a store has no field \"nam\"; did you mean \"name\"?"});
    CHECK(faults("feilds: {slug: id}\n") ==
          Lines{"1:1 M002 unknown key \"feilds\" of the mapping; did you mean \"fields\"?"});
    CHECK(faults("fields:\n  slug: {column: id, do: [trm]}\n") ==
          Lines{"2:27 M003 unknown step \"trm\"; did you mean \"trim\"?"});
    CHECK(faults("fields: {name: x}\n").front().find("M010") != std::string::npos);
    CHECK(faults("fields: {slug: {column: a, value: b}}\n").front().find("needs one of") !=
          std::string::npos);
    CHECK(faults("fields: {slug: {do: [trim]}}\n").size() == 1);
    CHECK(faults("fields: {slug: {template: \"{a\"}}\n").front().find("brace") != std::string::npos);
    CHECK(faults("fields: {slug: {column: a, do: [{split: []}]}}\n").size() == 1);
    CHECK(faults("fields: {slug: {column: a, do: [{trim: x}]}}\n").front().find("takes no value") !=
          std::string::npos);
    CHECK(faults("fields: {slug: {column: a, do: [split]}}\n").front().find("needs a value") !=
          std::string::npos);
    CHECK(faults("fields: {slug: {column: a, do: [{map: {\"a*b*\": \"*\"}}]}}\n").front().find("M003") !=
          std::string::npos);
    CHECK(faults("fields: {slug: {column: a, do: [{numbers: {rages: false}}]}}\n")
              .front()
              .find("did you mean \"ranges\"?") != std::string::npos);
    CHECK(faults("fields: {slug: a, slug: b}\n").front().find("M002") != std::string::npos);
    CHECK(faults("fields: {slug: a, hours:en: b}\n").front().find("has no languages") != std::string::npos);
    CHECK(faults("fields: {slug: a}\n---\nfields: {slug: a}\n").front().find("one YAML document") !=
          std::string::npos);
    CHECK(faults("kind: store\n") == Lines{"1:1 M003 the mapping has no \"fields\""});
    CHECK(faults("").front().find("empty") != std::string::npos);
    CHECK(faults("fields: [\n").front().find("M006") != std::string::npos);
    CHECK(faults("fields: \xFF\n").front().find("M008") != std::string::npos);
    CHECK(faults(std::string(2 << 20, ' ')).front().find("M009") != std::string::npos);
}

TEST_CASE("the kind of a mapping and that of the command line are one") {
    const std::string text = "kind: tenant\nfields: {slug: a}\n";
    CHECK(parse_mapping(text, "m.yaml", "").kind->name == "tenant");
    CHECK_THROWS_WITH(parse_mapping(text, "m.yaml", "store"), "--kind says store, the mapping says tenant");
    CHECK_THROWS_WITH(parse_mapping("fields: {slug: a}", "m.yaml", ""),
                      "the mapping does not say of which kind the rows are");
}
