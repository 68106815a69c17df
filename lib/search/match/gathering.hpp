// The documents that a query's parts lead to, and what each part costs where it is answered best.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/document_set.hpp"
#include "search/match/pieces.hpp"

namespace mallctl::search {

// Terms that answer a piece at a cost.
struct TermAnswer {
    TermRange terms;
    std::uint8_t first = 0;  // parts [first, end)
    std::uint8_t end = 0;
    std::uint16_t cost = 0;
    std::uint8_t words = 1;  // of a surface, that the terms stand for
};

// Memory is kept from one query to the next: one per thread.
class Gathering {
  public:
    // Forgets all; `parts`, `index` and `allowed` must outlive what follows.
    void begin(const IndexView& index, std::span<const Part> parts, const DocumentSet& allowed);

    // Documents found lie all over the arrays, and each array is reached through the one before: these fetch
    // into the cache what `add` will read of a surface, one step each. Many surfaces take a step, then all of
    // them the next.
    void expect_surface(SurfaceId surface) const { __builtin_prefetch(&owners_[surface]); }
    void expect(SurfaceId surface) const {
        const DocumentId document = index_->document_of(surface);
        if (document != no_document) __builtin_prefetch(&numbers_[document]);
    }
    // The same of the words of a surface: steps 0 and 1.
    void expect_words(SurfaceId surface, unsigned step) const;
    // The document of a surface that has the answer; one of a group is kept for `add_groups`.
    void add(SurfaceId surface, const TermAnswer& answer);
    // The members of the groups kept, small groups first and at most so many documents in all; the others are
    // as wide answers are. Gives the number of documents.
    std::size_t add_groups(std::size_t most);
    // Answers that are known of too many documents to go through: a document found by others is looked into
    // for them by `complete`.
    void add_wide(const TermAnswer& answer);
    std::span<const TermAnswer> wide() const { return wide_; }
    bool has_wide() const { return !wide_.empty() || !wide_groups_.empty(); }
    // Puts the wide answers in order; to be called before `complete`.
    void sort_wide();
    // Looks into a document for the wide answers, and adds it where it has any.
    bool complete(DocumentId document);
    // Fetches what `complete` will read, as above: steps 0, 1 and 2.
    void expect_complete(DocumentId document, unsigned step) const;

    // Of those found, in the order in which they were.
    std::size_t size() const { return documents_.size(); }
    DocumentId document(std::size_t number) const { return documents_[number]; }
    // Of its parts alone.
    int cost_of_parts(std::size_t number) const { return sums_[number]; }
    // What they may cost at least once `complete` has looked into it; nothing where that gains nothing.
    std::optional<int> least_when_complete(std::size_t number) const;
    // What a part costs there; its Part::missing where nothing answers it.
    int cost_of_part(std::size_t number, std::size_t part) const {
        return costs_[number * parts_.size() + part];
    }
    // That a term answers so many parts, each of which wants a word of its own in a surface.
    void expect_times(TermId term, int times) { repeated_.emplace_back(term, times); }
    // With the words of its surface that nothing in the query stands for, and those that stand for several
    // parts of it.
    int estimate(std::size_t number) const;

  private:
    struct Seen {
        SurfaceId surface = 0;        // the first that led to it
        std::uint32_t answered = 0;   // parts answered by that, a bit each
        std::uint8_t words = 0;       // of that surface, which these parts stand for
        std::uint32_t completed = 0;  // for so many wide answers
    };
    struct GroupAnswer {
        GroupId group = 0;
        SurfaceId surface = 0;
        std::uint32_t members = 0;
        TermAnswer answer;
        std::uint32_t before = 0;  // the place, from 1, of another answer of the group; 0: none
    };

    std::size_t number_of(DocumentId document, SurfaceId surface);
    void add_group(SurfaceId surface, const TermAnswer& answer);
    void add_document(DocumentId document, SurfaceId surface, const TermAnswer& answer, int more);
    bool look_into(SurfaceId surface, DocumentId document);
    std::uint32_t wide_count() const {
        return static_cast<std::uint32_t>(wide_.size() + wide_groups_.size());
    }
    static constexpr TermId block_terms = 64;
    bool in_wide_block(TermId term) const {
        const TermId block = term / block_terms;
        return ((wide_blocks_[block / 64] >> (block % 64)) & 1) != 0;
    }
    void offer(const TermAnswer& answer, int more);

    const IndexView* index_ = nullptr;
    const DocumentSet* allowed_ = nullptr;
    std::span<const Part> parts_;
    std::vector<std::uint32_t> numbers_;  // by document, from 1; 0: not found
    std::vector<DocumentId> documents_;
    std::vector<Seen> seen_;
    std::vector<std::uint16_t> costs_;    // by document found, then part
    std::vector<int> sums_;               // of the costs of each document found
    std::vector<std::uint16_t> missing_;  // what each part costs that nothing answers
    int missing_sum_ = 0;
    const U24* owners_ = nullptr;         // by surface
    std::vector<TermAnswer> wide_;        // ascending by their first term
    std::vector<std::uint16_t> offered_;  // by part: the least that a wide answer costs
    // A bit for each so many terms of which any is in a wide answer: most words of a document are told by it.
    std::vector<std::uint64_t> wide_blocks_;
    std::vector<TermId> wide_reach_;  // the furthest end of the answers up to one
    std::vector<std::pair<TermId, int>> repeated_;
    std::vector<GroupAnswer> groups_;
    std::vector<std::uint32_t> group_places_;  // by group: of its last answer in groups_, from 1; 0: none
    std::vector<GroupAnswer> wide_groups_;
    std::vector<bool> is_wide_group_;  // most documents are in none
};

}  // namespace mallctl::search
