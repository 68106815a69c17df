#include "db/nodes.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>

#include "core/escape.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

std::string malls_json(const std::vector<NodeMall>& malls) {
    std::string json = "[";
    for (const NodeMall& mall : malls) {
        json += json.size() > 1 ? ",{\"mall\":" : "{\"mall\":";
        core::append_json_string(json, mall.slug);
        fmt::format_to(std::back_inserter(json), ",\"version\":{},\"age_s\":{}}}", mall.version, mall.age_s);
    }
    return json += "]";
}

}  // namespace

void report_node(Session& session, const NodeReport& report) {
    Transaction transaction(session, std::nullopt, Transaction::Mode::write);
    transaction.impl().work.run(
        "insert into mallctl.node (id, host, pid, address, version, state, sockets, malls, started_at, "
        "seen_at) values ($1, $2, $3::integer, $4, $5, $6, $7::integer, $8::jsonb, $9::timestamptz, now()) "
        "on conflict (id) do update set state = excluded.state, sockets = excluded.sockets, "
        "malls = excluded.malls, seen_at = excluded.seen_at",
        Params()
            .add(report.id)
            .add(report.host)
            .add(report.pid)
            .add(report.address)
            .add(report.version)
            .add(report.state)
            .add(report.sockets)
            .add(malls_json(report.malls))
            .add(core::format_instant(report.started_at)));
    transaction.impl().work.run("delete from mallctl.node where seen_at < now() - interval '1 hour'");
    transaction.commit();
}

void forget_node(Session& session, const core::Uuid& id) {
    Transaction transaction(session, std::nullopt, Transaction::Mode::write);
    transaction.impl().work.run("delete from mallctl.node where id = $1", Params().add(id));
    transaction.commit();
}

std::vector<SeenNode> list_nodes(Transaction& transaction) {
    const Rows rows = transaction.impl().work.run(
        "select n.id, n.host, n.pid, n.address, n.version, n.state, n.sockets, "
        "extract(epoch from n.started_at)::bigint, greatest(0, extract(epoch from now() - "
        "n.seen_at))::bigint, "
        "m.mall, m.version, m.age_s from mallctl.node n "
        "left join lateral jsonb_to_recordset(n.malls) as m(mall text, version bigint, age_s bigint) on true "
        "order by n.host collate \"C\", n.address collate \"C\", n.id, m.mall collate \"C\"");
    std::vector<SeenNode> nodes;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const core::Uuid id = rows.uuid(i, 0);
        if (nodes.empty() || nodes.back().report.id != id) {
            SeenNode& node = nodes.emplace_back();
            node.report = {id,
                           std::string(rows.text(i, 1)),
                           rows.integer(i, 2),
                           std::string(rows.text(i, 3)),
                           std::string(rows.text(i, 4)),
                           std::string(rows.text(i, 5)),
                           rows.integer(i, 6),
                           core::Instant{std::chrono::seconds{rows.integer(i, 7)}},
                           {}};
            node.seen_s = rows.integer(i, 8);
        }
        if (rows.is_null(i, 9)) continue;
        nodes.back().report.malls.push_back(
            {std::string(rows.text(i, 9)), rows.integer(i, 10), rows.integer(i, 11)});
    }
    return nodes;
}

}  // namespace mallctl::db
