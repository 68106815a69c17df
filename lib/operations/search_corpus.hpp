// The rows of a mall as documents to search.
#pragma once

#include <string>

#include "catalog/model.hpp"
#include "db/session.hpp"
#include "search/document.hpp"

namespace mallctl::operations {

// Stores, products, offers that are no drafts, locations, the amenities and connectors of the current plan
// (a lift is one, by its UUID), and what the mall says of words and answers. A pin or exclusion whose target
// is gone is left out; one that has been renamed is found by its former slug. Rows are streamed: beside the
// corpus a page of them is in memory. `transaction` must be one for the mall.
search::Corpus search_corpus(db::Transaction& transaction, const catalog::Mall& mall);

// The same in a transaction of its own. Throws core::Error(failed) for an unknown mall.
search::Corpus search_corpus(db::Session& session, const std::string& mall_slug);

}  // namespace mallctl::operations
