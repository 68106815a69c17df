#include <fmt/format.h>

#include "core/error.hpp"
#include "db/backup/backup.hpp"
#include "db/backup/backup_file.hpp"
#include "db/backup/schema_tables.hpp"

namespace mallctl::db {

namespace {

using core::Error;
using core::Fault;

void become_backup(Connection& connection, const std::string& label) {
    Work work(connection, Work::Isolation::read_committed);
    if (work.run("select from pg_roles where rolname = 'mallctl_backup' and rolbypassrls").empty()) {
        throw Error(Fault::usage, label + " has no role mallctl_backup that sees the rows of every mall",
                    "have a superuser run: alter role mallctl_backup bypassrls");
    }
    if (!work.run("select pg_has_role('mallctl_backup', 'member')").flag(0, 0)) {
        throw Error(Fault::usage, "the connected role of " + label + " is not a member of mallctl_backup",
                    "have an administrator run: grant mallctl_backup to ROLE");
    }
    // Should a policy apply after all, the server refuses instead of leaving rows out.
    work.run_script("set role mallctl_backup; set row_security = off");
    work.commit();
}

BackupHeader header_of(Work& work, const std::string& label) {
    if (work.run("select to_regclass('mallctl.schema_migration')").is_null(0, 0)) {
        throw Error(Fault::usage, label + " has no mallctl schema: there is nothing to back up",
                    "is it the right database? see: mallctl db status");
    }
    const Rows rows = work.run("select number, name, sha256 from mallctl.schema_migration order by number");
    BackupHeader header{MALLCTL_VERSION, {}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        header.migrations.push_back({static_cast<int>(rows.integer(i, 0)), std::string(rows.text(i, 1)),
                                     std::string(rows.text(i, 2))});
    }
    return header;
}

// The primary key; for a table without one every column, as text. Texts sort by their bytes, not by a locale.
std::string order_of(Work& work, const std::string& table) {
    const Rows key = work.run(
        "select quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate \"C\"' else '' end "
        "from pg_index i cross join lateral unnest(i.indkey::int2[]) with ordinality as k (number, place) "
        "join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number "
        "where i.indrelid = $1::regclass and i.indisprimary order by k.place",
        Params().add(quoted_table(table)));
    std::string order;
    for (std::size_t i = 0; i < key.size(); ++i)
        order += (order.empty() ? "" : ", ") + std::string(key.text(i, 0));
    return order.empty() ? "stored::text collate \"C\"" : order;
}

std::int64_t write_table(Work& work, const std::string& table, BackupWriter& file) {
    const BackupTable described{table, stored_columns(work, table)};
    file.begin_table(described);
    std::string columns;
    for (const auto& column : described.columns) columns += (columns.empty() ? "" : ", ") + quoted(column);
    constexpr std::size_t block = 1 << 18;
    std::string buffer;
    const auto count = copy_rows_out(work,
                                     fmt::format("select {} from {} stored order by {}", columns,
                                                 quoted_table(table), order_of(work, table)),
                                     [&](std::string_view row) {
                                         buffer += row;
                                         if (buffer.size() < block) return;
                                         file.add_rows(buffer);
                                         buffer.clear();
                                     });
    file.add_rows(buffer);
    return count;
}

std::vector<std::string> mall_slugs(Work& work) {
    return work.run("select slug from mallctl.mall order by slug collate \"C\"").first_column();
}

}  // namespace

BackupReport back_up(const std::string& conninfo, const std::string& label,
                     const std::filesystem::path& path) {
    Connection connection(conninfo, label, "mallctl db backup");
    become_backup(connection, label);
    Work work(connection, Work::Isolation::repeatable_read_only);
    const BackupHeader header = header_of(work, label);
    BackupReport report;
    report.schema_version = header.schema_version();
    report.malls = mall_slugs(work);
    BackupWriter file(path, header);
    for (const auto& table : schema_tables(work)) {
        report.rows += write_table(work, table, file);
        ++report.tables;
    }
    file.finish(report.rows);
    return report;
}

}  // namespace mallctl::db
