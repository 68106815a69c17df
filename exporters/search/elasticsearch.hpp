// The documents of a mall for those who already run Elasticsearch or OpenSearch.
#pragma once

#include <iosfwd>
#include <string>

#include "search/document.hpp"

namespace mallctl::exporters {

// The body of a bulk request (NDJSON): for each document a line {"index": {"_index", "_id"}} and one with the
// document itself. An _id is "store:bakery". By kind, then slug: the same corpus, the same bytes.
void write_bulk(const search::Corpus& corpus, const std::string& index, std::ostream& out);

// The body with which such an index is made (PUT /INDEX): the types of the fields, names folded and as one
// types them, and the mall's synonyms in the analyzer of queries.
std::string index_mapping(const search::Corpus& corpus);

}  // namespace mallctl::exporters
