#include "search/query/verdict.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

// The cost at which it is as likely as not that something else was meant: about one slip of the common kinds
// for each four letters typed.
double even_cost(std::size_t letters) {
    return 20 + 16 * static_cast<double>(letters);
}

// A word of a category stands for one typed when it is no farther than this for each letter.
constexpr std::size_t near_for_letter = 10;

bool is_near(const QueryText& query, const WordMatch& match) {
    const Word& first = query.folded->words[match.query_first];
    const Word& last = query.folded->words[match.query_end - 1U];
    return match.cost <= near_for_letter * (last.end - first.first);
}

}  // namespace

double confidence_of(const QueryText& query, const Matcher::DocumentMatch& match) {
    if (match.best.matched == 0) return 0;
    const double relative = static_cast<double>(match.best.cost) / even_cost(query.folded->letters.size());
    return 1 / (1 + relative * relative * relative * relative);
}

Verdict verdict_of(const IndexView& index, const QueryText& query, Matcher& matcher,
                   const Matcher::DocumentMatch* first) {
    Verdict verdict;
    if (first != nullptr) verdict.confidence = confidence_of(query, *first);
    verdict.found = verdict.confidence >= found_at;
    if (verdict.found) return verdict;
    int least = 0;
    for (GroupId group = 0; group < index.group_count(); ++group) {
        if (!index.is_category(group)) continue;
        const auto [begin, end] = index.surfaces_of_group(group);
        for (SurfaceId surface = begin; surface < end; ++surface) {
            const SurfaceMatch match = matcher.match_surface(surface);
            const bool near = std::any_of(match.words.begin(), match.words.end(),
                                          [&](const WordMatch& word) { return is_near(query, word); });
            if (!near || (verdict.category && match.cost >= least)) continue;
            verdict.category = index.group_name(group);
            least = match.cost;
        }
    }
    return verdict;
}

}  // namespace mallctl::search
