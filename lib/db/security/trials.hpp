// Attempts at rows that are not the caller's. Of lib/db/security alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/uuid.hpp"
#include "db/connection.hpp"
#include "db/security/protection.hpp"

namespace mallctl::db {

class Trials {
  public:
    // `work` connects as mallctl_app, or as a role that may become it; it is never committed. `views` is
    // where views are tried as their owner, for a connection that cannot become mallctl_reader.
    Trials(Work& work, Work& views, const std::vector<std::string>& private_tables);

    SecurityCheck of_other_malls();
    SecurityCheck of_other_callers();

  private:
    // A table with the mall that has rows in it.
    struct Ground {
        MallTable table;
        std::string mall;  // "" where there is none
        bool planted = false;
    };
    // What comes of a statement.
    struct Outcome {
        std::int64_t rows = -1;  // -1: it failed
        std::string state;       // SQLSTATE of the failure
    };

    void find_ground();
    bool has_rows(const MallTable& table, const std::string& mall);
    bool is_private(const std::string& table) const;
    bool plant(const MallTable& table, const std::string& mall);
    void become(const std::string& role, const std::string& mall, const std::string& permissions = {},
                const std::string& tenants = {});
    Outcome attempt(const std::string& statement);
    // Adds a finding unless the statement met no row or was refused.
    void expect_nothing(SecurityCheck& check, const MallTable& table, const std::string& what,
                        const std::string& statement);
    void try_writes(SecurityCheck& check, const Ground& ground, const std::string& who,
                    const std::string& mall);
    void try_to_hand_over(SecurityCheck& check, const Ground& ground, const std::string& who);
    void try_views(SecurityCheck& check);
    void try_reading_of_tenants(SecurityCheck& check, const Ground& ground, const std::string& tenants);

    Work& work_;
    Work& views_;
    std::vector<std::string> private_tables_;
    std::vector<Ground> grounds_;
    std::string nowhere_;  // a mall that does not exist
    std::int64_t attempts_ = 0;
};

}  // namespace mallctl::db
