#include "operations/find_mall.hpp"

#include "db/mall_repository.hpp"
#include "operations/snapshot.hpp"

namespace mallctl::operations {

catalog::Mall find_mall(db::Session& session, std::string_view slug) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::read);
    db::MallRepository malls(transaction);
    if (auto mall = malls.find(slug)) return *mall;
    throw_unknown_mall(slug, malls.list());
}

}  // namespace mallctl::operations
