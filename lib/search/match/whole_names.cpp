#include "search/match/whole_names.hpp"

#include <algorithm>

namespace mallctl::search {

namespace {

constexpr std::size_t most_names_compared = 65536;
constexpr std::size_t most_whole_names = 64;

std::ptrdiff_t times_of(TermId term, std::span<const TermAnswer> exact) {
    return std::count_if(exact.begin(), exact.end(),
                         [&](const TermAnswer& answer) { return answer.terms.first == term; });
}

}  // namespace

void add_whole_names(const IndexView& index, std::span<const TermAnswer> exact, std::size_t words,
                     Gathering& gathering) {
    const auto rarest = std::min_element(exact.begin(), exact.end(), [&](const auto& a, const auto& b) {
        return index.posting_count(a.terms) < index.posting_count(b.terms);
    });
    const auto postings = index.postings(rarest->terms);
    std::size_t names = 0;
    for (const SurfaceId surface : postings.first(std::min(postings.size(), most_names_compared))) {
        const auto terms = index.surface(surface).words;
        if (terms.size() != words || index.document_of(surface) == no_document) continue;
        const bool all = std::all_of(exact.begin(), exact.end(), [&](const TermAnswer& answer) {
            const TermId term = answer.terms.first;
            return std::count(terms.begin(), terms.end(), term) >= times_of(term, exact);
        });
        if (!all) continue;
        for (const TermAnswer& answer : exact) gathering.add(surface, answer);
        if (++names == most_whole_names) return;
    }
}

void tell_repeated(std::span<const TermAnswer> exact, Gathering& gathering) {
    for (std::size_t i = 0; i < exact.size(); ++i) {
        const TermId term = exact[i].terms.first;
        const auto times = times_of(term, exact);
        if (times > 1 && times_of(term, exact.first(i)) == 0) {
            gathering.expect_times(term, static_cast<int>(times));
        }
    }
}

}  // namespace mallctl::search
