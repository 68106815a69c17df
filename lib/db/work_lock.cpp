#include "db/work_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "core/error.hpp"
#include "db/connection.hpp"
#include "db/session_impl.hpp"

namespace mallctl::db {

namespace {

std::string key_of(const core::Uuid& mall, std::string_view what) {
    return fmt::format("mallctl.work {} {}", core::to_string(mall), what);
}

}  // namespace

std::optional<WorkLock> WorkLock::try_take(Session& session, const core::Uuid& mall, std::string_view what) {
    std::string key = key_of(mall, what);
    Work work(session.impl().connection, Work::Isolation::read_committed);
    if (!work.run("select pg_try_advisory_lock(hashtextextended($1, 0))", Params().add(key)).flag(0, 0))
        return std::nullopt;
    return WorkLock(session, std::move(key));
}

WorkLock WorkLock::take(Session& session, const core::Uuid& mall, std::string_view what,
                        std::chrono::milliseconds timeout) {
    std::string key = key_of(mall, what);
    // 0 would mean to wait for ever.
    const auto patience = std::max<std::int64_t>(timeout.count(), 1);
    Work work(session.impl().connection, Work::Isolation::read_committed);
    work.run("select set_config('lock_timeout', $1, true)", Params().add(std::to_string(patience) + "ms"));
    try {
        work.run("select pg_advisory_lock(hashtextextended($1, 0))", Params().add(key));
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::conflict) throw;
        throw core::Error(core::Fault::conflict,
                          fmt::format("another program works at the {} of this mall and did not finish "
                                      "within {} s",
                                      what, static_cast<double>(patience) / 1000),
                          "try again, or wait longer with --lock-timeout");
    }
    return WorkLock(session, std::move(key));
}

WorkLock::WorkLock(WorkLock&& other) noexcept
    : session_(std::exchange(other.session_, nullptr)), key_(std::move(other.key_)) {}

WorkLock::~WorkLock() {
    if (session_ == nullptr) return;
    try {
        Work(session_->impl().connection, Work::Isolation::read_committed)
            .run("select pg_advisory_unlock(hashtextextended($1, 0))", Params().add(key_));
    } catch (const std::exception&) {
        // The connection is gone, and the lock with it.
    }
}

}  // namespace mallctl::db
