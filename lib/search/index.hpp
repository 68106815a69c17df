// The search artifact opened for queries.
//
// An Index is a view of bytes that somebody else owns and keeps alive; it starts no thread, opens no file and
// prints nothing. All its methods are const and safe to call from many threads at once.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "search/query.hpp"

namespace mallctl::search {

class Index {
  public:
    // Reads the first page alone; the rest is verified by the first call that needs it, which throws
    // core::Error(rejected) for damaged bytes, as this does. `bytes` begin at a multiple of 64.
    explicit Index(std::span<const std::byte> bytes);
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;

    void verify() const;

    // The best documents for a text, ordered by Rank. An empty text lists all that the filters let through.
    // Bounded in time for any text: see tests/bench.
    Answer search(const Query& query) const;

    std::size_t document_count() const;
    std::optional<DocumentId> find(DocumentKind kind, std::string_view slug) const;
    const IndexView& view() const;

  private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

}  // namespace mallctl::search
