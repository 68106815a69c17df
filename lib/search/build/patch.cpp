#include "search/build/patch.hpp"

#include <algorithm>
#include <utility>

#include "search/build/patched_surfaces.hpp"
#include "search/build/terms.hpp"

namespace mallctl::search {

namespace {

// The words of the surfaces of a run, where it is one of owners that are kept.
std::span<const U24> kept_words(const IndexView& before, const OwnerRun& run) {
    const auto& arrays = before.arrays();
    const std::uint32_t first = arrays.word_starts[arrays.first_surface[run.first]];
    return arrays.words.subspan(first, arrays.word_starts[arrays.first_surface[run.end]] - first);
}

// By word: whether a surface that is kept or a new one has it.
std::vector<std::uint8_t> used_words(const IndexView& before, const PatchedSurfaces& surfaces,
                                     const WordLists& added, std::size_t words) {
    std::vector<std::uint8_t> used(words, 0);
    for (TermId term = 0; term < before.dictionary().term_count(); ++term) {
        const auto postings = before.postings(term);
        const bool any = std::any_of(postings.begin(), postings.end(), [&](std::uint32_t surface) {
            return surfaces.number_of[surface] != format::none;
        });
        used[term] = any ? 1 : 0;
    }
    for (const WordId word : added.words) used[word] = 1;
    return used;
}

class WordWriter {
  public:
    WordWriter(const TermNumbers& terms, format::OwnedArrays& arrays) : terms_(terms), arrays_(arrays) {}

    void add_kept(std::span<const U24> words) {
        for (const std::uint32_t word : words) {
            const std::uint32_t compound = word & format::compound_word;
            add(terms_.of_word[word ^ compound], compound);
        }
    }

    void add_new(const WordLists& lists, std::uint32_t first, std::uint32_t end) {
        for (auto i = first; i < end; ++i) {
            add(terms_.of_word[lists.words[i]], lists.compound[i] ? format::compound_word : 0);
        }
    }

  private:
    void add(TermId term, std::uint32_t compound) {
        if (compound != 0) arrays_.term_flags[term] |= format::compound_term;
        arrays_.words[next_++] = U24(term | compound);
    }

    const TermNumbers& terms_;
    format::OwnedArrays& arrays_;
    std::size_t next_ = 0;
};

void write_patched_words(const IndexView& before, const OwnerRuns& runs, const NewOwners& added,
                         const TermNumbers& terms, format::OwnedArrays& arrays) {
    arrays.words.resize(arrays.word_starts.back());
    // Then there are no words, unless somebody made them up.
    if (terms.of_terms.empty()) return;
    WordWriter writer(terms, arrays);
    for (const OwnerRun& run : runs.all()) {
        if (run.kept) {
            writer.add_kept(kept_words(before, run));
        } else {
            writer.add_new(added.lists, added.lists.starts[added.arrays.first_surface[run.first]],
                           added.lists.starts[added.arrays.first_surface[run.end]]);
        }
    }
}

using Posting = std::pair<TermId, std::uint32_t>;

std::vector<Posting> new_postings(const PatchedSurfaces& surfaces, const WordLists& lists,
                                  const TermNumbers& terms) {
    std::vector<Posting> postings;
    for (std::size_t i = 0; i < surfaces.added.size(); ++i) {
        for (auto k = lists.starts[i]; k < lists.starts[i + 1]; ++k) {
            postings.emplace_back(terms.of_word[lists.words[k]], surfaces.added[i]);
        }
    }
    std::sort(postings.begin(), postings.end());
    postings.erase(std::unique(postings.begin(), postings.end()), postings.end());
    return postings;
}

// Writes the surfaces of a term that are kept, as they are numbered now, from `at` on; where they end.
std::size_t write_kept(std::span<const U24> postings, const PatchedSurfaces& surfaces, std::size_t at,
                       std::vector<U24>& to) {
    for (const std::uint32_t surface : postings) {
        const std::uint32_t number = surfaces.number_of[surface];
        to[at] = U24(number);
        at += number != format::none ? 1 : 0;
    }
    return at;
}

// The surfaces that are kept of each term before, and the new ones among them.
void write_patched_postings(const IndexView& before, const PatchedSurfaces& surfaces,
                            const std::vector<Posting>& added, const TermNumbers& terms,
                            format::OwnedArrays& arrays) {
    const std::size_t terms_before = before.dictionary().term_count();
    std::vector<U24>& postings = arrays.postings;
    // One more: where the last that is gone is written.
    postings.resize(before.arrays().postings.size() + added.size() + 1);
    arrays.posting_starts.reserve(terms.of_terms.size() + 1);
    std::size_t at = 0;
    auto next = added.begin();
    for (TermId term = 0; term < terms.of_terms.size(); ++term) {
        arrays.posting_starts.push_back(U24(static_cast<std::uint32_t>(at)));
        const auto first = postings.begin() + static_cast<std::ptrdiff_t>(at);
        const WordId word = terms.of_terms[term];
        if (word < terms_before) at = write_kept(before.postings(word), surfaces, at, postings);
        const auto kept_end = postings.begin() + static_cast<std::ptrdiff_t>(at);
        for (; next != added.end() && next->first == term; ++next) postings[at++] = U24(next->second);
        const auto end = postings.begin() + static_cast<std::ptrdiff_t>(at);
        if (!surfaces.ascending) {
            std::sort(first, end);
        } else if (first != kept_end && kept_end != end) {
            std::inplace_merge(first, kept_end, end);
        }
    }
    arrays.posting_starts.push_back(U24(static_cast<std::uint32_t>(at)));
    postings.resize(at);
}

}  // namespace

void write_patched(const IndexView& before, const OwnerRuns& runs, const NewOwners& added,
                   const Vocabulary& vocabulary, const SynonymSets& synonyms, format::OwnedArrays& arrays) {
    const PatchedSurfaces surfaces = write_patched_surfaces(before, runs, added, arrays);
    const TermNumbers terms = write_dictionary(
        vocabulary, synonyms, used_words(before, surfaces, added.lists, vocabulary.size()), arrays);
    write_patched_words(before, runs, added, terms, arrays);
    write_patched_postings(before, surfaces, new_postings(surfaces, added.lists, terms), terms, arrays);
}

}  // namespace mallctl::search
