#include "db/access/access_log.hpp"

#include <algorithm>
#include <thread>

#include "core/error.hpp"
#include "db/access/instants.hpp"
#include "db/connection.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using std::chrono::milliseconds;

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
