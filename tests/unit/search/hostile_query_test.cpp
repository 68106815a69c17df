// Queries that nobody means. Their times are measured by tests/bench/run search.
#include <malloc.h>

#include <catch2/catch.hpp>

#include "tests/support/hostile_texts.hpp"
#include "tests/support/script_mall.hpp"
#include "tests/support/sound_answer.hpp"

using namespace mallctl;

namespace {

search::Query query_for(const std::string& text) {
    search::Query query;
    query.text = text;
    return query;
}

void ask_all(const search::Index& index, const std::vector<test::HostileText>& texts) {
    for (const auto& hostile : texts) (void)index.search(query_for(hostile.text));
}

}  // namespace

TEST_CASE("any text has an answer, and a sound one") {
    const test::OwnedIndex index(test::script_mall());
    for (const auto& hostile : test::hostile_texts()) {
        INFO(hostile.what);
        const search::Query query = query_for(hostile.text);
        CHECK(test::fault_of(index->search(query), query, *index) == "");
    }
}

TEST_CASE("a store is found among controls, overrides and broken bytes") {
    const test::OwnedIndex index(test::script_mall());
    using namespace std::string_literals;
    for (const std::string& text :
         {"star\u202ebucks"s, "\u202bstarbucks\u202c"s, "s\u0301t\u0308arb\u0323ucks"s,
          "starbucks \xed\xa0\x80"s, "\xff starbucks"s, "starbucks\0"s,
          "\uff33\uff34\uff21\uff32\uff22\uff35\uff23\uff2b\uff33"s, "STAR\u200bBUCKS"s}) {
        const search::Answer answer = index->search(query_for(text));
        INFO(text);
        REQUIRE(!answer.hits.empty());
        CHECK(answer.hits.front().slug == "starbucks");
    }
}

TEST_CASE("a store is found at the head of a text that is cut off") {
    const test::OwnedIndex index(test::script_mall());
    const search::Answer answer = index->search(query_for("starbucks " + std::string(10240, ' ')));
    REQUIRE(!answer.hits.empty());
    CHECK(answer.hits.front().slug == "starbucks");
}

TEST_CASE("hostile texts leave no memory behind") {
    const test::OwnedIndex index(test::script_mall());
    const auto texts = test::hostile_texts();
    const auto held = [] { return static_cast<double>(mallinfo2().uordblks); };
    const double before = held();
    ask_all(*index, texts);
    const double warm = held();
    CHECK(warm - before < 32e6);
    for (int round = 0; round < 3; ++round) ask_all(*index, texts);
    CHECK(held() - warm < 64e3);
}

TEST_CASE("no limit, no hits, and a large limit, each document once") {
    const test::OwnedIndex index(test::script_mall());
    search::Query query = query_for("s");
    query.limit = 0;
    CHECK(index->search(query).hits.empty());
    query = query_for("");
    query.limit = 1'000'000;
    const search::Answer all = index->search(query);
    CHECK(test::fault_of(all, query, *index) == "");
    // One offer is not valid at the beginning of time.
    CHECK(all.hits.size() + 1 == index->document_count());
}
