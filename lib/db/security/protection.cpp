#include "db/security/protection.hpp"

#include <fmt/format.h>

namespace mallctl::db {

namespace {

// Relations of nobody's extension, outside of the system's schemas.
constexpr const char* ours =
    "n.nspname not in ('information_schema', 'pg_catalog', 'pg_toast') and n.nspname not like 'pg\\_temp%' "
    "and not exists (select from pg_depend e where e.objid = c.oid and e.classid = 'pg_class'::regclass "
    "and e.deptype = 'e')";

constexpr const char* has_mall_id =
    "exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'mall_id' "
    "and not a.attisdropped)";

// The roles that clients come as; 0 is PUBLIC.
constexpr const char* client_roles =
    "(values ('mallctl_app'), ('mallctl_api'), ('mallctl_reader')) as client (role)";

// What each row of `sql` (object, what, advice) tells.
void add_findings(SecurityCheck& check, Work& work, const std::string& sql, const Params& params = {}) {
    const Rows rows = work.run(sql, params);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        check.findings.push_back(
            {std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2))});
    }
}

void check_tables(SecurityCheck& check, Work& work) {
    add_findings(check, work,
                 fmt::format("select c.oid::regclass::text, case when not c.relrowsecurity "
                             "then 'row-level security is off: every mall''s rows are open' "
                             "else 'row-level security does not bind its owner' end, "
                             "format('have its owner run: alter table %s %s row level security', "
                             "c.oid::regclass, case when c.relrowsecurity then 'force' else 'enable' end) "
                             "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                             "where c.relkind in ('r', 'p') and {} and {} "
                             "and not (c.relrowsecurity and c.relforcerowsecurity) order by 1",
                             ours, has_mall_id));
    add_findings(check, work,
                 fmt::format("select c.oid::regclass::text, format('%s may read it, and row-level security "
                             "knows no %s', client.role, case c.relkind when 'm' then 'materialized views' "
                             "else 'foreign tables' end), format('revoke all on %s from %s', "
                             "c.oid::regclass, client.role) "
                             "from pg_class c join pg_namespace n on n.oid = c.relnamespace, {} "
                             "where c.relkind in ('m', 'f') and {} and {} "
                             "and has_any_column_privilege(client.role, c.oid, 'select') order by 1",
                             client_roles, ours, has_mall_id));
    add_findings(check, work,
                 fmt::format("select c.oid::regclass::text, format('%s may empty it, whatever its policies "
                             "say', client.role), format('revoke truncate on %s from %s', c.oid::regclass, "
                             "client.role) from pg_class c join pg_namespace n on n.oid = c.relnamespace, {} "
                             "where c.relkind in ('r', 'p') and {} and {} "
                             "and has_table_privilege(client.role, c.oid, 'truncate') order by 1",
                             client_roles, ours, has_mall_id));
    add_findings(check, work,
                 fmt::format("select c.oid::regclass::text, 'mallctl_reader has a right to the table, and is "
                             "to read views alone', format('revoke all on %s from mallctl_reader, public', "
                             "c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                             "where c.relkind in ('r', 'p') and {} and n.nspname = 'mallctl' "
                             "and has_any_column_privilege('mallctl_reader', c.oid, "
                             "'select, insert, update, references') order by 1",
                             ours));
    // What no policy guards is for mallctl_app alone: accounts, sessions, keys.
    add_findings(check, work,
                 fmt::format("select c.oid::regclass::text, 'mallctl_api has a right to the table, and no "
                             "policy binds it there', format('revoke all on %s from mallctl_api, public', "
                             "c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                             "where c.relkind in ('r', 'p') and {} and not {} and n.nspname = 'mallctl' "
                             "and has_any_column_privilege('mallctl_api', c.oid, "
                             "'select, insert, update, references') order by 1",
                             ours, has_mall_id));
}

// Permissive policies add up: each must be the one of mallctl.protect, or that of malls.
void check_permissive(SecurityCheck& check, Work& work) {
    constexpr const char* setting = "NULLIF(current_setting('mallctl.mall'::text, true), ''::text)";
    const std::string one_mall = fmt::format("(mall_id = ({})::uuid)", setting);
    const std::string one_id = fmt::format("(id = ({})::uuid)", setting);
    const std::string look_up = fmt::format("(({} IS NULL) OR {})", setting, one_id);
    add_findings(
        check, work,
        fmt::format("select c.oid::regclass::text, format('policy %s lets more through than the rows of one "
                    "mall: %s', p.polname, coalesce(pg_get_expr(p.polwithcheck, p.polrelid), "
                    "pg_get_expr(p.polqual, p.polrelid))), "
                    "format('drop policy %I on %s', p.polname, c.oid::regclass) "
                    "from pg_policy p join pg_class c on c.oid = p.polrelid "
                    "join pg_namespace n on n.oid = c.relnamespace where p.polpermissive and {} and {} "
                    "and exists (select from unnest(array[pg_get_expr(p.polqual, p.polrelid), "
                    "pg_get_expr(p.polwithcheck, p.polrelid)]) as used (rule) where used.rule is not null "
                    "and used.rule <> $1 and not (c.oid::regclass::text = 'mallctl.mall' "
                    "and (used.rule = $2 or (used.rule = $3 and p.polcmd = 'r')))) order by 1, p.polname",
                    ours, has_mall_id),
        Params().add(one_mall).add(one_id).add(look_up));
    add_findings(check, work,
                 fmt::format("select c.oid::regclass::text, 'it has no policy: nobody can use it', "
                             "format('have its owner run: call mallctl.protect(%L, ''select'')', "
                             "c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                             "where c.relkind in ('r', 'p') and {} and {} and not exists "
                             "(select from pg_policy p where p.polrelid = c.oid and p.polpermissive) "
                             "order by 1",
                             ours, has_mall_id));
}

// mallctl_api runs no command without a policy that asks for a permission; what everybody in a mall may read
// is read without.
void check_restrictive(SecurityCheck& check, Work& work, const std::vector<std::string>& private_tables) {
    std::string guarded = "false";
    for (const std::string& table : private_tables)
        guarded += fmt::format(" or (n.nspname = 'mallctl' and c.relname = '{}')", table);
    add_findings(
        check, work,
        fmt::format(
            "select c.oid::regclass::text, format('mallctl_api may %s, and no policy asks for a "
            "permission', command.name), format('have its owner run: call mallctl.guard(%L, %L, "
            "''{{PERMISSION}}''), or revoke %s on %s from mallctl_api', c.oid::regclass, command.name, "
            "command.name, c.oid::regclass) from pg_class c join pg_namespace n on n.oid = c.relnamespace, "
            "(values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as command (name, "
            "letter) where c.relkind in ('r', 'p') and {} and {} and (command.letter <> 'r' or {}) "
            "and case when command.letter = 'd' then has_table_privilege('mallctl_api', c.oid, 'delete') "
            "else has_any_column_privilege('mallctl_api', c.oid, command.name) end "
            "and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive "
            "and p.polcmd in ('*', command.letter) and p.polroles && array['mallctl_api'::regrole::oid, 0] "
            "and case when command.letter in ('a', 'w') then coalesce(pg_get_expr(p.polwithcheck, c.oid), "
            "pg_get_expr(p.polqual, c.oid)) else pg_get_expr(p.polqual, c.oid) end "
            "~ '(may|may_somewhere|tenants_of)\\(') order by 1, command.name",
            ours, has_mall_id, guarded));
}

}  // namespace

std::vector<MallTable> mall_tables(Work& work) {
    const Rows rows = work.run(fmt::format(
        "select c.oid::regclass::text, (select a.attname from pg_attribute a where a.attrelid = c.oid "
        "and a.attname in ('mall_id', 'id') and a.attgenerated = '' order by a.attname desc limit 1), "
        "case when c.oid::regclass::text = 'mallctl.tenant' then 'slug' else coalesce((select a.attname "
        "from pg_attribute a where a.attrelid = c.oid and a.attname in ('tenant', 'store', 'lease_id') "
        "and not a.attisdropped order by a.attname = 'tenant' desc, a.attname limit 1), '') end "
        "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where c.relkind in ('r', 'p') and {} and {} order by 1",
        ours, has_mall_id));
    std::vector<MallTable> tables;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        tables.push_back(
            {std::string(rows.text(i, 0)), std::string(rows.text(i, 1)), std::string(rows.text(i, 2))});
    }
    return tables;
}

void forget_search_path(Work& work) {
    work.run_script("set local search_path = pg_catalog");
}

SecurityCheck check_protection(Work& work, const std::vector<std::string>& private_tables) {
    SecurityCheck check;
    check_tables(check, work);
    check_permissive(check, work);
    check_restrictive(check, work, private_tables);
    check.looked_at =
        fmt::format("{} tables, their policies bind each to one mall", mall_tables(work).size());
    return check;
}

SecurityCheck check_ways_around(Work& work) {
    SecurityCheck check;
    add_findings(check, work,
                 "select 'role ' || r.rolname, 'row-level security does not bind it', "
                 "format('have a superuser run: alter role %I nosuperuser nobypassrls', r.rolname) "
                 "from pg_roles r where r.rolname in ('mallctl_owner', 'mallctl_app', 'mallctl_api', "
                 "'mallctl_reader') and (r.rolsuper or r.rolbypassrls) order by 1");
    add_findings(check, work,
                 "select 'role ' || client.rolname, format('it may become %s', above.rolname), "
                 "format('have an administrator run: revoke %I from %I', above.rolname, client.rolname) "
                 "from pg_roles client join pg_roles above on above.oid <> client.oid "
                 "and pg_has_role(client.oid, above.oid, 'member') "
                 "where client.rolname in ('mallctl_app', 'mallctl_api', 'mallctl_reader') "
                 "and not client.rolsuper and (above.rolsuper or above.rolbypassrls "
                 "or above.rolname in ('mallctl_owner', 'mallctl_backup') or (client.rolname <> "
                 "'mallctl_app' and above.rolname = 'mallctl_app')) order by 1, above.rolname");
    add_findings(
        check, work,
        fmt::format("select c.oid::regclass::text, format('%s owns it, and can turn its policies off', "
                    "r.rolname), format('alter table %s owner to mallctl_owner', c.oid::regclass) "
                    "from pg_class c join pg_namespace n on n.oid = c.relnamespace "
                    "join pg_roles r on r.oid = c.relowner where c.relkind in ('r', 'p') and {} and {} "
                    "and r.rolname in ('mallctl_app', 'mallctl_api', 'mallctl_reader') order by 1",
                    ours, has_mall_id));
    // A view reads as its owner, unless it says otherwise: one whom no policy binds shows every mall, and any
    // hides from mallctl_api the policies that are for it.
    const std::string views = fmt::format(
        "from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_roles o on o.oid = "
        "c.relowner, {} where c.relkind = 'v' and {} and not coalesce(c.reloptions && "
        "'{{security_invoker=true,security_invoker=on,security_invoker=1}}', false) "
        "and has_any_column_privilege(client.role, c.oid, 'select') and (o.rolsuper or o.rolbypassrls "
        "or client.role = 'mallctl_api') and exists (select from pg_rewrite w join pg_depend d "
        "on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass "
        "join pg_class used on used.oid = d.refobjid and used.relrowsecurity where w.ev_class = c.oid)",
        client_roles, ours);
    add_findings(check, work,
                 "select c.oid::regclass::text, format('%s reads it with the rights of %s, whom policies do "
                 "not bind', client.role, o.rolname), format('alter view %s set (security_invoker), or give "
                 "it to mallctl_owner', c.oid::regclass) " +
                     views + " order by 1");
    add_findings(check, work,
                 fmt::format("select f.oid::regprocedure::text, format('%s runs it with the rights of %s', "
                             "client.role, o.rolname), format('alter function %s security invoker', "
                             "f.oid::regprocedure) from pg_proc f join pg_namespace n on n.oid = "
                             "f.pronamespace join pg_roles o on o.oid = f.proowner, {} where f.prosecdef "
                             "and n.nspname not in ('information_schema', 'pg_catalog') "
                             "and has_function_privilege(client.role, f.oid, 'execute') "
                             "and has_schema_privilege(client.role, n.oid, 'usage') "
                             "and not exists (select from pg_depend e where e.objid = f.oid "
                             "and e.classid = 'pg_proc'::regclass and e.deptype = 'e') order by 1",
                             client_roles));
    check.looked_at = "no role, view or function leads around the policies";
    return check;
}

}  // namespace mallctl::db
