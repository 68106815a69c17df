// Any bytes as a query against an index of all scripts. The first bytes choose filters, order and limit, the
// rest is the text.
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/script_mall.hpp"
#include "tests/support/sound_answer.hpp"

namespace {

using namespace mallctl;

constexpr std::size_t choices = 3;

const test::OwnedIndex& mall() {
    static const test::OwnedIndex index(test::script_mall());
    return index;
}

// Levels, hours, offers and distances that depend on the document's number alone.
search::DocumentFacts made_facts() {
    search::DocumentFacts facts;
    facts.distance_m = [](search::DocumentId document) -> std::optional<double> {
        if (document % 7 == 0) return std::nullopt;
        return 13.0 * document;
    };
    facts.levels = [](search::DocumentId document) {
        return std::vector<std::string>{document % 2 ? "1" : "0"};
    };
    facts.is_open = [](search::DocumentId document) -> std::optional<bool> {
        if (document % 5 == 0) return std::nullopt;
        return document % 3 != 0;
    };
    facts.has_offer = [](search::DocumentId document) { return document % 4 == 0; };
    return facts;
}

search::Query chosen(std::uint8_t filters, std::uint8_t facts, std::uint8_t limit) {
    search::Query query;
    if (filters & 1) query.filters.levels = {"1"};
    if (filters & 2) query.filters.category = "food";
    if (filters & 4) query.filters.open_now = true;
    if (filters & 8) query.filters.has_offer = true;
    if (filters & 16) query.filters.kinds = {search::DocumentKind::store, search::DocumentKind::product};
    query.sort = static_cast<search::Sort>((filters >> 5) % 3);
    if (facts & 1) query.facts = made_facts();
    if (facts & 2)
        query.levels = {{0, "0", "EG", {"ground floor"}}, {1, "1", "OG1", {"first floor", "1. Stock"}}};
    query.intents = (facts & 4) == 0;
    query.count_all = (facts & 8) == 0;
    query.at = core::Instant{std::chrono::seconds{facts & 16 ? 1500 : 0}};
    query.limit = limit % 40;
    return query;
}

bool same(const search::Answer& a, const search::Answer& b) {
    return a.total == b.total && std::equal(a.hits.begin(), a.hits.end(), b.hits.begin(), b.hits.end(),
                                            [](const search::Hit& one, const search::Hit& other) {
                                                return one.document == other.document &&
                                                       one.score == other.score;
                                            });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < choices) return 0;
    search::Query query = chosen(data[0], data[1], data[2]);
    query.text = fuzz::to_text(data + choices, size - choices);
    const search::Index& index = *mall();
    const search::Answer answer = index.search(query);
    const std::string fault = test::fault_of(answer, query, index);
    fuzz::require(fault.empty(), fault);
    fuzz::require(same(answer, index.search(query)), "the same query has the same answer");
    return 0;
}
