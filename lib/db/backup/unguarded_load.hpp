// Loading whole tables in any order, past what guards single rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/backup/backup_file.hpp"
#include "db/connection.hpp"

namespace mallctl::db {

// While it lives the tables of the schema are empty but for what it loads, without foreign keys, without
// triggers and without the force of row-level security, which COPY refuses. All of it in the transaction of
// `work`: nobody else sees it so.
class UnguardedLoad {
  public:
    // As the owner of the tables. Throws core::Error(conflict) when they are in use.
    explicit UnguardedLoad(Work& work);

    // Throws core::Error(rejected) for a table or a column that the schema does not have.
    void begin_table(const BackupTable& table);
    void add_rows(std::string_view text);

    // Puts the guards back, all references checked, whether foreign keys or triggers keep them; returns the
    // number of rows of all tables. Throws core::Error(rejected) when a reference has no aim.
    std::int64_t finish();

  private:
    void end_table();

    Work& work_;
    std::vector<std::string> tables_;
    std::vector<std::string> forced_;        // those under forced row-level security
    std::vector<std::string> foreign_keys_;  // statements that make them again
    std::optional<CopyWriter> copy_;
};

}  // namespace mallctl::db
