#include "db/plan_references.hpp"

#include "db/transaction_impl.hpp"

namespace mallctl::db {

std::vector<LeasedUnit> leased_units(Transaction& transaction, std::string_view today) {
    const Rows rows = transaction.impl().work.run(
        "select l.slug, l.tenant, u.stated, u.unit_id from mallctl.lease l "
        "join mallctl.lease_unit u on u.mall_id = l.mall_id and u.lease_id = l.id "
        "where l.mall_id = $1 and u.unit_id is not null "
        "and ($2 = '' or l.\"to\" is null or l.\"to\" > nullif($2, '')::date) "
        "order by l.slug collate \"C\", u.seq",
        Params().add(mall_of(transaction)).add(today));
    std::vector<LeasedUnit> units(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        units[i] = {std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2)),
                    rows.uuid(i, 3)};
    }
    return units;
}

std::vector<OpenClosure> open_closures(Transaction& transaction, core::Instant at) {
    const Rows rows = transaction.impl().work.run(
        "select slug, connector, unit, opening, level, reason from mallctl.closure "
        "where mall_id = $1 and (until is null or until > $2::timestamptz) order by slug collate \"C\"",
        Params().add(mall_of(transaction)).add(core::format_instant(at)));
    std::vector<OpenClosure> closures(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        closures[i] = {std::string(rows.text(i, 0)), std::string(rows.text(i, 1)),
                       std::string(rows.text(i, 2)), std::string(rows.text(i, 3)),
                       std::string(rows.text(i, 4)), rows.names(i, 5)};
    }
    return closures;
}

std::vector<std::string> applied_stores(Transaction& transaction) {
    return transaction.impl()
        .work
        .run(
            "select slug from mallctl.store where mall_id = $1 and origin = 'apply' "
            "order by slug collate \"C\"",
            Params().add(mall_of(transaction)))
        .first_column();
}

}  // namespace mallctl::db
