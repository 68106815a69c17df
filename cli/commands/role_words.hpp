// What the verbs that give and take rights share.
#pragma once

#include <string>

#include "access/role.hpp"
#include "operations/access/invite.hpp"

namespace mallctl::cli {

class Context;

// A role that is granted; throws core::Error(usage), with the roles that there are, for other words and for
// shopper, which everybody is.
const access::RoleInfo& granted_role(const std::string& name);

// "platform_admin, mall_admin, ...", for help.
std::string granted_roles();

// The token, alone in a table, and the rest with --format json.
void print_invitation(const operations::MadeInvitation& invitation, Context& context);

}  // namespace mallctl::cli
