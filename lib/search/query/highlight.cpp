#include "search/query/highlight.hpp"

#include <algorithm>

#include "search/match/edit_cost.hpp"

namespace mallctl::search {

namespace {

bool is_written(const IndexView& index, SurfaceId number, DocumentId document, Field field) {
    const Surface surface = index.surface(number);
    return surface.document == document && surface.field == field && !index.is_derived(number);
}

bool is_shown(const IndexView& index, SurfaceId number, DocumentId document) {
    return is_written(index, number, document, Field::name) ||
           is_written(index, number, document, Field::alias);
}

// How many letters of `text` the typed ones stand for, which may end before it does.
std::size_t typed_part(std::u32string_view typed, std::u32string_view text) {
    std::size_t best = text.size();
    int least = edit_cost(typed, text, Tail::whole, no_match);
    // Two letters for one is the most that a cheap edit adds or takes.
    const std::size_t first = typed.size() > 4 ? typed.size() - 4 : 1;
    const std::size_t last = std::min(text.size(), typed.size() + 4);
    for (std::size_t letters = last; letters >= first; --letters) {
        const int cost = edit_cost(typed, text.substr(0, letters), Tail::whole, least);
        if (cost > least) continue;
        least = cost;
        best = letters;
    }
    return best;
}

Highlight bytes_of(const Folded& folded, std::size_t first, std::size_t end) {
    Highlight bytes{folded.sources[first].first, folded.sources[first].end};
    for (std::size_t i = first; i < end; ++i) {
        bytes.end = std::max<std::size_t>(bytes.end, folded.sources[i].end);
    }
    return bytes;
}

}  // namespace

std::string_view shown_name(const IndexView& index, DocumentId document,
                            const Matcher::DocumentMatch& match) {
    const bool shown = match.best.matched > 0 && is_written(index, match.surface, document, Field::name);
    return shown ? index.text_of(match.surface) : index.name_of(document);
}

std::string_view found_alias(const IndexView& index, DocumentId document,
                             const Matcher::DocumentMatch& match) {
    const bool found = match.best.matched > 0 && is_written(index, match.surface, document, Field::alias);
    return found ? index.text_of(match.surface) : std::string_view();
}

std::vector<Highlight> highlights_of(const IndexView& index, const FoldTable& table, const QueryText& query,
                                     const Matcher::DocumentMatch& match, std::string_view name) {
    std::vector<Highlight> highlights;
    if (match.best.matched == 0) return highlights;
    const Surface surface = index.surface(match.surface);
    if (!is_shown(index, match.surface, surface.document)) return highlights;
    const Folded folded = table.fold(name);
    if (folded.words.size() != surface.words.size()) return highlights;
    const std::u32string_view text = folded.letters;
    const std::u32string_view typed = query.folded->letters;
    for (const WordMatch& word : match.best.words) {
        if (word.surface != match.surface || word.synonym) continue;
        const std::size_t first = folded.words[word.text_first].first;
        std::size_t end = folded.words[word.text_end - 1U].end;
        if (word.prefix) {
            const std::size_t typed_first = query.folded->words[word.query_first].first;
            const std::size_t typed_end = query.folded->words[word.query_end - 1U].end;
            end = first + typed_part(typed.substr(typed_first, typed_end - typed_first),
                                     text.substr(first, end - first));
        }
        highlights.push_back(bytes_of(folded, first, end));
    }
    std::sort(highlights.begin(), highlights.end(),
              [](const Highlight& a, const Highlight& b) { return a.first < b.first; });
    std::vector<Highlight> apart;
    for (const Highlight& highlight : highlights) {
        if (!apart.empty() && highlight.first < apart.back().end) {
            apart.back().end = std::max(apart.back().end, highlight.end);
        } else {
            apart.push_back(highlight);
        }
    }
    return apart;
}

}  // namespace mallctl::search
