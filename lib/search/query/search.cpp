#include "search/query/search.hpp"

#include "search/query/asked.hpp"
#include "search/query/intents.hpp"

namespace mallctl::search {

namespace {

bool says_something(const Intents& intents) {
    return !intents.levels.empty() || intents.open_now || intents.near_me;
}

// The words as they stand are a name, or begin one, letter by letter.
bool names_something(const Answer& answer) {
    return answer.verdict.found && !answer.hits.empty() && answer.hits.front().rank.cost_bucket == 0;
}

Filters with_intents(Filters filters, const Intents& intents) {
    if (!intents.levels.empty()) filters.levels = intents.levels;
    filters.open_now = filters.open_now || intents.open_now;
    return filters;
}

Answer ask_with_intents(const IndexView& index, const FoldTable& table, const Query& query,
                        const Intents& intents) {
    const bool by_distance =
        intents.near_me && query.sort == Sort::relevance && query.facts.distance_m != nullptr;
    const Sort sort = by_distance ? Sort::distance : query.sort;
    Answer answer = ask(index, table, query, intents.rest, with_intents(query.filters, intents), sort);
    answer.intents = intents;
    if (answer.verdict.found || (intents.levels.empty() && !intents.open_now)) return answer;
    Answer anywhere = ask(index, table, query, intents.rest, query.filters, sort);
    if (!anywhere.verdict.found) return answer;
    anywhere.intents = intents;
    anywhere.intents.relaxed = true;
    return anywhere;
}

}  // namespace

Answer search_index(const IndexView& index, const FoldTable& table, const Query& query) {
    const Intents intents = query.intents ? find_intents(query.text, table, query.levels) : Intents{};
    if (!says_something(intents)) return ask(index, table, query, query.text, query.filters, query.sort);
    Answer literal = ask(index, table, query, query.text, query.filters, query.sort);
    if (names_something(literal)) return literal;
    return ask_with_intents(index, table, query, intents);
}

}  // namespace mallctl::search
