// Connections and transactions. libpqxx stays behind this header.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/uuid.hpp"
#include "db/endpoint.hpp"

namespace mallctl::db {

// One connection as mallctl_app, for one thread. It never reconnects by itself (a silent reconnect would lose
// the settings that row-level security reads): a broken connection throws core::Error(unreachable) from then
// on.
class Session {
  public:
    // Connects, checks that the schema is one this binary supports (else core::Error(usage), "run: mallctl db
    // migrate"), and names the connection `application_name`.
    Session(const Endpoint& endpoint, const std::string& application_name);
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    std::unique_ptr<Impl> impl_;
};

// A transaction for one mall (row-level security shows it that mall's rows only), or for none (then only
// `mall` rows can be read). Rolls back on destruction unless committed.
class Transaction {
  public:
    enum class Mode { read, write };  // read: REPEATABLE READ, READ ONLY

    Transaction(Session& session, const std::optional<core::Uuid>& mall, Mode mode);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // Waits at most `timeout` for the mall's advisory lock, held to the end of the transaction; throws
    // core::Error(conflict).
    void lock_mall(std::chrono::milliseconds timeout);

    // Throws core::Error(conflict) where a concurrent change won.
    void commit();

    // Set once by the constructor; the mall whose rows this transaction sees.
    const std::optional<core::Uuid>& mall() const { return mall_; }

    struct Impl;
    Impl& impl() { return *impl_; }

  private:
    std::optional<core::Uuid> mall_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::db
