// What a pool does to sessions between two who use them.
#pragma once

#include <string>

#include "db/session.hpp"

namespace mallctl::db {

// From now on versions name `author`; empty: the author of the endpoint. A round trip where it changes.
// Throws core::Error(unreachable).
void act_for(Session& session, const std::string& author);

// Whether the server still answers; asks it.
bool is_alive(Session& session);

}  // namespace mallctl::db
