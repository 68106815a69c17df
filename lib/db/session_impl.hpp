// What a Session holds, for the files of lib/db that make and use one.
#pragma once

#include <optional>
#include <string>

#include "db/access/acting.hpp"
#include "db/connection.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct Session::Impl {
    Connection connection;
    std::string own_author;  // of the endpoint
    std::string author;      // that the server knows
    std::optional<ActingFor> acting = std::nullopt;
};

}  // namespace mallctl::db
