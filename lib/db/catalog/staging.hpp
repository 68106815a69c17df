// Rows on their way into a mall: read here, sent to the server in blocks, never held all at once. The server
// is another process, so that it takes in one block while the next one is read and checked.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "catalog/row.hpp"
#include "core/digest.hpp"
#include "db/catalog/expected_rows.hpp"
#include "db/catalog/staged_kind.hpp"
#include "db/session.hpp"

namespace mallctl::db {

class CatalogStaging {
  public:
    // In a transaction for a mall, which must be alive as long as this; no lock is needed to stage.
    explicit CatalogStaging(Transaction& transaction);
    ~CatalogStaging();
    CatalogStaging(const CatalogStaging&) = delete;
    CatalogStaging& operator=(const CatalogStaging&) = delete;

    // A row of any kind that has a table. Kinds may come in any order, though every change between large ones
    // costs a round trip. Throws core::Error(rejected) for values that no column can hold.
    void add(const catalog::Row& row);

    // What could be read of a row that is refused, to be checked and never to be written: as `row`, but that
    // its key may be empty, and of the fields whose bit is set in `unread` the values are not known.
    // `number`: what the caller calls it. At most 100,000 are taken, the others are left out.
    void add_refused(const catalog::Row& row, std::uint64_t unread, std::int64_t number);

    // That the input has a row of this key which cannot be taken: rows may refer to it without that being
    // another fault. At most 100,000 are remembered.
    void add_refused(const std::string& kind, const std::string& key);

    // What a row is expected to be before it is written; see db/catalog/expected_rows.hpp.
    void add_expected(const ExpectedRow& row);
    bool has_expected() const;

    // Sends what is left. Nothing may be added afterwards, and nothing read before.
    void finish();

    // How many rows add_refused() took.
    std::int64_t refused_rows() const;

    // The kinds that have rows, in the order of catalog::kinds().
    std::vector<StagedKind> kinds() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::db
