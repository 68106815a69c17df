// Close looks that stop early must not be seen in the hits.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "search/build.hpp"
#include "search/index.hpp"

using namespace mallctl;

namespace {

const std::vector<std::string> words = {"golden", "goose",  "coffee", "corner", "bank",   "star",
                                        "market", "harbor", "pizza",  "palace", "garden", "foods"};
const std::vector<std::string> categories = {"food.cafe", "fashion.shoes", "finance.bank", "food.pizza"};

search::Corpus random_mall(std::mt19937& draw) {
    search::Corpus corpus;
    corpus.locales = {"en"};
    for (int i = 0; i < 300; ++i) {
        search::Document document;
        document.slug = "s" + std::to_string(i);
        std::string& name = document.names["en"];
        for (auto left = 1 + draw() % 3; left > 0; --left) name += words[draw() % words.size()] + ' ';
        name.pop_back();
        document.category = categories[draw() % categories.size()];
        document.popularity = static_cast<double>(draw() % 5);
        corpus.documents.push_back(std::move(document));
    }
    return corpus;
}

std::vector<std::string> hits(const search::Index& index, const std::string& text, std::size_t limit) {
    search::Query query;
    query.text = text;
    query.limit = limit;
    query.count_all = false;
    std::vector<std::string> slugs;
    for (const auto& hit : index.search(query).hits) slugs.push_back(hit.slug);
    return slugs;
}

}  // namespace

TEST_CASE("few hits are the first of the hits when more are asked for") {
    std::mt19937 draw(6);
    for (int mall = 0; mall < 10; ++mall) {
        const auto built = search::build_index(random_mall(draw));
        const search::Index index(built.bytes);
        for (int question = 0; question < 60; ++question) {
            std::string text = words[draw() % words.size()];
            if (draw() % 2 == 0) text += ' ' + words[draw() % words.size()];
            if (draw() % 2 == 0) std::swap(text[text.size() / 2], text[text.size() / 2 - 1]);
            CAPTURE(mall, text);
            const auto more = hits(index, text, 40);
            for (const std::size_t limit : {1U, 3U, 10U}) {
                const auto end = more.begin() + static_cast<std::ptrdiff_t>(std::min(more.size(), limit));
                CHECK(hits(index, text, limit) == std::vector(more.begin(), end));
            }
        }
    }
}

TEST_CASE("a listing of everything lists as many as are asked for, in the order of the index") {
    std::mt19937 draw(7);
    const auto built = search::build_index(random_mall(draw));
    const search::Index index(built.bytes);
    const auto all = hits(index, "", 300);
    CHECK(all.size() == 300);
    CHECK(hits(index, "", 12) == std::vector(all.begin(), all.begin() + 12));
    CHECK(hits(index, "", 0).empty());
}
