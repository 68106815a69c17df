// The rows of a kind, streamed: whatever their number, a page of them is in memory.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "catalog/bound_fields.hpp"
#include "catalog/fields.hpp"
#include "core/uuid.hpp"
#include "db/row_query.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct StoredRow {
    core::Uuid id;
    std::int64_t version = 0;  // of the mall, that wrote the row last
    std::string slug;
    std::vector<catalog::FieldValue> values;  // beside CatalogReader::fields()
};

// A cursor over the answer to a query, as the transaction sees it. Rows come by slug in the order of its
// bytes.
class CatalogReader {
  public:
    // `kind` is one of catalog::kinds() but "unit"; the transaction is for its mall, or for kind "mall" for
    // none, which lists all malls. It must outlive the reader, and readers of one transaction may be read in
    // turns.
    CatalogReader(Transaction& transaction, const catalog::Kind& kind, const RowQuery& query = {});

    // Those of the query in its order, or every declared field that is stored.
    const std::vector<catalog::Field>& fields() const { return fields_; }

    // False at the end. The memory of `row` is used again.
    bool next(StoredRow& row);

  private:
    Transaction& transaction_;
    std::vector<catalog::Field> fields_;
    std::string fetch_;
    Rows page_;
    std::size_t at_ = 0;  // within the page
    bool last_ = false;   // nothing is behind the page
};

// The languages that the names of any row have, beside the fields of the query; empty for other fields. Reads
// every row of the query (about a second a million).
std::vector<std::set<std::string>> read_languages(Transaction& transaction, const catalog::Kind& kind,
                                                  const RowQuery& query);

// Every row of a kind as the struct of the model.
template <class Row>
std::vector<Row> read_all(Transaction& transaction, const catalog::Kind& kind) {
    CatalogReader reader(transaction, kind);
    std::vector<const catalog::BoundField<Row>*> bound;
    for (const auto& field : reader.fields()) bound.push_back(catalog::find_bound<Row>(field.name));
    std::vector<Row> rows;
    StoredRow stored;
    while (reader.next(stored)) {
        Row& row = rows.emplace_back();
        row.id = stored.id;
        for (std::size_t i = 0; i < bound.size(); ++i) catalog::set_value(*bound[i], row, stored.values[i]);
    }
    return rows;
}

}  // namespace mallctl::db
