#include "exporters/search/elasticsearch.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/clock.hpp"

using namespace mallctl;
using nlohmann::json;

namespace {

search::Corpus corpus() {
    search::Corpus corpus;
    search::Document offer;
    offer.kind = search::DocumentKind::offer;
    offer.slug = "rye_week";
    offer.names = {{"en", "Rye \"week\"\n"}};
    offer.store = "bakery";
    offer.from = core::parse_instant("2026-03-02T07:00:00Z");
    search::Document bakery;
    bakery.slug = "bakery";
    bakery.names = {{"de", "Bäckerei"}, {"en", "Bakery"}};
    bakery.aliases = {"Bun House"};
    bakery.category = "food.bakery.organic";
    corpus.documents = {offer, bakery};
    corpus.synonyms = {{"rye", {"rye, dark", "Roggen"}}};
    return corpus;
}

std::vector<json> lines(const search::Corpus& of, const std::string& index) {
    std::ostringstream out;
    exporters::write_bulk(of, index, out);
    std::istringstream in(out.str());
    std::vector<json> read;
    for (std::string line; std::getline(in, line);) read.push_back(json::parse(line));
    return read;
}

}  // namespace

TEST_CASE("a bulk request has two lines for each document, whatever its order in the corpus") {
    const auto bulk = lines(corpus(), "arcade");
    REQUIRE(bulk.size() == 4);
    CHECK(bulk[0] == json{{"index", {{"_index", "arcade"}, {"_id", "store:bakery"}}}});
    CHECK(bulk[1] == json{{"kind", "store"},
                          {"slug", "bakery"},
                          {"name", {"Bäckerei", "Bakery"}},
                          {"alias", {"Bun House"}},
                          {"category", {"food", "food.bakery", "food.bakery.organic"}},
                          {"popularity", 0}});
    CHECK(bulk[2]["index"]["_id"] == "offer:rye_week");
    CHECK(bulk[3]["name"] == json{"Rye \"week\"\n"});
    CHECK(bulk[3]["store"] == "bakery");
    CHECK(bulk[3]["from"] == "2026-03-02T07:00:00Z");
    auto turned = corpus();
    std::reverse(turned.documents.begin(), turned.documents.end());
    CHECK(lines(turned, "arcade") == bulk);
}

TEST_CASE("the mapping has every field that documents have, and the synonyms as Solr writes them") {
    const json mapping = json::parse(exporters::index_mapping(corpus()));
    const json& properties = mapping["mappings"]["properties"];
    for (const auto& line : lines(corpus(), "a")) {
        if (line.contains("index")) continue;
        for (const auto& [field, value] : line.items()) {
            INFO(field);
            CHECK(properties.contains(field));
        }
    }
    const json& analysis = mapping["settings"]["analysis"];
    CHECK(analysis["filter"]["said"]["synonyms"] == json{R"(rye\, dark, Roggen)"});
    CHECK(properties["name"]["search_analyzer"] == "asked");
}

TEST_CASE("a mall without synonyms has a mapping without a filter for them") {
    auto none = corpus();
    none.synonyms.clear();
    const json mapping = json::parse(exporters::index_mapping(none));
    CHECK_FALSE(mapping["settings"]["analysis"].contains("filter"));
    CHECK(mapping["mappings"]["properties"]["name"]["search_analyzer"] == "folded");
}
