// The units, levels, connectors and openings that rows of the catalog name, against those of the current
// plan.
#pragma once

#include <map>
#include <string>

#include "catalog/row.hpp"
#include "core/diagnostic.hpp"
#include "plan/model.hpp"

namespace mallctl::operations {

// Collects what rows name of the plan, each name once: a catalog of a million rows names no more units than
// the plan has, or its findings are the same one over and over.
class PlanMentions {
  public:
    static constexpr std::size_t most = 100'000;

    // Looks at the fields of the row that name features of the plan.
    void add(const catalog::Row& row);

    bool empty() const {
        return units_.empty() && levels_.empty() && connectors_.empty() && openings_.empty();
    }

    // M011, a warning, at the first row that names it: each unit and level that `plan` does not have, or has
    // more than once, and each connector and opening that it does not have. `files`: names by
    // catalog::Row::file. O(units + levels + mentions, and mentioned connectors * connectors, as of
    // openings).
    core::Diagnostics check(const plan::Plan& plan, const std::vector<std::string>& files) const;

  private:
    struct Mention {
        std::uint32_t file = 0;
        std::uint32_t line = 0;
        std::uint32_t column = 0;
        std::string feature;  // "store bakery"
    };
    using Mentions = std::map<std::string, Mention>;

    static void add(Mentions& to, const std::string& name, const catalog::Row& row, std::size_t field);

    // The fields of a kind that name features, and where such names are kept.
    struct Naming {
        std::size_t field = 0;
        Mentions PlanMentions::*to = nullptr;
    };
    static std::vector<Naming> names_of(const catalog::Kind& kind);

    const catalog::Kind* kind_ = nullptr;  // of the row before
    std::vector<Naming> naming_;           // of that kind
    Mentions units_;
    Mentions levels_;
    Mentions connectors_;
    Mentions openings_;
};

}  // namespace mallctl::operations
