// What is said of a hit: the verdict, the parts of its name that were meant, and why it is there.
#include <catch2/catch.hpp>

#include "search/query/explain.hpp"
#include "search/query/highlight.hpp"
#include "search/query/verdict.hpp"
#include "tests/unit/search/small_mall.hpp"

namespace {

using namespace mallctl;
using test::make_store;
using test::SmallMall;

const SmallMall& mall() {
    static const SmallMall small({
        make_store("starbucks", "Starbucks", "food.cafe", {"coffee"}),
        make_store("mueller", "Drogerie Müller", "drugstore"),
        make_store("footlocker", "Foot Locker", "fashion.shoes", {"shoes"}),
        make_store("hm", "H&M", "fashion.clothes", {"clothes"}),
        make_store("weiss", "Weiß & Söhne", "jeweller"),
        make_store("yves", "Ив Роше", "perfumery", {}, {"Yves Rocher"}),
    });
    return small;
}

// The name of the first hit, or the alias that was found, with its highlights in brackets.
std::string marked(const std::string& text) {
    const search::Answer answer = mall().ask(text);
    if (answer.hits.empty()) return "";
    const search::Hit& hit = answer.hits.front();
    std::string name = hit.alias.empty() ? hit.name : hit.alias;
    for (auto highlight = hit.highlights.rbegin(); highlight != hit.highlights.rend(); ++highlight) {
        name.insert(highlight->end, "]");
        name.insert(highlight->first, "[");
    }
    return name;
}

}  // namespace

TEST_CASE("the words that were meant are marked, unfinished ones as far as they were typed") {
    CHECK(marked("starbucks") == "[Starbucks]");
    CHECK(marked("starb") == "[Starb]ucks");
    CHECK(marked("satrb") == "[Starb]ucks");
    CHECK(marked("muller") == "Drogerie [Müller]");
    CHECK(marked("mueller") == "Drogerie [Müller]");
    CHECK(marked("mül") == "Drogerie [Mül]ler");
    CHECK(marked("locker foot") == "[Foot] [Locker]");
    CHECK(marked("weiss") == "[Weiß] & Söhne");
    CHECK(marked("wei") == "[Wei]ß & Söhne");
}

TEST_CASE("words beside the name mark nothing in it, and an alias that was meant is told beside it") {
    CHECK(marked("foot locker shoes") == "[Foot] [Locker]");
    CHECK(marked("coffee") == "Starbucks");
    CHECK(marked("yves rocher") == "[Yves] [Rocher]");
    CHECK(marked("ив роше") == "[Ив] [Роше]");
    const search::Hit hit = mall().ask("yves rocher").hits.at(0);
    CHECK(hit.name == "Ив Роше");
    CHECK(hit.alias == "Yves Rocher");
    CHECK(mall().ask("ив роше").hits.at(0).alias.empty());
}

TEST_CASE("what was meant is found with its slips, and what is not here is not") {
    for (const char* text : {"starbucks", "Starbuks", "starbu", "foot locker", "coffee", "cofee", "footloker",
                             "s", "h and m", "h&m", "shoes", "clothes", "muller"}) {
        CAPTURE(text);
        const search::Verdict verdict = mall().ask(text).verdict;
        CHECK(verdict.found);
        CHECK(verdict.confidence >= search::found_at);
        CHECK_FALSE(verdict.category);
    }
    for (const char* text :
         {"adidas", "ikea", "zara home", "xyzzy", "decathlon", "puma shoes", "burger king"}) {
        CAPTURE(text);
        const search::Verdict verdict = mall().ask(text).verdict;
        CHECK_FALSE(verdict.found);
        CHECK(verdict.confidence < search::found_at);
    }
}

TEST_CASE("what is not here is told with the category that it is nearest to") {
    CHECK(mall().ask("puma shoes").verdict.category.value_or("none") == "fashion.shoes");
    CHECK(mall().ask("zara clothse").verdict.category.value_or("none") == "fashion.clothes");
    CHECK(mall().ask("zara clo thes").verdict.category.value_or("none") == "fashion.clothes");
    CHECK(mall().ask("puma sh").verdict.category.value_or("none") == "fashion.shoes");
    CHECK_FALSE(mall().ask("xyzzyqq").verdict.category);
}

TEST_CASE("an explanation names the rank in its order and what stands for what") {
    const search::Answer answer = mall().ask("Starbuks cofee");
    REQUIRE_FALSE(answer.hits.empty());
    const search::FoldTable table(mall().view().fold_table());
    const search::Folded folded = table.fold("Starbuks cofee");
    const auto lines = search::explanation_of(mall().view(), folded, answer.hits.front());
    REQUIRE(lines.size() == 9);
    CHECK(lines[0].starts_with("cost bucket "));
    CHECK(lines[1] == "words matched 2 of 2");
    CHECK(lines[2] == "no pin");
    CHECK(lines[3].starts_with("field "));
    CHECK(lines[4] == "no distance");
    CHECK(lines[5] == "not exact");
    CHECK(lines[6].starts_with("popularity "));
    CHECK(lines[7].starts_with("\"starbuks\" is \"starbucks\" of the name: cost "));
    CHECK(lines[8].starts_with("\"cofee\" is \"coffee\" of the "));
}
