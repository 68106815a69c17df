// Counts of what was found, by level, category and state.
#pragma once

#include <span>

#include "search/query.hpp"

namespace mallctl::search {

// O(documents log documents). What facts say of a store holds for its products and offers; a document on two
// levels counts for both.
Facets count_facets(const IndexView& index, std::span<const DocumentId> documents,
                    const DocumentFacts& facts);

// The document whom facts are asked of: a product's or an offer's store, or the document itself.
DocumentId owner_of(const IndexView& index, DocumentId document);

}  // namespace mallctl::search
