// How to reach a database: one connection string a role.
#pragma once

#include <string>

namespace mallctl::db {

// libpq connection strings or URIs. `app` connects as mallctl_app, `owner` as mallctl_owner. With --database both are
// the user's URL, and the session then does SET ROLE.
struct Endpoint {
    std::string app;
    std::string owner;
    bool set_role = false;  // true for --database
    std::string label;      // for messages, without a password: "private cluster in /var/lib/mallctl", "db.example:5432/mall"
};

Endpoint endpoint_of_url(const std::string& url);

}  // namespace mallctl::db
