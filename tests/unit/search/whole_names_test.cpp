// A name, typed as it is, finds itself first. tests/bench/run search asks for every name of a larger mall.
#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "search/text/fold.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/script_mall.hpp"

using namespace mallctl;

namespace {

std::vector<std::string> cells_of(const std::string& line, char mark) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, mark);) cells.push_back(cell);
    return cells;
}

// Every `step`-th brand as a store; none where the shared data is absent.
search::Corpus real_brands(std::size_t step) {
    search::Corpus corpus;
    const auto file = test::shared_data("search/brands.tsv");
    if (!file) return corpus;
    std::istringstream lines(test::read_file(*file));
    std::string line;
    std::getline(lines, line);
    for (std::size_t number = 0; std::getline(lines, line); ++number) {
        if (number % step != 0) continue;
        auto cells = cells_of(line, '\t');
        cells.resize(7);
        corpus.documents.push_back(test::made_store(cells[0], {{"", cells[1]}}, "", cells_of(cells[4], '|'),
                                                    cells[6].empty() ? 0 : std::stod(cells[6])));
    }
    return corpus;
}

// The documents whose name has letters that no other name has.
std::vector<const search::Document*> with_names_of_their_own(const search::Corpus& corpus) {
    const auto bytes = search::make_fold_table();
    const search::FoldTable table(bytes);
    std::map<std::u32string, std::vector<const search::Document*>> by_letters;
    for (const search::Document& document : corpus.documents) {
        by_letters[table.fold(document.names.begin()->second).letters].push_back(&document);
    }
    std::vector<const search::Document*> alone;
    for (const auto& [letters, documents] : by_letters) {
        if (documents.size() == 1 && !letters.empty()) alone.push_back(documents.front());
    }
    return alone;
}

void check_names(const search::Corpus& corpus) {
    const test::OwnedIndex index(corpus);
    for (const search::Document* document : with_names_of_their_own(corpus)) {
        search::Query query;
        query.text = document->names.begin()->second;
        query.count_all = false;
        const search::Answer answer = index->search(query);
        if (answer.hits.empty() || answer.hits.front().slug != document->slug) {
            FAIL_CHECK(query.text << " finds "
                                  << (answer.hits.empty() ? "nothing" : answer.hits.front().name));
        }
    }
}

}  // namespace

TEST_CASE("a query that equals the name of a real brand puts that name first") {
    const search::Corpus corpus = real_brands(9);
    if (corpus.documents.empty()) {
        WARN("shared data is absent: skipped");
        return;
    }
    check_names(corpus);
}

TEST_CASE("a query that equals a name puts that name first in all scripts") {
    search::Corpus corpus = test::script_mall();
    corpus.pins.clear();
    corpus.exclusions.clear();
    corpus.documents.erase(std::remove_if(corpus.documents.begin(), corpus.documents.end(),
                                          [](const search::Document& one) { return one.to.has_value(); }),
                           corpus.documents.end());
    check_names(corpus);
}
