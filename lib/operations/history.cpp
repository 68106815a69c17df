#include "operations/history.hpp"

#include "operations/find_mall.hpp"

namespace mallctl::operations {

History list_history(db::Session& session, const std::string& mall, std::int64_t limit) {
    const auto found = find_mall(session, mall);
    db::Transaction transaction(session, found.id, db::Transaction::Mode::read);
    History history;
    history.versions = db::VersionRepository(transaction).newest(limit);
    // Versions are numbered from 1 without gaps.
    if (!history.versions.empty()) history.total = history.versions.front().number;
    return history;
}

}  // namespace mallctl::operations
