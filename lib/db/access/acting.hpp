// Writing in the name of a caller of the API: row-level security holds each transaction to the caller's
// rights, whatever the program believes that it has checked before.
#pragma once

#include <optional>
#include <string>

#include "access/principal.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// What the policies of role mallctl_api read (migration 0018).
struct ActingFor {
    std::string author;       // of versions: the caller's name, or kind and id where it has none
    std::string principal;    // "user:ID", "key:ID", "guest:ID", "service:ID"
    std::string permissions;  // for every row of the mall: "offer.write,product.write"
    std::string tenants;      // for the rows of one tenant: "offer.write:crust,product.write:crust"
};

// What the caller may do in the mall (nothing: to the platform) at `now`. A sensitive permission whose second
// factor is older than access::step_up_time is left out.
ActingFor acting_for(const access::Principal& principal, const std::optional<core::Uuid>& mall,
                     core::Instant now);

// From here to its end, every transaction of the session, also those that an operation begins itself, runs as
// role mallctl_api in the name of the caller: a row that it may not read is not there, and a statement that
// it may not run throws core::DeniedError. All that it writes must be of `mall`. A handler holds one around
// the call of an operation, one at a time on a session, and never across two requests:
//
//     const db::Acting acting(session, call.principal, mall_id);
//     operations::set_rows(session, ...);
//
// Tables of rows that the API writes need a call of mallctl.guard in their migration.
class Acting {
  public:
    Acting(Session& session, const access::Principal& principal, const std::optional<core::Uuid>& mall);
    ~Acting();
    Acting(const Acting&) = delete;
    Acting& operator=(const Acting&) = delete;

  private:
    Session& session_;
};

}  // namespace mallctl::db
