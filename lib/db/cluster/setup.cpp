#include "db/cluster/setup.hpp"

#include <pqxx/pqxx>

#include <string>

#include "core/error.hpp"
#include "db/cluster/layout.hpp"
#include "db/cluster/server.hpp"

namespace mallctl::db {

namespace fs = std::filesystem;

namespace {

struct Role {
    const char* name;
    const char* attributes;
};

constexpr Role roles[] = {
    {"mallctl_owner", "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"},
    {"mallctl_app", "LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"},
    {"mallctl_api", "NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"},
    {"mallctl_reader", "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"},
    {"mallctl_backup", "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS"},
};

bool has_row(pqxx::nontransaction& work, const std::string& query, const std::string& value) {
    return !work.exec_params(query, value).empty();
}

void create_roles_and_database(const fs::path& socket_dir) {
    pqxx::connection connection(socket_url(socket_dir, "postgres", superuser_role));
    // CREATE DATABASE refuses to run in a transaction. Names are this file's constants, not input.
    pqxx::nontransaction work(connection);
    for (const Role& role : roles) {
        if (has_row(work, "SELECT 1 FROM pg_roles WHERE rolname = $1", role.name)) continue;
        work.exec(std::string("CREATE ROLE ") + role.name + " " + role.attributes);
    }
    if (has_row(work, "SELECT 1 FROM pg_database WHERE datname = $1", database_name)) return;
    work.exec("CREATE DATABASE mallctl OWNER mallctl_owner ENCODING 'UTF8'");
}

void prepare_database(const fs::path& socket_dir) {
    pqxx::connection connection(socket_url(socket_dir, database_name, superuser_role));
    pqxx::work work(connection);
    work.exec(
        "SET LOCAL client_min_messages = warning;"
        "REVOKE ALL ON DATABASE mallctl FROM PUBLIC;"
        "GRANT CONNECT ON DATABASE mallctl TO mallctl_app, mallctl_reader, mallctl_backup;"
        "GRANT TEMPORARY ON DATABASE mallctl TO mallctl_app, mallctl_api;"
        // Else the policies of mallctl_api would bind mallctl_app too.
        "ALTER ROLE mallctl_app NOINHERIT;"
        "GRANT mallctl_api TO mallctl_app;"
        "CREATE EXTENSION IF NOT EXISTS postgis;");
    work.commit();
}

}  // namespace

void set_up_database(const fs::path& socket_dir) {
    try {
        create_roles_and_database(socket_dir);
        prepare_database(socket_dir);
    } catch (const pqxx::sql_error& error) {
        if (error.sqlstate() == "53100") throw_disk_full(socket_dir);
        throw core::Error(core::Fault::unreachable,
                          "the private cluster could not be set up: " + std::string(error.what()),
                          "see its log beside " + socket_dir.string() + ", and run: mallctl db start");
    } catch (const pqxx::failure& error) {
        const std::string reason = error.what();
        if (reason.find("No space left on device") != std::string::npos) throw_disk_full(socket_dir);
        throw core::Error(core::Fault::unreachable,
                          "the private cluster broke off while it was set up: " + reason,
                          "run again: mallctl db start");
    }
}

}  // namespace mallctl::db
