#include "db/row_keys.hpp"

#include <fmt/format.h>

#include "core/closest.hpp"
#include "db/kind_columns.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

std::vector<std::string> stored_slugs(Transaction& transaction, const catalog::Kind& kind,
                                      const std::vector<std::string>& slugs) {
    return transaction.impl()
        .work
        .run(fmt::format("select slug from {} where mall_id = $1::uuid and slug = any ($2::text[])",
                         table_of(kind)),
             Params().add(mall_of(transaction)).add(texts_to_array(slugs)))
        .first_column();
}

std::string guess_slug(Transaction& transaction, const catalog::Kind& kind, const std::string& slug) {
    const Rows there = transaction.impl().work.run(
        fmt::format("select slug from {} where mall_id = $1::uuid order by slug collate \"C\" limit 20000",
                    table_of(kind)),
        Params().add(mall_of(transaction)));
    return core::did_you_mean(slug, there.first_column());
}

std::vector<UpdatedRow> updated_rows(Transaction& transaction, std::int64_t version) {
    const Rows rows = transaction.impl().work.run(
        "select kind, slug, before::text, after::text from mallctl.audit where mall_id = $1 and version = $2 "
        "and action = 'updated' and slug is not null and after is not null order by seq",
        Params().add(mall_of(transaction)).add(version));
    std::vector<UpdatedRow> updated;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const catalog::Kind* kind = catalog::find_kind(rows.text(i, 0));
        if (kind == nullptr) continue;  // the plan has an entry too
        updated.push_back(
            {kind, std::string(rows.text(i, 1)), std::string(rows.text(i, 2)), std::string(rows.text(i, 3))});
    }
    return updated;
}

}  // namespace mallctl::db
