// Which rows of a kind there are, and which of them a version has updated.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/fields.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// Those of `slugs` that are rows of the kind in the mall of the transaction.
std::vector<std::string> stored_slugs(Transaction& transaction, const catalog::Kind& kind,
                                      const std::vector<std::string>& slugs);

// What `slug` may have been meant to be, as core::did_you_mean says it: looks through the first 20,000 rows.
std::string guess_slug(Transaction& transaction, const catalog::Kind& kind, const std::string& slug);

struct UpdatedRow {
    const catalog::Kind* kind = nullptr;
    std::string slug;
    std::string before;  // JSON by column, see db/audit.hpp
    std::string after;
};

// The rows that the audit log says the version updated, in the order of its entries.
std::vector<UpdatedRow> updated_rows(Transaction& transaction, std::int64_t version);

}  // namespace mallctl::db
