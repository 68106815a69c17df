// What filters, dates and exclusions let through, worked out before candidates are counted.
#pragma once

#include <span>

#include "search/query.hpp"

namespace mallctl::search {

// The documents that pass, all where nothing is asked for. `excluded`: those that rules take out. What facts
// say of a store holds for its products and offers. O(documents) with a filter, O(dated documents) without.
DocumentSet allowed_documents(const IndexView& index, const Filters& filters, const DocumentFacts& facts,
                              core::Instant at, std::span<const DocumentId> excluded);

}  // namespace mallctl::search
