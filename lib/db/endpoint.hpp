// How to reach a database: one connection string a role.
#pragma once

#include <map>
#include <string>

namespace mallctl::db {

// libpq connection strings or URIs. `app` connects as mallctl_app, `owner` as mallctl_owner. With --database
// both are the user's URL, and the session then does SET ROLE.
struct Endpoint {
    std::string app;
    std::string owner;
    bool set_role = false;  // true for --database
    std::string label;      // for messages, without a password: "private cluster in /var/lib/mallctl",
                            // "db.example:5432/mall"
    std::string author;     // whom a session acts for, as versions name it; empty: the database user
};

// Throws core::Error(usage) for a text that libpq does not understand; the error never quotes the text, which
// may hold a password.
Endpoint endpoint_of_url(const std::string& url);

// The same connection as libpq's environment variables (PGHOST, PGPASSWORD, ...), for a program whose command
// line must not show a password. Throws as endpoint_of_url.
std::map<std::string, std::string> libpq_environment(const std::string& url);

}  // namespace mallctl::db
