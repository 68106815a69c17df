#include "db/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "core/error.hpp"
#include "db/connection.hpp"
#include "db/migrations.hpp"
#include "db/session_impl.hpp"
#include "db/session_upkeep.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

void become_app(Work& work, const std::string& label) {
    if (work.run("select from pg_roles where rolname = 'mallctl_app'").empty()) {
        throw Error(Fault::usage, label + " has no mallctl schema", "run: mallctl db migrate");
    }
    try {
        work.run_script("set role mallctl_app");
    } catch (const Error& e) {
        if (e.fault() == Fault::unreachable) throw;
        throw Error(Fault::usage,
                    fmt::format("the connected role of {} cannot become mallctl_app: {}", label, e.what()),
                    "have an administrator run: grant mallctl_app to ROLE");
    }
}

}  // namespace

Session::Session(const Endpoint& endpoint, const std::string& application_name)
    : impl_(new Impl{Connection(endpoint.app, endpoint.label, application_name), endpoint.author,
                     endpoint.author}) {
    {
        Work work(impl_->connection, Work::Isolation::read_committed);
        if (endpoint.set_role) become_app(work, endpoint.label);
        set_search_path(work);
        work.run("select set_config('mallctl.author', $1, false)", Params().add(endpoint.author));
        work.commit();
    }
    Work work(impl_->connection, Work::Isolation::read_committed);
    require_schema(work, endpoint.label);
}

void act_for(Session& session, const std::string& author) {
    Session::Impl& impl = session.impl();
    const std::string& wanted = author.empty() ? impl.own_author : author;
    if (wanted == impl.author) return;
    Work work(impl.connection, Work::Isolation::read_committed);
    work.run("select set_config('mallctl.author', $1, false)", Params().add(wanted));
    work.commit();
    impl.author = wanted;
}

bool is_alive(Session& session) {
    try {
        Work(session.impl().connection, Work::Isolation::read_committed).run("select 1");
        return true;
    } catch (const Error&) {
        return false;
    }
}

Session::~Session() = default;
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;

Transaction::Transaction(Session& session, const std::optional<core::Uuid>& mall, Mode mode)
    : mall_(mall),
      impl_(new Impl{Work(session.impl().connection, mode == Mode::write
                                                         ? Work::Isolation::read_committed
                                                         : Work::Isolation::repeatable_read_only)}) {
    const std::string id = mall ? core::to_string(*mall) : std::string();
    const auto& acting = session.impl().acting;
    if (!acting) {
        impl_->work.run("select set_config('mallctl.mall', $1, true)", Params().add(id));
        return;
    }
    // The role last: what comes after it is no more mallctl_app's.
    impl_->work.run(
        "select set_config('mallctl.mall', $1, true), set_config('mallctl.author', $2, true), "
        "set_config('mallctl.principal', $3, true), set_config('mallctl.permissions', $4, true), "
        "set_config('mallctl.tenants', $5, true), set_config('role', 'mallctl_api', true)",
        Params()
            .add(id)
            .add(acting->author)
            .add(acting->principal)
            .add(acting->permissions)
            .add(acting->tenants));
}

Transaction::~Transaction() = default;

void Transaction::lock_mall(std::chrono::milliseconds timeout) {
    // 0 would mean to wait for ever.
    const auto patience = std::max<std::int64_t>(timeout.count(), 1);
    impl_->work.run("select set_config('lock_timeout', $1, true)",
                    Params().add(std::to_string(patience) + "ms"));
    try {
        impl_->work.run("select pg_advisory_xact_lock(hashtextextended('mallctl.mall ' || $1, 0))",
                        Params().add(mall_of(*this)));
    } catch (const Error& e) {
        if (e.fault() != Fault::conflict) throw;
        throw Error(Fault::conflict,
                    fmt::format("another command is changing this mall and did not finish within {} s",
                                static_cast<double>(patience) / 1000),
                    "try again, or wait longer with --lock-timeout");
    }
}

void Transaction::commit() {
    impl_->work.commit();
}

const core::Uuid& mall_of(const Transaction& transaction) {
    if (!transaction.mall()) throw std::logic_error("this needs a transaction for a mall");
    return *transaction.mall();
}

}  // namespace mallctl::db
