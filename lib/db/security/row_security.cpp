#include "db/security/row_security.hpp"

#include "db/connection.hpp"
#include "db/security/protection.hpp"
#include "db/security/trials.hpp"

namespace mallctl::db {

RowSecurity check_row_security(const Endpoint& endpoint, const std::vector<std::string>& private_tables) {
    RowSecurity found;
    Connection owner(endpoint.owner, endpoint.label, "mallctl doctor");
    Work views(owner, Work::Isolation::read_committed);
    forget_search_path(views);
    found.tables = check_protection(views, private_tables);
    found.ways_around = check_ways_around(views);
    Connection app(endpoint.app, endpoint.label, "mallctl doctor");
    Work work(app, Work::Isolation::read_committed);  // never committed
    forget_search_path(work);
    Trials trials(work, views, private_tables);
    found.other_malls = trials.of_other_malls();
    found.other_callers = trials.of_other_callers();
    return found;
}

}  // namespace mallctl::db
