// A bare connection and a unit of work on it: what sessions, migrations and the listener are made of.
//
// The one place where statements are run and where the faults of libpqxx become core::Error:
//   a lost or refused connection                            -> unreachable
//   serialization failure, deadlock, lock timeout           -> conflict
//   data or a constraint that the server refuses            -> rejected
//   everything else                                         -> failed
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/rows.hpp"

namespace mallctl::db {

class Connection {
  public:
    // `conninfo` is a libpq connection string or URI; `label` names the server in messages. Passwords never
    // get into them. Throws core::Error(unreachable).
    Connection(const std::string& conninfo, const std::string& label, const std::string& application_name);
    ~Connection();
    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;

    // LISTENs on a channel from now on.
    void listen(const std::string& channel);
    // True when a notification came within `timeout`.
    bool wait_for_notice(std::chrono::milliseconds timeout);

    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

// One transaction on a connection; rolls back on destruction unless committed.
class Work {
  public:
    enum class Isolation { read_committed, repeatable_read_only };

    Work(Connection& connection, Isolation isolation);
    ~Work();
    Work(const Work&) = delete;
    Work& operator=(const Work&) = delete;

    Rows run(const std::string& sql, const Params& params = {});

    // Several statements without parameters, such as a migration.
    void run_script(const std::string& sql);

    void commit();

    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

// COPY into a table of this transaction (a staging table: COPY is refused where row-level security applies).
class CopyWriter {
  public:
    // binary: rows as CopyRows makes them; text: as COPY ... TO writes them by default.
    enum class Form { binary, text };

    CopyWriter(Work& work, const std::string& table, const std::vector<std::string>& columns,
               Form form = Form::binary);
    ~CopyWriter();
    CopyWriter(const CopyWriter&) = delete;
    CopyWriter& operator=(const CopyWriter&) = delete;

    // Whole rows or parts of them. Waits while the server has more than it can take.
    void write(std::string_view rows);

    // Must be called after the last row; throws core::Error(rejected) when the server refuses one.
    void finish();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

// Runs COPY (query) TO STDOUT and hands over its text, a row with its line break at a time; returns how many
// rows there were. Nothing else may run on the connection until it returns; after an exception of `take` the
// connection is of no more use.
std::int64_t copy_rows_out(Work& work, const std::string& query,
                           const std::function<void(std::string_view)>& take);

}  // namespace mallctl::db
