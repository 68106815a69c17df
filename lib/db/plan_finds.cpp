#include "db/plan_finds.hpp"

#include "db/transaction_impl.hpp"

namespace mallctl::db {

std::vector<PlanFind> plan_finds(Transaction& transaction) {
    const Rows rows = transaction.impl().work.run(
        "select f.id, f.name, f.category from ("
        "select 0 as kind, id, name, category, plan_id from mallctl.amenity where mall_id = $1 union all "
        "select 1, id, name, category, plan_id from mallctl.connector where mall_id = $1) f "
        "join mallctl.mall m on m.id = $1 and m.current_plan = f.plan_id order by f.kind, f.id",
        Params().add(mall_of(transaction)));
    std::vector<PlanFind> finds;
    for (std::size_t i = 0; i < rows.size(); ++i)
        finds.push_back({rows.uuid(i, 0), rows.names(i, 1), std::string(rows.text(i, 2))});
    return finds;
}

}  // namespace mallctl::db
