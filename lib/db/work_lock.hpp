// Who does what takes long: of all programs that see that an artifact is out of date, one builds it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

// An advisory lock of the session, by mall and work ("nav"), apart from that of the mall's writers: a build
// may take minutes, and others write meanwhile. It ends with the connection, so that nobody waits for a
// program that was killed. The session may take it again while it has it.
class WorkLock {
  public:
    // Nothing where another session has it.
    static std::optional<WorkLock> try_take(Session& session, const core::Uuid& mall, std::string_view what);
    // Throws core::Error(conflict) where another session has it for longer than `timeout`.
    static WorkLock take(Session& session, const core::Uuid& mall, std::string_view what,
                         std::chrono::milliseconds timeout);

    WorkLock(WorkLock&& other) noexcept;
    WorkLock& operator=(WorkLock&&) = delete;
    ~WorkLock();

  private:
    WorkLock(Session& session, std::string key) : session_(&session), key_(std::move(key)) {}

    Session* session_;
    std::string key_;
};

}  // namespace mallctl::db
