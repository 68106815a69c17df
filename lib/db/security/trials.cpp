#include "db/security/trials.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "access/permission.hpp"

namespace mallctl::db {

namespace {

constexpr const char* nobodys = "no-such-tenant";

// Runs a statement, undoes it, and tells how many rows it met or how it failed. It runs as whoever calls it.
constexpr const char* attempt_function = R"(
create function pg_temp.mallctl_attempt(statement text) returns text language plpgsql as $$
declare
    met bigint;
begin
    execute statement;
    get diagnostics met = row_count;
    raise exception using errcode = 'ML001', message = met::text;
exception
    when sqlstate 'ML001' then return sqlerrm;
    when others then return 'failed ' || sqlstate;
end
$$)";

std::string literal_of(const std::string& text) {
    std::string literal = "'";
    for (const char c : text) literal += c == '\'' ? std::string("''") : std::string(1, c);
    return literal + "'";
}

// All that there are.
std::string all_permissions() {
    std::string names;
    for (const auto& permission : access::permissions())
        names += (names.empty() ? "" : ",") + std::string(permission.name);
    return names;
}

// What somebody of a tenant may with its rows, and a shopper may not, each for that tenant.
std::string tenant_permissions(const std::string& tenant) {
    std::string pairs;
    for (const auto& permission : access::permissions()) {
        if (!permission.roles.contains(access::Role::tenant_manager) ||
            permission.roles.contains(access::Role::shopper))
            continue;
        pairs += fmt::format("{}{}:{}", pairs.empty() ? "" : ",", permission.name, tenant);
    }
    return pairs;
}

// A value that a column of the type may have, where nothing else is asked of it.
std::string plain_value(const std::string& type, const std::string& column) {
    if (type == "uuid") return "gen_random_uuid()";
    if (type == "jsonb") return "'{}'";
    if (type == "boolean") return "false";
    if (type == "date") return "current_date";
    if (type == "text[]") return "'{store:a,store:b}'";
    if (type == "bytea") return "'x'";
    if (type.starts_with("timestamp")) return "now()";
    if (type == "text") return column.find("sha256") == std::string::npos ? "'doctor'" : "repeat('0', 64)";
    return "1";
}

}  // namespace

Trials::Trials(Work& work, Work& views, const std::vector<std::string>& private_tables)
    : work_(work),
      views_(views),
      private_tables_(private_tables),
      nowhere_(core::to_string(core::uuid_v4())) {
    // What a writer holds is waited for no longer than that: nothing here needs a lock where all is well.
    work_.run_script("set local lock_timeout = '2s'");
    become("mallctl_app", "");
    work_.run_script(attempt_function);
    find_ground();
}

void Trials::become(const std::string& role, const std::string& mall, const std::string& permissions,
                    const std::string& tenants) {
    // Back to the connection's own role first: mallctl_api may become nobody.
    work_.run_script("set local role none");
    work_.run(
        "select set_config('mallctl.mall', $1, true), set_config('mallctl.permissions', $2, true), "
        "set_config('mallctl.tenants', $3, true), set_config('mallctl.principal', 'user:doctor', true), "
        "set_config('role', $4, true)",
        Params().add(mall).add(permissions).add(tenants).add(role));
}

Trials::Outcome Trials::attempt(const std::string& statement) {
    ++attempts_;
    const Rows said = work_.run("select pg_temp.mallctl_attempt($1)", Params().add(statement));
    const std::string text(said.text(0, 0));
    Outcome outcome;
    if (text.starts_with("failed ")) {
        outcome.state = text.substr(7);
    } else {
        std::from_chars(text.data(), text.data() + text.size(), outcome.rows);
    }
    return outcome;
}

bool Trials::has_rows(const MallTable& table, const std::string& mall) {
    become("mallctl_app", mall);
    return attempt(
               fmt::format("select from {} where {} = {} limit 1", table.name, table.key, literal_of(mall)))
               .rows == 1;
}

// Into a table that no mall has rows in, for as long as the transaction lasts; false where a plain row is not
// taken.
bool Trials::plant(const MallTable& table, const std::string& mall) {
    become("mallctl_app", mall);
    const Rows columns = work_.run(
        "select attname, format_type(atttypid, null) from pg_attribute where attrelid = $1::text::regclass "
        "and attnum > 0 and not attisdropped and attnotnull and not atthasdef and attgenerated = '' "
        "and attname <> $2",
        Params().add(table.name).add(table.key));
    std::string names = table.key;
    std::string values = literal_of(mall);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string name(columns.text(i, 0));
        names += fmt::format(", \"{}\"", name);
        values += ", " + plain_value(std::string(columns.text(i, 1)), name);
    }
    const std::string statement = fmt::format("insert into {} ({}) values ({})", table.name, names, values);
    if (attempt(statement).rows != 1) return false;
    work_.run(statement);
    return true;
}

bool Trials::is_private(const std::string& table) const {
    return std::any_of(private_tables_.begin(), private_tables_.end(), [&](const std::string& name) {
        return table == "mallctl." + name || table == "mallctl.\"" + name + '"';
    });
}

void Trials::find_ground() {
    become("mallctl_app", "");
    const Rows found = work_.run("select id from mallctl.mall order by id");
    std::vector<std::string> malls;
    for (std::size_t i = 0; i < found.size(); ++i) malls.emplace_back(found.text(i, 0));
    for (const MallTable& table : mall_tables(work_)) {
        Ground ground{table, {}, false};
        for (const std::string& mall : malls) {
            if (!has_rows(table, mall)) continue;
            ground.mall = mall;
            break;
        }
        if (ground.mall.empty() && !malls.empty() && plant(table, malls.front())) {
            ground.mall = malls.front();
            ground.planted = true;
        }
        grounds_.push_back(std::move(ground));
    }
}

void Trials::expect_nothing(SecurityCheck& check, const MallTable& table, const std::string& what,
                            const std::string& statement) {
    const Outcome outcome = attempt(statement);
    if (outcome.rows == 0 || outcome.state == "42501") return;
    const bool let_through = outcome.rows > 0 || outcome.state.starts_with("23");
    const std::string came = outcome.rows > 0 ? fmt::format("{} met {} rows", what, outcome.rows)
                             : let_through
                                 ? fmt::format("{} was stopped by a constraint alone", what)
                                 : fmt::format("{} could not be tried: SQLSTATE {}", what, outcome.state);
    check.findings.push_back(
        {table.name, came, "look at its policies: mallctl db shell, then \\d " + table.name});
}

// In the context that has been taken on; the rows of `mall` are not the caller's.
void Trials::try_writes(SecurityCheck& check, const Ground& ground, const std::string& who,
                        const std::string& mall) {
    const MallTable& table = ground.table;
    const std::string theirs = fmt::format("{} = {}", table.key, literal_of(mall));
    expect_nothing(check, table, who + ": an update",
                   fmt::format("update {0} set {1} = {1} where {2}", table.name, table.key, theirs));
    expect_nothing(check, table, who + ": a deletion",
                   fmt::format("delete from {} where {}", table.name, theirs));
    // Policies look before constraints do: a row needs to be no more than its mall.
    expect_nothing(check, table, who + ": an insertion",
                   fmt::format("insert into {} ({}) values ({})", table.name, table.key, literal_of(mall)));
}

// A row of one's own mall, given to another.
void Trials::try_to_hand_over(SecurityCheck& check, const Ground& ground, const std::string& who) {
    const MallTable& table = ground.table;
    expect_nothing(
        check, table, who + ": giving a row to another mall",
        fmt::format("update {0} set {1} = {2} where ctid = (select ctid from {0} where {1} = {3} limit 1)",
                    table.name, table.key, literal_of(nowhere_), literal_of(ground.mall)));
}

void Trials::try_views(SecurityCheck& check) {
    const Rows views = views_.run(
        "select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace "
        "where c.relkind = 'v' and n.nspname not in ('information_schema', 'pg_catalog') "
        "and has_any_column_privilege('mallctl_reader', c.oid, 'select') "
        "and not exists (select from pg_depend e where e.objid = c.oid "
        "and e.classid = 'pg_class'::regclass and e.deptype = 'e') order by 1");
    // Who cannot become mallctl_reader tries as their owner, with whose rights they read.
    const bool may_become =
        views_.run("select pg_has_role(session_user, 'mallctl_reader', 'member')").flag(0, 0);
    views_.run_script(may_become ? "set local role mallctl_reader" : "set local role none");
    views_.run("select set_config('mallctl.mall', $1, true)", Params().add(nowhere_));
    for (std::size_t i = 0; i < views.size(); ++i) {
        const std::string view(views.text(i, 0));
        ++attempts_;
        const Rows rows =
            views_.run(fmt::format("select count(*) from (select from {} limit 1000) as r", view));
        if (rows.integer(0, 0) == 0) continue;
        check.findings.push_back(
            {view,
             fmt::format("mallctl_reader, for another mall: {} rows or more are read", rows.integer(0, 0)),
             "look at what it selects and who owns it: mallctl db shell, then \\d+ " + view});
    }
}

SecurityCheck Trials::of_other_malls() {
    SecurityCheck check;
    attempts_ = 0;
    std::size_t empty = 0;
    for (const Ground& ground : grounds_) {
        // Without rows only an insertion can fail; its policies are held against those of mallctl.protect.
        const std::string mall = ground.mall.empty() ? core::to_string(core::uuid_v4()) : ground.mall;
        if (ground.mall.empty()) ++empty;
        for (const std::string role : {"mallctl_app", "mallctl_api"}) {
            const std::string who = role + ", for another mall";
            become(role, nowhere_, all_permissions());
            expect_nothing(check, ground.table, who + ": reading",
                           fmt::format("select from {} limit 1000", ground.table.name));
            try_writes(check, ground, who, mall);
            // A mall is no row of another; triggers look at its id before policies do.
            if (ground.mall.empty() || ground.table.key == "id") continue;
            become(role, ground.mall, all_permissions());
            try_to_hand_over(check, ground, role);
        }
    }
    try_views(check);
    check.looked_at = fmt::format(
        "{} attempts as mallctl_app, mallctl_api and mallctl_reader on {} tables ({} have no row to be read)",
        attempts_, grounds_.size(), empty);
    return check;
}

// What somebody of another tenant reads more than a shopper does.
void Trials::try_reading_of_tenants(SecurityCheck& check, const Ground& ground, const std::string& tenants) {
    const std::string reading = fmt::format("select from {}", ground.table.name);
    become("mallctl_api", ground.mall);
    const Outcome anybody = attempt(reading);
    become("mallctl_api", ground.mall, "", tenants);
    const Outcome stranger = attempt(reading);
    if (stranger.rows <= anybody.rows) return;
    check.findings.push_back({ground.table.name,
                              fmt::format("people of another tenant read {} rows that shoppers do not",
                                          stranger.rows - std::max<std::int64_t>(anybody.rows, 0)),
                              "look at its policies: mallctl db shell, then \\d " + ground.table.name});
}

SecurityCheck Trials::of_other_callers() {
    SecurityCheck check;
    attempts_ = 0;
    const std::string tenants = tenant_permissions(nobodys);
    std::size_t of_tenants = 0;
    for (const Ground& ground : grounds_) {
        if (ground.mall.empty()) continue;
        const MallTable& table = ground.table;
        become("mallctl_api", ground.mall);
        const std::string nobody = "mallctl_api, without a permission";
        if (is_private(table.name))
            expect_nothing(check, table, nobody + ": reading",
                           fmt::format("select from {} limit 1000", table.name));
        try_writes(check, ground, nobody, ground.mall);
        if (table.owner_column.empty()) continue;
        ++of_tenants;
        try_reading_of_tenants(check, ground, tenants);
        become("mallctl_api", ground.mall, "", tenants);
        try_writes(check, ground, "mallctl_api, for people of another tenant", ground.mall);
    }
    check.looked_at = fmt::format(
        "{} attempts as mallctl_api without a permission and, on {} tables with rows "
        "of tenants, for another tenant",
        attempts_, of_tenants);
    return check;
}

}  // namespace mallctl::db
