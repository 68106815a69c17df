#include "search/query/rank.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/unit/search/small_mall.hpp"

namespace {

using namespace mallctl;
using search::Rank;
using test::make_store;
using test::SmallMall;

// Names over few words, so that many are alike.
std::string random_name(std::mt19937& random) {
    static const char* words[] = {"foot",  "locker", "foots", "h",    "m",      "&",   "café",   "cafe bar",
                                  "barca", "bar",    "red",   "redb", "und co", "ред", "咖啡馆", "müller"};
    std::string name;
    for (std::size_t count = 1 + random() % 3; count > 0; --count) {
        name += (name.empty() ? "" : " ") + std::string(words[random() % std::size(words)]);
    }
    return name;
}

std::vector<search::Document> random_stores(std::mt19937& random, std::size_t count) {
    std::vector<search::Document> stores;
    for (std::size_t i = 0; i < count; ++i) {
        stores.push_back(make_store("s" + std::to_string(i), random_name(random), "food.cafe", {"bar"}));
        if (random() % 3 == 0) stores.back().aliases = {random_name(random)};
        stores.back().popularity = static_cast<double>(random() % 100);
    }
    return stores;
}

Rank random_rank(std::mt19937& random) {
    Rank rank;
    rank.cost_bucket = static_cast<int>(random() % 2);
    rank.words_matched = static_cast<int>(random() % 2);
    rank.pin = static_cast<int>(random() % 3);
    rank.field = static_cast<search::Field>(random() % 2);
    if (random() % 2 == 0) rank.distance_m = static_cast<double>(random() % 2);
    rank.exact = random() % 2 == 0;
    rank.popularity = static_cast<std::uint8_t>(random() % 2);
    rank.cost = static_cast<int>(random() % 2);
    return rank;
}

}  // namespace

TEST_CASE("the parts of a rank decide in their order") {
    const auto first = [](const Rank& a, const Rank& b) {
        return search::ranks_before(a, 9, b, 1) && !search::ranks_before(b, 1, a, 9);
    };
    Rank worst;
    worst.cost_bucket = 1;
    worst.field = search::Field::alias;
    worst.cost = 3;
    Rank better = worst;
    better.cost = 2;
    CHECK(first(better, worst));
    worst = better;
    worst.cost = 0;
    better.popularity = 1;
    CHECK(first(better, worst));
    worst.popularity = 200;
    better.exact = true;
    CHECK(first(better, worst));
    worst.exact = true;
    better.exact = false;
    better.distance_m = 500;
    CHECK(first(better, worst));
    worst.distance_m = 10;
    better.field = search::Field::name;
    CHECK(first(better, worst));
    worst.field = search::Field::name;
    worst.pin = 2;
    better.pin = 1;
    CHECK(first(better, worst));
    worst.pin = 1;
    better.pin = 0;
    better.words_matched = 1;
    CHECK(first(better, worst));
    worst.words_matched = 2;
    better.cost_bucket = 0;
    CHECK(first(better, worst));
}

TEST_CASE("ranks order different documents strictly") {
    std::mt19937 random(3);
    for (int i = 0; i < 20'000; ++i) {
        const Rank ranks[] = {random_rank(random), random_rank(random), random_rank(random)};
        const auto before = [&](unsigned a, unsigned b) {
            return search::ranks_before(ranks[a], a, ranks[b], b);
        };
        REQUIRE(before(0, 1) != before(1, 0));
        REQUIRE_FALSE(before(0, 0));
        if (before(0, 1) && before(1, 2)) REQUIRE(before(0, 2));
    }
}

TEST_CASE("a query that equals a name puts that name first, always") {
    std::mt19937 random(17);
    for (int mall_number = 0; mall_number < 8; ++mall_number) {
        const std::vector<search::Document> stores = random_stores(random, 60);
        const SmallMall mall(stores);
        const search::FoldTable table(mall.view().fold_table());
        for (const search::Document& store : stores) {
            const std::string& name = store.names.at("en");
            if (table.fold(name).words.empty()) continue;  // "&"
            const search::Answer answer = mall.ask(name);
            CAPTURE(name);
            REQUIRE_FALSE(answer.hits.empty());
            CHECK(table.fold(answer.hits.front().name).letters == table.fold(name).letters);
            CHECK(answer.hits.front().score == 1);
            CHECK(answer.verdict.found);
        }
    }
}

TEST_CASE("another document changes the order of no two but by popularity") {
    std::mt19937 random(23);
    std::vector<search::Document> stores = random_stores(random, 25);
    // The most and the least wanted stay, so that the scale of popularity does.
    stores[0].popularity = 1000;
    const SmallMall mall(stores);
    std::vector<search::Document> more = stores;
    for (search::Document& store : random_stores(random, 10)) {
        store.slug = "more-" + store.slug;
        more.push_back(store);
    }
    const SmallMall larger(more);
    for (int i = 0; i < 200; ++i) {
        const std::string text = random_name(random).substr(0, 7);
        CAPTURE(text);
        std::vector<std::string> old;
        for (const search::Hit& hit : mall.ask(text, 30).hits) old.push_back(hit.slug);
        std::vector<std::string> kept;
        for (const search::Hit& hit : larger.ask(text, 60).hits) {
            if (std::find(old.begin(), old.end(), hit.slug) != old.end()) kept.push_back(hit.slug);
        }
        // Those beside which better ones were found may be left out, but none change places.
        std::size_t next = 0;
        for (const std::string& slug : kept) {
            const auto at = std::find(old.begin() + static_cast<std::ptrdiff_t>(next), old.end(), slug);
            REQUIRE(at != old.end());
            next = static_cast<std::size_t>(at - old.begin()) + 1;
        }
    }
}

TEST_CASE("a score falls with the cost and is 1 for what is exact") {
    search::Folded folded;
    folded.letters = U"starbucks";
    search::QueryText query;
    query.folded = &folded;
    Rank rank;
    double last = 2;
    for (rank.cost_bucket = 0; rank.cost_bucket < 100; ++rank.cost_bucket) {
        const double score = search::score_of(rank, query);
        CHECK(score < last);
        CHECK(score > 0);
        if (rank.cost_bucket == 0) CHECK(score == 1);
        last = score;
    }
}
