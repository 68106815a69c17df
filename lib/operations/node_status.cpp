#include "operations/node_status.hpp"

#include <map>
#include <utility>

#include "db/mall_repository.hpp"

namespace mallctl::operations {

std::vector<NodeStatus> node_status(db::Session& session) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
    std::map<std::string, std::int64_t> newest;
    for (const catalog::Mall& mall : db::MallRepository(transaction).list()) newest[mall.slug] = mall.version;
    std::vector<NodeStatus> all;
    for (db::SeenNode& seen : db::list_nodes(transaction)) {
        NodeStatus status;
        status.seen_s = seen.seen_s;
        for (const db::NodeMall& mall : std::exchange(seen.report.malls, {})) {
            const auto found = newest.find(mall.slug);
            status.malls.push_back(
                {mall, found == newest.end() ? std::nullopt : std::optional(found->second)});
        }
        status.node = std::move(seen.report);
        if (status.seen_s > node_gone_after.count()) status.node.state = "gone";
        all.push_back(std::move(status));
    }
    return all;
}

}  // namespace mallctl::operations
