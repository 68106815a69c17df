// Malls: the one kind that is read across malls.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "catalog/model.hpp"
#include "db/session.hpp"

namespace mallctl::db {

class MallRepository {
  public:
    explicit MallRepository(Transaction& transaction) : transaction_(transaction) {}

    // Sorted by slug. In a transaction without a mall: all of them.
    std::vector<catalog::Mall> list();
    std::optional<catalog::Mall> find(std::string_view slug);
    // The one that the transaction is for; nothing before it is there.
    std::optional<catalog::Mall> current();

    // A mall that is not there yet, with the id of the transaction's mall.
    void add(const catalog::Mall& mall);

  private:
    Transaction& transaction_;
};

}  // namespace mallctl::db
