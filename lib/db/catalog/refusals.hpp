// Rows that have a finding, taken out of the staging so that the others can be written without them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "catalog/manifest_reader.hpp"
#include "db/catalog/catalog_work.hpp"

namespace mallctl::db {

struct RefusalSink {
    // A row as a file states it (times in UTC, amounts of the currency that is given).
    std::function<void(const catalog::RejectedRow&)> on_refused;
    // What else is wrong with a row that was refused before it was staged, by the number that it was given.
    std::function<void(std::int64_t number, const core::Diagnostics&)> on_more_reasons;
};

// Hands out every staged row that has a finding, by kind and in the order of the input, removes it with its
// findings, and those that were refused already, and counts anew what is left. What refers to such a row is
// not looked at: check_references() finds it. Returns how many rows there were.
std::int64_t drop_refused(CatalogWork& catalog, const std::vector<std::string>& files,
                          const std::string& currency, const RefusalSink& sink);

}  // namespace mallctl::db
