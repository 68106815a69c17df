// What a document is worth for a query depends on nothing but itself, on random malls.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/script_mall.hpp"
#include "tests/support/sound_answer.hpp"

using namespace mallctl;

namespace {

using Draw = std::mt19937;

const std::vector<std::string> syllables = {"ka", "fe", "ro", "mi", "shu", "lan", "ter", "bo", "st", "er",
                                            "ца", "ло", "να", "ρι", "咖",  "啡",  "ま",  "크", "ก",  "را"};

std::string word(Draw& draw) {
    std::string text;
    for (std::size_t count = 1 + draw() % 3; count > 0; --count) text += syllables[draw() % syllables.size()];
    return text;
}

std::string phrase(Draw& draw, std::size_t most) {
    std::string text = word(draw);
    for (std::size_t count = draw() % most; count > 0; --count)
        text += (draw() % 6 == 0 ? " & " : " ") + word(draw);
    return text;
}

search::Document document(Draw& draw, std::size_t number) {
    search::Document made;
    made.slug = "d" + std::to_string(number);
    made.kind = draw() % 3 == 0 ? search::DocumentKind::product : search::DocumentKind::store;
    made.names = {{"", phrase(draw, 3)}};
    if (draw() % 3 == 0) made.aliases = {phrase(draw, 2)};
    if (draw() % 4 == 0) made.tags = {word(draw)};
    if (draw() % 2 == 0) made.category = word(draw) + "." + word(draw);
    return made;
}

// A text that is like one of the names, or like none.
std::string question(Draw& draw, const search::Corpus& corpus) {
    if (draw() % 3 == 0) return phrase(draw, 3);
    std::string text = corpus.documents[draw() % corpus.documents.size()].names.at("");
    for (std::size_t edits = draw() % 3; edits > 0 && text.size() > 2; --edits) {
        const std::size_t at = draw() % text.size();
        if (draw() % 2 == 0)
            text.erase(at, 1);
        else
            text.insert(at, 1, "aeoks "[draw() % 6]);
    }
    return text;
}

search::Query everything(const std::string& text) {
    search::Query query;
    query.text = text;
    query.limit = 1000;
    return query;
}

std::vector<std::string> slugs_of(const search::Answer& answer) {
    std::vector<std::string> slugs;
    for (const search::Hit& hit : answer.hits) slugs.push_back(hit.slug);
    return slugs;
}

std::vector<std::string> common(const std::vector<std::string>& slugs,
                                const std::vector<std::string>& others) {
    std::vector<std::string> both;
    for (const std::string& slug : slugs) {
        if (std::find(others.begin(), others.end(), slug) != others.end()) both.push_back(slug);
    }
    return both;
}

}  // namespace

TEST_CASE("a further document never changes the order of two others") {
    Draw draw(6);
    for (int mall = 0; mall < 30; ++mall) {
        search::Corpus corpus;
        for (std::size_t i = 0; i < 80; ++i) corpus.documents.push_back(document(draw, i));
        const test::OwnedIndex before(corpus);
        corpus.documents.push_back(document(draw, 1000));
        const test::OwnedIndex after(corpus);
        for (int asked = 0; asked < 40; ++asked) {
            const search::Query query = everything(question(draw, corpus));
            const auto first = slugs_of(before->search(query));
            const auto second = slugs_of(after->search(query));
            INFO("mall " << mall << ": " << query.text);
            CHECK(common(first, second) == common(second, first));
        }
    }
}

TEST_CASE("answers over random malls are sound, and filters only take hits away") {
    Draw draw(7);
    for (int mall = 0; mall < 20; ++mall) {
        search::Corpus corpus;
        for (std::size_t i = 0; i < 60; ++i) corpus.documents.push_back(document(draw, i));
        const test::OwnedIndex index(corpus);
        for (int asked = 0; asked < 40; ++asked) {
            search::Query query = everything(question(draw, corpus));
            INFO("mall " << mall << ": " << query.text);
            const auto all = slugs_of(index->search(query));
            CHECK(test::fault_of(index->search(query), query, *index) == "");
            query.filters.kinds = {search::DocumentKind::product};
            const search::Answer products = index->search(query);
            CHECK(test::fault_of(products, query, *index) == "");
            CHECK(common(all, slugs_of(products)) == common(slugs_of(products), all));
        }
    }
}

TEST_CASE("the parts of a corpus may come in any order") {
    Draw draw(8);
    for (int mall = 0; mall < 10; ++mall) {
        search::Corpus corpus;
        for (std::size_t i = 0; i < 60; ++i) corpus.documents.push_back(document(draw, i));
        const auto bytes = search::build_index(corpus).bytes;
        std::shuffle(corpus.documents.begin(), corpus.documents.end(), draw);
        CHECK(search::build_index(corpus).bytes == bytes);
    }
}
