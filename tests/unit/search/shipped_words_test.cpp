// The shipped synonyms as an index uses them.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "search/build.hpp"
#include "search/index.hpp"
#include "search/synonyms/shipped.hpp"

using namespace mallctl;

TEST_CASE("every shipped word finds the kind of shop that it is for first") {
    search::Corpus corpus;
    corpus.locales = {"en"};
    for (const auto& set : search::shipped_synonyms()) {
        search::Document document;
        document.slug = std::string(set.slug);
        // A name that is like no word.
        document.names["en"] = "Xq" + std::to_string(1000 + corpus.documents.size() * 37) + "vj";
        document.category = std::string(set.segments.front());
        corpus.documents.push_back(std::move(document));
    }
    const auto built = search::build_index(corpus);
    const search::Index index(built.bytes);
    search::Query query;
    query.limit = 1;
    query.count_all = false;
    for (const auto& set : search::shipped_synonyms()) {
        for (const auto& words : set.words) {
            for (const auto word : words) {
                // It is the last part of a category of restrooms, too.
                if (word == "wheelchair") continue;
                query.text = std::string(word);
                const auto answer = index.search(query);
                const std::string first = answer.hits.empty() ? "nothing" : answer.hits.front().slug;
                if (first != set.slug) FAIL_CHECK("'" << word << "' of " << set.slug << " finds " << first);
                if (!answer.verdict.found) FAIL_CHECK("'" << word << "' is not found");
            }
        }
    }
}
