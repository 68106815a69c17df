#include "search/match/match_cost.hpp"

#include <catch2/catch.hpp>

#include "tests/unit/search/small_mall.hpp"

namespace {

using namespace mallctl;
using test::make_store;
using test::SmallMall;

std::vector<search::Document> stores() {
    return {
        make_store("starbucks", "Starbucks", "food.cafe", {"coffee"}),
        make_store("hm", "H&M", "fashion.clothes", {"clothes"}),
        make_store("redbull", "Red Bull Store", "drinks", {"energy drinks"}),
        make_store("footlocker", "Foot Locker", "fashion.shoes", {"shoes"}),
        make_store("nike", "Nike", "fashion.shoes", {"shoes"}),
        make_store("mueller", "Müller", "drugstore"),
        make_store("jojoe", "Jo & Joe", "hotel"),
        make_store("dior", "Dior", "perfumery", {}, {"Christian Dior"}),
    };
}

}  // namespace

TEST_CASE("a name as it is written costs nothing, and nothing else does") {
    const SmallMall mall(stores());
    const search::Matcher::DocumentMatch match = mall.match("Foot Locker", "footlocker");
    CHECK(match.best.cost == 0);
    CHECK(match.best.exact);
    CHECK(match.best.matched == 2);
    CHECK(match.field == search::Field::name);
    for (const char* text :
         {"foot  lockers", "locker foot", "footlocker", "Foot", "Foot L", "foot locker shoes"}) {
        CAPTURE(text);
        CHECK(mall.cost(text, "footlocker") > 0);
        CHECK_FALSE(mall.match(text, "footlocker").best.exact);
    }
}

TEST_CASE("words may be joined, split, turned round, left out or joined by other words") {
    const SmallMall mall(stores());
    CHECK(mall.cost("redbull store", "redbull") <= 10);
    CHECK(mall.cost("star bucks", "starbucks") <= 10);
    CHECK(mall.cost("locker foot", "footlocker") <= 20);
    CHECK(mall.cost("red bull", "redbull") <= 30);
    CHECK(mall.cost("h and m", "hm") <= 5);
    CHECK(mall.cost("hm", "hm") <= 10);
    CHECK(mall.cost("hundm", "hm") <= 20);
    CHECK(mall.cost("joandjoe", "jojoe") <= 20);
    CHECK(mall.cost("fotlocker", "footlocker") <= 60);
    CHECK(mall.match("fotlocker", "nike").best.matched == 0);
}

TEST_CASE("accents, slips and beginnings cost little") {
    const SmallMall mall(stores());
    CHECK(mall.cost("muller", "mueller") == 0);
    CHECK(mall.cost("mueller", "mueller") <= 25);
    CHECK(mall.cost("Starbuks", "starbucks") <= 50);
    const search::Matcher::DocumentMatch match = mall.match("foot lo", "footlocker");
    CHECK(match.best.prefix);
    CHECK(match.best.matched == 2);
    CHECK(match.best.cost <= 30);
}

TEST_CASE("a word of the category or a tag stands beside the name, with its slips") {
    const SmallMall mall(stores());
    const search::Matcher::DocumentMatch match = mall.match("nike shose", "nike");
    CHECK(match.best.matched == 2);
    CHECK(match.field >= search::Field::tag);
    CHECK_FALSE(match.others.empty());
    REQUIRE(match.best.words.size() == 2);
    CHECK(match.best.words[0].surface == match.surface);
    CHECK(match.best.words[1].surface != match.surface);
    CHECK(match.best.cost < mall.cost("nike shose", "footlocker"));
    CHECK(mall.cost("nike xyzxyz", "nike") > match.best.cost);
}

TEST_CASE("a category is found by its words, in other languages too") {
    const SmallMall mall(stores());
    for (const char* text : {"coffee", "kaffee", "cofee", "caffè", "kaff"}) {
        CAPTURE(text);
        const search::Matcher::DocumentMatch match = mall.match(text, "starbucks");
        CHECK(match.best.matched == 1);
        CHECK(match.field >= search::Field::tag);
    }
}

TEST_CASE("an alias costs a little more than the name") {
    const SmallMall mall(stores());
    const search::Matcher::DocumentMatch match = mall.match("christian dior", "dior");
    CHECK(match.field == search::Field::alias);
    CHECK(match.best.exact);
    CHECK(match.best.cost > 0);
    CHECK(match.best.cost < mall.cost("christin dior", "dior"));
}

TEST_CASE("what a document costs does not depend on others") {
    auto documents = stores();
    const SmallMall mall(documents);
    documents.push_back(make_store("starbox", "Starbox", "food.cafe", {"coffee"}));
    documents.push_back(make_store("footwear", "Footwear Locker", "fashion.shoes", {"foot", "lockers"}));
    const SmallMall larger(documents);
    for (const char* text : {"Starbuks", "foot lokcer", "nike shoes", "h m", "christian", "coffee"}) {
        for (const search::Document& store : stores()) {
            CAPTURE(text, store.slug);
            CHECK(mall.cost(text, store.slug) == larger.cost(text, store.slug));
        }
    }
}

TEST_CASE("long and senseless queries are bounded") {
    const SmallMall mall(stores());
    std::string many;
    for (int i = 0; i < 3'000; ++i) many += i % 2 == 0 ? "foot " : "lokcer ";
    CHECK(mall.match(many, "footlocker").best.words.size() <= search::most_words);
    CHECK(mall.match(std::string(10'000, 'a'), "footlocker").best.matched == 0);
    CHECK(mall.match("", "footlocker").best.matched == 0);
}
