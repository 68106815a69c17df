// Answers of a query's parts whose postings are read, all of a stage in one go.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/artifact/index_view.hpp"
#include "search/match/gathering.hpp"

namespace mallctl::search {

// Memory is kept from one query to the next.
class Sources {
  public:
    enum class Order : std::uint8_t { rarest_first, best_first };

    // Forgets all; `index` must outlive the last call of read().
    void begin(const IndexView& index);
    // `postings`: how many the terms have in all.
    void add(const TermAnswer& answer, std::uint32_t postings);
    // Adds the documents of all answers to `gathering`, at most so many postings in the order asked for, and
    // forgets them. An answer with more than are left goes to `left_out`, and the next is tried. Gives the
    // number of postings read.
    //
    // Each posting leads through three arrays to a document, all over them, so that a processor would wait
    // for most of what it reads: all postings take a step together, and each step fetches for the next.
    std::size_t read(Order order, std::size_t most, Gathering& gathering, std::vector<TermAnswer>& left_out);

  private:
    struct Source {
        TermAnswer answer;
        std::uint32_t postings = 0;
    };
    // When a source is read: by cost and postings, then as they were added.
    struct Turn {
        std::uint64_t key = 0;
        std::uint32_t source = 0;
        friend auto operator<=>(const Turn&, const Turn&) = default;
    };
    struct Postings {
        std::span<const U24> surfaces;
        std::uint32_t source = 0;
    };

    void sort(Order order);

    const IndexView* index_ = nullptr;
    std::vector<Source> sources_;
    std::vector<Turn> turns_;
    std::vector<Postings> read_;
};

}  // namespace mallctl::search
