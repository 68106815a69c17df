// What the settings say of the ways to sign in.
#pragma once

#include "server/auth/ways_in.hpp"

namespace mallctl::cli {

class Context;

// Throws core::Error(usage), which names the setting, for one that is malformed or lacks another that it
// needs.
server::WaysInOptions ways_in_options(Context& context);

}  // namespace mallctl::cli
