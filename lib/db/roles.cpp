#include "db/roles.hpp"

#include <fmt/format.h>

#include "core/error.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

struct Role {
    const char* name;
    const char* attributes;
};

constexpr Role roles[] = {
    {"mallctl_owner", "nosuperuser nobypassrls login"},
    {"mallctl_app", "nosuperuser nobypassrls login noinherit"},
    {"mallctl_api", "nosuperuser nobypassrls nologin"},
    {"mallctl_reader", "nosuperuser nobypassrls nologin"},
    {"mallctl_backup", "nosuperuser nologin"},
};

bool connected_role_has(Work& work, const char* condition) {
    return work.run(fmt::format("select {} from pg_roles where rolname = current_user", condition))
        .flag(0, 0);
}

bool exists(Work& work, const char* role) {
    return !work.run("select from pg_roles where rolname = $1", Params().add(role)).empty();
}

// Another database of the same cluster may be in the middle of the same, hence the exception handler.
void create_role(Work& work, const Role& role, bool superuser) {
    // Only a superuser can give BYPASSRLS. Without it the role is there to be granted to, and an
    // administrator can add it later.
    const bool bypass = superuser && std::string_view(role.name) == "mallctl_backup";
    work.run_script(
        fmt::format("do $$ begin create role {0} {1}{2}; "
                    "exception when duplicate_object or unique_violation then null; end $$",
                    role.name, role.attributes, bypass ? " bypassrls" : ""));
    // A superuser is a member of every role; the maker of a role must become one to own things in its name.
    if (!superuser) {
        work.run_script(
            fmt::format("do $$ begin if not pg_has_role('{0}', 'member') then grant {0} to current_user; "
                        "end if; end $$",
                        role.name));
    }
}

void create_roles(Work& work, const std::string& label) {
    const bool superuser = connected_role_has(work, "rolsuper");
    const bool may = connected_role_has(work, "rolsuper or rolcreaterole");
    for (const Role& role : roles) {
        if (exists(work, role.name)) continue;
        if (!may) {
            throw Error(
                Fault::usage,
                fmt::format("{} has no role {}, and the connected role may not create it", label, role.name),
                fmt::format(
                    "have an administrator run: create role {} {} (a private cluster: mallctl db start)",
                    role.name, role.attributes));
        }
        create_role(work, role, superuser);
    }
}

// What the API writes, mallctl_app writes as mallctl_api. It must not inherit that role: the role's policies
// would bind everything that mallctl_app does.
void let_app_write_for_others(Work& work, const std::string& label) {
    const Rows state = work.run(
        "select rolinherit, exists (select from pg_auth_members m join pg_roles g on g.oid = m.roleid "
        "where m.member = r.oid and g.rolname = 'mallctl_api') from pg_roles r where rolname = "
        "'mallctl_app'");
    try {
        if (state.flag(0, 0)) work.run_script("alter role mallctl_app noinherit");
        if (!state.flag(0, 1)) work.run_script("grant mallctl_api to mallctl_app");
    } catch (const Error& e) {
        throw Error(Fault::usage,
                    fmt::format("mallctl_app cannot be let write as mallctl_api in {}: {}", label, e.what()),
                    "have an administrator run: alter role mallctl_app noinherit; grant mallctl_api to "
                    "mallctl_app");
    }
}

void create_extension(Work& work, const std::string& label, const std::string& name,
                      const std::string& package) {
    if (!work.run("select from pg_extension where extname = $1", Params().add(name)).empty()) return;
    if (work.run("select from pg_available_extensions where name = $1", Params().add(name)).empty()) {
        throw Error(Fault::unreachable,
                    fmt::format("the extension {} is not installed on the server of {}", name, label),
                    fmt::format("install it there: apt-get install {}", package));
    }
    try {
        work.run_script("create extension if not exists " + name);
    } catch (const Error& e) {
        throw Error(Fault::usage,
                    fmt::format("the extension {} cannot be created in {}: {}", name, label, e.what()),
                    "have a superuser run in that database: create extension " + name);
    }
}

// Gives a role a privilege on the database unless it has it, which on most servers PUBLIC has.
void grant_on_database(Work& work, const std::string& label, const std::string& role,
                       const std::string& privilege) {
    if (work.run("select has_database_privilege($1, current_database(), $2)",
                 Params().add(role).add(privilege))
            .flag(0, 0)) {
        return;
    }
    // Without the right to grant, PostgreSQL refuses, or only warns.
    work.run_script(
        fmt::format("do $$ begin execute format('grant {} on database %I to {}', current_database()); "
                    "exception when insufficient_privilege then null; end $$",
                    privilege, role));
    if (!work.run("select has_database_privilege($1, current_database(), $2)",
                  Params().add(role).add(privilege))
             .flag(0, 0)) {
        throw Error(Fault::usage, fmt::format("{} has no right to {} in {}", role, privilege, label),
                    fmt::format("have the owner of the database run: grant {} on database NAME to {}",
                                privilege, role));
    }
}

}  // namespace

void prepare_database(Connection& connection, const std::string& label) {
    Work work(connection, Work::Isolation::read_committed);
    create_roles(work, label);
    let_app_write_for_others(work, label);
    create_extension(work, label, "postgis", "postgresql-15-postgis-3");
    create_extension(work, label, "btree_gist", "postgresql-15");
    grant_on_database(work, label, "mallctl_owner", "create");
    grant_on_database(work, label, "mallctl_app", "connect");
    // COPY goes through temporary tables.
    grant_on_database(work, label, "mallctl_app", "temporary");
    grant_on_database(work, label, "mallctl_api", "temporary");
    work.commit();
}

}  // namespace mallctl::db
