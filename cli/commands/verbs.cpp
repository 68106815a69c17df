#include "cli/commands/verbs.hpp"

#include "cli/commands/apply.hpp"
#include "cli/commands/build.hpp"
#include "cli/commands/check.hpp"
#include "cli/commands/config.hpp"
#include "cli/commands/create.hpp"
#include "cli/commands/db.hpp"
#include "cli/commands/delete.hpp"
#include "cli/commands/diff.hpp"
#include "cli/commands/doctor.hpp"
#include "cli/commands/export.hpp"
#include "cli/commands/get.hpp"
#include "cli/commands/grant.hpp"
#include "cli/commands/history.hpp"
#include "cli/commands/import.hpp"
#include "cli/commands/init.hpp"
#include "cli/commands/inspect.hpp"
#include "cli/commands/near.hpp"
#include "cli/commands/offer.hpp"
#include "cli/commands/revoke.hpp"
#include "cli/commands/rollback.hpp"
#include "cli/commands/route.hpp"
#include "cli/commands/search.hpp"
#include "cli/commands/serve.hpp"
#include "cli/commands/set.hpp"
#include "cli/commands/status.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_verbs(CLI::App& root) {
    std::vector<Verb> verbs = declare_db(root);
    for (const auto declare : {
             declare_init,   declare_inspect, declare_import,   declare_apply,  declare_get,
             declare_check,  declare_create,  declare_set,      declare_delete, declare_grant,
             declare_revoke, declare_history, declare_rollback, declare_diff,   declare_build,
             declare_route,  declare_near,    declare_search,   declare_serve,  declare_status,
         }) {
        verbs.push_back(declare(root));
    }
    for (const auto declare : {declare_offer, declare_export, declare_doctor, declare_config}) {
        for (auto& verb : declare(root)) verbs.push_back(std::move(verb));
    }
    return verbs;
}

}  // namespace mallctl::cli
