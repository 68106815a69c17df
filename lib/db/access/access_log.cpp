#include "db/access/access_log.hpp"

#include <algorithm>
#include <thread>

#include "core/error.hpp"
#include "core/hex.hpp"
#include "db/access/instants.hpp"
#include "db/connection.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using std::chrono::milliseconds;

namespace {

std::vector<access::SigningSecret> read_secrets(Transaction& transaction) {
    const Rows rows = transaction.impl().work.run(
        "select id, encode(bytes, 'hex') from mallctl.signing_secret order by created_at desc, id");
    std::vector<access::SigningSecret> secrets;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string_view hex = rows.text(i, 1);
        std::string bytes(hex.size() / 2, '\0');
        if (core::from_hex(hex, std::as_writable_bytes(std::span(bytes))))
            secrets.push_back({std::string(rows.text(i, 0)), bytes});
    }
    return secrets;
}

}  // namespace

void record_access(Transaction& transaction, const AccessEvent& event, core::Instant now) {
    transaction.impl().work.run(
        "insert into mallctl.access_event (at, actor, action, subject, mall, details) "
        "values ($1::timestamptz, $2, $3, $4, $5, $6::jsonb)",
        Params()
            .add(core::format_instant(now))
            .add(event.actor)
            .add(event.action)
            .add(event.subject)
            .add(event.mall)
            .add(event.details));
}

std::vector<AccessEvent> list_access(Transaction& transaction, const std::optional<core::Uuid>& mall,
                                     std::int64_t limit) {
    const Rows rows = transaction.impl().work.run(
        "select actor, action, subject, mall, details::text, extract(epoch from at)::bigint "
        "from mallctl.access_event where $1::uuid is null or mall = $1::uuid "
        "order by written_at desc, id limit $2::bigint",
        Params().add(mall).add(limit));
    std::vector<AccessEvent> events;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        events.push_back({std::string(rows.text(i, 0)), std::string(rows.text(i, 1)),
                          std::string(rows.text(i, 2)), rows.uuid_or_null(i, 3), std::string(rows.text(i, 4)),
                          *instant_or_null(rows, i, 5)});
    }
    return events;
}

std::string author_of(Transaction& transaction) {
    return std::string(
        transaction.impl()
            .work.run("select coalesce(nullif(current_setting('mallctl.author', true), ''), session_user)")
            .text(0, 0));
}

std::vector<access::SigningSecret> signing_secrets(Session& session, core::Instant now) {
    Transaction transaction(session, std::nullopt, Transaction::Mode::write);
    auto secrets = read_secrets(transaction);
    if (!secrets.empty()) return secrets;
    // Of servers that start at once, the first makes it.
    Work& work = transaction.impl().work;
    work.run_script("lock table mallctl.signing_secret in share row exclusive mode");
    secrets = read_secrets(transaction);
    if (secrets.empty()) {
        const access::SigningSecret made = access::make_signing_secret();
        work.run(
            "insert into mallctl.signing_secret (id, bytes, created_at) values ($1, decode($2, 'hex'), "
            "$3::timestamptz)",
            Params()
                .add(made.id)
                .add(core::to_hex(std::as_bytes(std::span(made.bytes))))
                .add(core::format_instant(now)));
        secrets.push_back(made);
    }
    transaction.commit();
    return secrets;
}

void listen_for_access(const Endpoint& endpoint, const std::function<bool()>& stop,
                       const std::function<void()>& changed) {
    constexpr milliseconds first_backoff{100};
    constexpr milliseconds longest_backoff{5'000};
    constexpr milliseconds answer_stop{500};
    milliseconds backoff = first_backoff;
    while (!stop()) {
        try {
            Connection connection(endpoint.app, endpoint.label, "mallctl serve: access");
            connection.listen("mallctl_access");
            changed();
            backoff = first_backoff;
            while (!stop()) {
                if (connection.wait_for_notice(answer_stop)) changed();
            }
        } catch (const core::Error& error) {
            if (error.fault() != core::Fault::unreachable && error.fault() != core::Fault::conflict) throw;
            changed();
            for (milliseconds slept{0}; slept < backoff && !stop(); slept += first_backoff)
                std::this_thread::sleep_for(first_backoff);
            backoff = std::min(backoff * 2, longest_backoff);
        }
    }
}

}  // namespace mallctl::db
