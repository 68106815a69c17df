#include "operations/check_mall.hpp"

#include <iterator>
#include <utility>

#include "core/error.hpp"
#include "db/catalog_repository.hpp"
#include "db/plan_repository.hpp"
#include "operations/check_plan.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

CheckedMall check_mall(db::Session& session, const std::string& mall) {
    db::Transaction transaction(session, find_mall(session, mall).id, db::Transaction::Mode::read);
    auto plan = db::PlanRepository(transaction).current();
    if (!plan) {
        throw core::Error(core::Fault::failed, "the mall \"" + mall + "\" has no plan to check",
                          "import one: mallctl import SRC... --mall " + mall);
    }
    CheckedMall checked;
    checked.plan = std::move(*plan);
    checked.findings = check_kept_plan(checked.plan);
    core::Diagnostics crossed = check_catalog(db::CatalogRepository(transaction).load(), checked.plan);
    std::move(crossed.begin(), crossed.end(), std::back_inserter(checked.findings));
    return checked;
}

}  // namespace mallctl::operations
