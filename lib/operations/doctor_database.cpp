#include "operations/doctor_database.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

#include "core/error.hpp"
#include "db/connection.hpp"
#include "db/mall_repository.hpp"
#include "db/migrations.hpp"
#include "db/session.hpp"
#include "operations/build.hpp"
#include "operations/build_search.hpp"

namespace mallctl::operations {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string list;
    for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
    return list;
}

HealthLine examine_extensions(db::Work& work) {
    HealthLine line{"D002", "extensions", Health::ok, "", ""};
    std::vector<std::string> there;
    std::vector<std::string> missing;
    for (const std::string name : {"postgis", "btree_gist"}) {
        const auto rows =
            work.run("select extversion from pg_extension where extname = $1", db::Params().add(name));
        if (rows.empty()) {
            missing.push_back(name);
        } else {
            there.push_back(name + " " + std::string(rows.text(0, 0)));
        }
    }
    line.found = joined(there);
    if (!missing.empty()) {
        line.health = Health::error;
        line.found = "missing: " + joined(missing);
        line.advice = "run: mallctl db migrate, as a role that may create extensions";
    }
    return line;
}

// True when this program can work with the schema.
HealthLine examine_schema(db::Work& work, const std::string& label) {
    try {
        db::require_schema(work, label);
    } catch (const core::Error& error) {
        return {"D003", "schema", Health::error, error.what(), error.advice()};
    }
    const auto rows = work.run("select max(number) from mallctl.schema_migration");
    return {"D003", "schema", Health::ok, fmt::format("version {}, up to date", rows.integer(0, 0)), ""};
}

HealthLine examine_roles(db::Work& work) {
    const auto rows = work.run(
        "select wanted.name, found.rolname is null, "
        "coalesce((found.rolsuper or found.rolbypassrls) and wanted.name <> 'mallctl_backup', false), "
        "coalesce(not found.rolbypassrls and wanted.name = 'mallctl_backup', false), "
        "coalesce(found.rolinherit and wanted.name = 'mallctl_app', false) "
        "from (values ('mallctl_owner'), ('mallctl_app'), ('mallctl_api'), ('mallctl_reader'), "
        "('mallctl_backup')) "
        "as wanted (name) left join pg_roles found on found.rolname = wanted.name order by wanted.name");
    std::vector<std::string> missing;
    std::vector<std::string> unbound;
    bool blind_backup = false;
    bool heir = false;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows.flag(i, 1)) missing.emplace_back(rows.text(i, 0));
        if (rows.flag(i, 2)) unbound.emplace_back(rows.text(i, 0));
        blind_backup = blind_backup || rows.flag(i, 3);
        heir = heir || rows.flag(i, 4);
    }
    if (!missing.empty())
        return {"D004", "roles", Health::error, "missing: " + joined(missing), "run: mallctl db migrate"};
    if (!unbound.empty()) {
        return {"D004", "roles", Health::error,
                "row-level security does not bind " + joined(unbound) + ": it would see every mall",
                "have a superuser run: alter role " + unbound.front() + " nosuperuser nobypassrls"};
    }
    if (heir) {
        return {"D004", "roles", Health::error, "mallctl_app inherits mallctl_api, whose policies bind it",
                "have a superuser run: alter role mallctl_app noinherit"};
    }
    if (blind_backup) {
        return {"D004", "roles", Health::warning, "mallctl_backup does not see the rows of every mall",
                "have a superuser run: alter role mallctl_backup bypassrls"};
    }
    return {"D004", "roles", Health::ok,
            "mallctl_owner, mallctl_app, mallctl_api, mallctl_reader, mallctl_backup", ""};
}

HealthLine examine_durability(db::Work& work) {
    std::vector<std::string> off;
    for (const std::string name : {"fsync", "full_page_writes", "synchronous_commit"}) {
        if (work.run("select current_setting($1)", db::Params().add(name)).text(0, 0) == "off")
            off.push_back(name);
    }
    if (off.empty()) return {"D005", "durability", Health::ok, "what is committed survives a crash", ""};
    return {"D005", "durability", Health::warning, joined(off) + " off: a crash may lose what was committed",
            "turn it on, unless this is a throw-away cluster (mallctl db run)"};
}

HealthLine examine_connections(db::Work& work) {
    const auto rows = work.run(
        "select (select count(*) from pg_stat_activity where backend_type = 'client backend'), "
        "current_setting('max_connections')::int");
    const auto used = rows.integer(0, 0);
    const auto most = rows.integer(0, 1);
    const bool few = used * 10 >= most * 9;
    return {"D006", "connections", few ? Health::warning : Health::ok,
            fmt::format("{} of {} are in use", used, most),
            few ? "end programs that hold connections, or raise max_connections" : ""};
}

HealthLine examine_clock(db::Work& work) {
    const auto rows = work.run(
        "select extract(epoch from clock_timestamp())::double precision, "
        "current_setting('TimeZone')");
    const std::chrono::duration<double> here = std::chrono::system_clock::now().time_since_epoch();
    const double apart = std::abs(rows.real(0, 0) - here.count());
    HealthLine line{"D008", "clock", Health::ok, fmt::format("{:.1f} s from the server's clock", apart), ""};
    if (apart < 2) return line;
    line.health = apart < 60 ? Health::warning : Health::error;
    line.advice = "set the clocks by NTP: offers, leases and opening hours follow them";
    return line;
}

ArtifactState state_of(db::Session& session, const catalog::Mall& mall, const ArtifactKind& kind) {
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    return artifact_state(transaction, kind);
}

bool lacks_graph(db::Session& session, const catalog::Mall& mall) {
    const ArtifactState state = state_of(session, mall, nav_kind());
    return state == ArtifactState::absent || state == ArtifactState::stale;
}

// Who never built an index does without one.
bool has_old_index(db::Session& session, const catalog::Mall& mall) {
    return state_of(session, mall, search_kind()) == ArtifactState::stale;
}

HealthLine examine_artifacts(const db::Endpoint& endpoint) {
    db::Session session(endpoint, "mallctl doctor");
    std::vector<catalog::Mall> malls;
    {
        db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
        malls = db::MallRepository(transaction).list();
    }
    std::vector<std::string> stale;
    std::vector<std::string> searched;
    for (const auto& mall : malls) {
        if (lacks_graph(session, mall)) stale.push_back(mall.slug);
        if (has_old_index(session, mall)) searched.push_back(mall.slug);
    }
    if (stale.empty() && !searched.empty()) {
        return {"D009", "artifacts", Health::warning, "an older search index: " + joined(searched),
                "run: mallctl build search --mall " + searched.front()};
    }
    if (stale.empty()) {
        return {"D009", "artifacts", Health::ok,
                fmt::format("the graphs of {} malls are those of their plans", malls.size()), ""};
    }
    return {"D009", "artifacts", Health::warning, "no graph of the current plan: " + joined(stale),
            "run: mallctl build nav --mall " + stale.front()};
}

}  // namespace

std::vector<HealthLine> examine_database(const db::Endpoint& endpoint) {
    std::vector<HealthLine> lines;
    {
        db::Connection connection(endpoint.owner, endpoint.label, "mallctl doctor");
        db::Work work(connection, db::Work::Isolation::read_committed);
        lines = {examine_extensions(work), examine_roles(work), examine_durability(work),
                 examine_connections(work), examine_clock(work)};
        lines.push_back(examine_schema(work, endpoint.label));
    }
    if (lines.back().health == Health::ok) lines.push_back(examine_artifacts(endpoint));
    return lines;
}

}  // namespace mallctl::operations
