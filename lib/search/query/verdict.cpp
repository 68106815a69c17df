#include "search/query/verdict.hpp"

#include <algorithm>

#include "search/match/match_weights.hpp"

namespace mallctl::search {

namespace {

// The doubt for each letter typed at which it is as likely as not that something else was meant: about one
// slip of the common kinds for each four letters.
constexpr double even_for_letter = 20;

// Costs order the documents that there are; whether what was meant is among them is another question. A word
// that is answered by nothing speaks against it more than a slip does, and so do words of the name that
// nobody typed; one answered by the category says little, as the mall has other shops of the kind.
constexpr double superfluous_doubt = 3;
constexpr double beside_doubt = 2;
constexpr double missing_doubt = 2;
// Of a slip where only the category is meant: "cofee" is coffee, while an unfinished word may become a name
// that is not here as well as the word of a category: "tele" is no television.
constexpr double kind_doubt = 2;
constexpr double unfinished_kind_doubt = 10;

double doubt_of(const QueryText& query, const Matcher::DocumentMatch& match) {
    int own = 0;
    int beside = 0;
    bool unfinished = false;
    std::uint32_t answered = 0;
    for (const WordMatch& word : match.best.words) {
        (word.surface == match.surface ? own : beside) += word.cost;
        unfinished = unfinished || word.prefix;
        for (std::size_t i = word.query_first; i < word.query_end; ++i) answered |= std::uint32_t{1} << i;
    }
    int superfluous = 0;
    for (std::size_t i = 0; i < query.folded->words.size(); ++i) {
        const Word& word = query.folded->words[i];
        if (((answered >> i) & 1) == 0 && !word.connector) {
            superfluous += weights::superfluous(word.end - word.first);
        }
    }
    const int missing = match.best.cost - own - beside - superfluous;
    // Beside a name there may be words of the category; alone they are a wish for any shop of the kind.
    const bool kind_alone = match.field >= Field::tag && match.others.empty();
    if (kind_alone) {
        return (unfinished ? unfinished_kind_doubt : kind_doubt) * own + superfluous_doubt * superfluous +
               missing_doubt * (missing - weights::no_name);
    }
    return own + beside_doubt * beside + superfluous_doubt * superfluous + missing_doubt * missing;
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
    // One letter begins many names, and whatever it begins may be meant.
    if (query.folded->letters.size() == 1) return found_at;
    const auto letters = static_cast<double>(query.folded->letters.size());
    const double relative = std::max(0.0, doubt_of(query, match)) / (even_for_letter * letters);
    return 1 / (1 + relative * relative * relative * relative);
}

Verdict verdict_of(const IndexView& index, const QueryText& query, Matcher& matcher,
                   const Matcher::DocumentMatch* first) {
    Verdict verdict;
    if (first != nullptr) verdict.confidence = confidence_of(query, *first);
    verdict.found = verdict.confidence >= found_at;
    if (verdict.found) return verdict;
    int least = 0;
    for (const SurfaceId surface : matcher.category_surfaces_near(near_for_letter)) {
        const SurfaceMatch match = matcher.match_surface(surface, verdict.category ? least : no_match);
        const bool near = std::any_of(match.words.begin(), match.words.end(),
                                      [&](const WordMatch& word) { return is_near(query, word); });
        const std::string_view name = index.group_name(index.surface(surface).group);
        // Of a category and the wider one that has its words too, the narrower.
        const bool nearer = !verdict.category || match.cost < least ||
                            (match.cost == least && name.size() > verdict.category->size());
        if (!near || !nearer) continue;
        verdict.category = name;
        least = match.cost;
    }
    return verdict;
}

}  // namespace mallctl::search
