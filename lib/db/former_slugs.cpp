#include "db/former_slugs.hpp"

#include "db/transaction_impl.hpp"

namespace mallctl::db {

FormerSlugs former_slugs(Transaction& transaction, const catalog::Kind& kind) {
    const Rows rows = transaction.impl().work.run(
        "select slug, id from mallctl.former_slug where mall_id = $1 and kind = $2",
        Params().add(mall_of(transaction)).add(kind.name));
    FormerSlugs slugs;
    for (std::size_t i = 0; i < rows.size(); ++i) slugs.emplace(rows.text(i, 0), rows.uuid(i, 1));
    return slugs;
}

}  // namespace mallctl::db
