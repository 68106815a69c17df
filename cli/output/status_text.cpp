#include "cli/output/status_text.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "cli/output/rows.hpp"
#include "core/clock.hpp"
#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using operations::Json;
using operations::NodeMallStatus;
using operations::NodeStatus;

Json to_json(const NodeStatus& status) {
    Json malls = Json::array();
    for (const NodeMallStatus& mall : status.malls) {
        Json one{{"mall", mall.served.slug}, {"version", mall.served.version}, {"newest_version", nullptr}};
        if (mall.newest) one["newest_version"] = *mall.newest;
        one["age_s"] = mall.served.age_s;
        malls.push_back(std::move(one));
    }
    return {{"node", core::to_string(status.node.id)},
            {"host", status.node.host},
            {"pid", status.node.pid},
            {"address", status.node.address},
            {"program", status.node.version},
            {"state", status.node.state},
            {"seen_s", status.seen_s},
            {"started_at", core::format_instant(status.node.started_at)},
            {"sockets", status.node.sockets},
            {"malls", std::move(malls)}};
}

using Cells = std::vector<std::optional<std::string>>;

Rows to_rows(const std::vector<NodeStatus>& nodes) {
    Rows rows;
    rows.columns = {{"host"},
                    {"pid", CellKind::number},
                    {"address"},
                    {"state"},
                    {"seen_s", CellKind::number},
                    {"sockets", CellKind::number},
                    {"mall"},
                    {"version", CellKind::number},
                    {"newest_version", CellKind::number},
                    {"age_s", CellKind::number}};
    for (const NodeStatus& status : nodes) {
        const Cells node{
            status.node.host,  std::to_string(status.node.pid), status.node.address,
            status.node.state, std::to_string(status.seen_s),   std::to_string(status.node.sockets)};
        const auto add = [&](const Cells& of_mall) {
            Cells cells = node;
            cells.insert(cells.end(), of_mall.begin(), of_mall.end());
            rows.rows.push_back(std::move(cells));
        };
        for (const NodeMallStatus& mall : status.malls) {
            std::optional<std::string> newest;
            if (mall.newest) newest = std::to_string(*mall.newest);
            add({mall.served.slug, std::to_string(mall.served.version), newest,
                 std::to_string(mall.served.age_s)});
        }
        if (status.malls.empty()) add(Cells(4));
    }
    return rows;
}

}  // namespace

std::string status_text(const std::vector<NodeStatus>& nodes, std::string_view format) {
    if (format == "json") {
        Json array = Json::array();
        for (const NodeStatus& node : nodes) array.push_back(to_json(node));
        return operations::to_text(array, 2) + "\n";
    }
    if (format == "jsonl") {
        std::string lines;
        for (const NodeStatus& node : nodes) lines += operations::to_text(to_json(node)) + "\n";
        return lines;
    }
    return format_rows(to_rows(nodes), format);
}

}  // namespace mallctl::cli
