#include "db/outbox.hpp"

#include <algorithm>
#include <map>
#include <thread>

#include "core/clock.hpp"
#include "core/error.hpp"
#include "db/audit.hpp"
#include "db/connection.hpp"
#include "db/migrations.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using core::Uuid;
using std::chrono::milliseconds;

namespace {

constexpr const char* channel = "mallctl";

struct Numbers {
    std::int64_t version = 0;
    std::int64_t offset = 0;
};

// The row lock that this update takes is held to the commit: offsets appear in the order of commits and
// without gaps.
Numbers take_numbers(Work& work, const Uuid& mall, int versions) {
    const Rows rows = work.run(
        "update mallctl.mall set version = version + $2::int, outbox_offset = outbox_offset + 1 where id = "
        "$1 "
        "returning version, outbox_offset",
        Params().add(mall).add(std::int64_t{versions}));
    if (rows.empty()) throw core::Error(core::Fault::failed, "there is no mall " + core::to_string(mall));
    return {rows.integer(0, 0), rows.integer(0, 1)};
}

void append(Work& work, const Uuid& mall, const Numbers& numbers, std::string_view kind,
            std::string_view payload) {
    work.run(
        "insert into mallctl.outbox (mall_id, \"offset\", version, kind, payload, created_at) "
        "values ($1, $2::bigint, $3::bigint, $4, $5::jsonb, $6::timestamptz)",
        Params()
            .add(mall)
            .add(numbers.offset)
            .add(numbers.version)
            .add(kind)
            .add(payload)
            .add(core::format_instant(core::now())));
    work.run("select pg_notify($1, jsonb_build_object('mall', $2::text, 'offset', $3::bigint)::text)",
             Params().add(channel).add(mall).add(numbers.offset));
}

// One listening connection and how far each mall's outbox has been reported.
class Listener {
  public:
    using Handler = std::function<void(const OutboxEvent&)>;

    Listener(const Endpoint& endpoint, const Handler& on_event) : endpoint_(endpoint), on_event_(on_event) {}

    // LISTEN comes before the first read: what is committed in between is seen by one of them.
    void connect() {
        connection_ = std::make_unique<Connection>(endpoint_.app, endpoint_.label, "mallctl listen");
        {
            Work work(*connection_, Work::Isolation::read_committed);
            if (endpoint_.set_role) work.run_script("set role mallctl_app");
            set_search_path(work);
            work.commit();
        }
        connection_->listen(channel);
    }

    bool wait(milliseconds timeout) { return connection_->wait_for_notice(timeout); }

    void read() {
        for (const auto& [mall, newest] : newest_offsets()) {
            const auto known = reported_.find(mall);
            if (known == reported_.end()) {
                report(mall, started_ ? 0 : newest - 1);
            } else if (known->second < newest) {
                report(mall, known->second);
            }
        }
        started_ = true;
    }

  private:
    std::vector<std::pair<Uuid, std::int64_t>> newest_offsets() {
        Work work(*connection_, Work::Isolation::repeatable_read_only);
        const Rows rows =
            work.run("select id, outbox_offset from mallctl.mall where outbox_offset > 0 order by id");
        std::vector<std::pair<Uuid, std::int64_t>> result;
        for (std::size_t i = 0; i < rows.size(); ++i)
            result.emplace_back(rows.uuid(i, 0), rows.integer(i, 1));
        return result;
    }

    void report(const Uuid& mall, std::int64_t after) {
        std::vector<OutboxEvent> events;
        {
            Work work(*connection_, Work::Isolation::repeatable_read_only);
            work.run("select set_config('mallctl.mall', $1, true)", Params().add(mall));
            const Rows rows = work.run(
                "select \"offset\", version, kind from mallctl.outbox where mall_id = $1 and \"offset\" > "
                "$2::bigint "
                "order by \"offset\"",
                Params().add(mall).add(after));
            for (std::size_t i = 0; i < rows.size(); ++i) {
                events.push_back(
                    {mall, rows.integer(i, 0), rows.integer(i, 1), std::string(rows.text(i, 2))});
            }
        }
        for (const OutboxEvent& event : events) {
            on_event_(event);
            reported_[mall] = event.offset;
        }
    }

    const Endpoint& endpoint_;
    const Handler& on_event_;
    std::unique_ptr<Connection> connection_;
    std::map<Uuid, std::int64_t> reported_;
    bool started_ = false;
};

// Waits in small steps, so that a stop is noticed.
void pause(milliseconds time, const std::function<bool()>& stop) {
    constexpr milliseconds step{200};
    for (; time > milliseconds::zero() && !stop(); time -= step)
        std::this_thread::sleep_for(std::min(time, step));
}

}  // namespace

std::int64_t record_version(Transaction& transaction, std::string_view kind, std::string_view summary_json) {
    Work& work = transaction.impl().work;
    const Uuid& mall = mall_of(transaction);
    const Numbers numbers = take_numbers(work, mall, 1);
    work.run(
        "insert into mallctl.version (mall_id, number, kind, summary, committed_at, plan_id) "
        "select id, $2::bigint, $3, $4::jsonb, $5::timestamptz, current_plan from mallctl.mall where id = $1",
        Params()
            .add(mall)
            .add(numbers.version)
            .add(kind)
            .add(summary_json)
            .add(core::format_instant(core::now())));
    audit_and_seal(work, mall, numbers.version);
    append(work, mall, numbers, kind, summary_json);
    return numbers.version;
}

std::int64_t record_event(Transaction& transaction, std::string_view kind, std::string_view payload_json) {
    Work& work = transaction.impl().work;
    const Uuid& mall = mall_of(transaction);
    const Numbers numbers = take_numbers(work, mall, 0);
    append(work, mall, numbers, kind, payload_json);
    return numbers.offset;
}

void listen(const Endpoint& endpoint, const std::function<bool()>& stop,
            const std::function<void(const OutboxEvent&)>& on_event) {
    constexpr milliseconds first_backoff{100};
    constexpr milliseconds longest_backoff{5'000};
    constexpr milliseconds answer_stop{500};
    constexpr int quiet_rounds_before_poll = 10;  // a NOTIFY is only a hint: also look without one

    Listener listener(endpoint, on_event);
    milliseconds backoff = first_backoff;
    while (!stop()) {
        try {
            listener.connect();
            listener.read();
            backoff = first_backoff;
            for (int quiet = 0; !stop();) {
                if (!listener.wait(answer_stop) && ++quiet < quiet_rounds_before_poll) continue;
                quiet = 0;
                listener.read();
            }
        } catch (const core::Error& e) {
            if (e.fault() != core::Fault::unreachable && e.fault() != core::Fault::conflict) throw;
            pause(backoff, stop);
            backoff = std::min(backoff * 2, longest_backoff);
        }
    }
}

}  // namespace mallctl::db
