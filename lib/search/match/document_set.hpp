// A set of documents of an index.
#pragma once

#include <cstdint>
#include <vector>

#include "search/artifact/index_view.hpp"

namespace mallctl::search {

// Empty `bits`: all.
struct DocumentSet {
    std::vector<std::uint64_t> bits;
    bool has(DocumentId document) const {
        return bits.empty() || ((bits[document / 64] >> (document % 64)) & 1) != 0;
    }
};

}  // namespace mallctl::search
