#include "server/net/worker.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <exception>
#include <memory>
#include <utility>

#include "core/clock.hpp"
#include "server/log.hpp"
#include "server/net/session.hpp"

namespace mallctl::server::net {

namespace {

// How often deadlines are looked at. Timeouts are late by at most this.
constexpr std::chrono::milliseconds sweep_interval{50};
// A refused client may still be sending: closing at once would reset the connection and with it the response
// that says why.
constexpr std::chrono::milliseconds linger_time{1000};
// At the end, idle connections are closed one after the other: their clients come back elsewhere one by one.
constexpr std::chrono::microseconds idle_close_step{1000};
constexpr std::chrono::hours never{24 * 365};

Session& session_of(Deadline& deadline) {
    return static_cast<Session&>(deadline);
}

}  // namespace

Worker::Worker(Shared& shared, std::function<void()> on_finished)
    : shared_(shared),
      tally_(shared.options.counters == nullptr ? nullptr : &shared.options.counters->new_tally()),
      on_finished_(std::move(on_finished)),
      now_(Clock::now()) {
    out_.reserve(scratch_.size());
}

Worker::~Worker() {
    close_all();
}

void Worker::start() {
    thread_ = std::thread([this] { run(); });
}

void Worker::join() {
    if (thread_.joinable()) thread_.join();
}

void Worker::run() {
    // OpenSSL writes without MSG_NOSIGNAL: a client that has gone is an error, not the end of the process.
    sigset_t broken_pipe;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    while (!ending_ || sessions_ > 0) {
        const auto events = poller_.wait(sweep_interval);
        now_ = Clock::now();
        date_checked_ = false;
        for (const epoll_event& event : events) handle(event);
        buried_.clear();
        if (now_ >= next_sweep_) sweep();
    }
    on_finished_();
}

// What goes wrong with one connection, such as memory that is not there, ends that one.
template <typename Turn>
void Worker::guard(Session& session, Turn turn) {
    try {
        turn();
    } catch (const std::exception& error) {
        log::error(std::string("a connection ended by an exception: ") + error.what());
        out_.clear();
        session.close();
    }
}

void Worker::handle(const epoll_event& event) {
    if (event.data.ptr == nullptr) return poller_.run_tasks();
    auto& session = *static_cast<Session*>(event.data.ptr);
    guard(session, [&] { session.on_event(event.events); });
}

void Worker::adopt(int socket, SslPointer ssl, std::string client) {
    // A task must be copyable, a connection is not.
    auto stream = std::make_shared<std::unique_ptr<Stream>>(std::make_unique<Stream>(socket, std::move(ssl)));
    poller_.post([this, stream, client = std::move(client)]() mutable {
        auto session = std::make_unique<Session>(*this, std::move(*stream), std::move(client));
        ++sessions_;
        enter(*session, Phase::fresh);
        Session* const owner = session.release();
        if (!poller_.add(owner->socket(), owner->events(), owner)) owner->close();
    });
}

void Worker::drain() {
    draining_ = true;
    poller_.post([this] { begin_drain(); });
}

// Those that wait in silence keep the order in which they came.
void Worker::begin_drain() {
    ending_ = true;
    const auto count = static_cast<std::int64_t>(std::max<std::size_t>(sessions_, 1));
    const std::chrono::microseconds most = shared_.options.drain;
    const auto step = std::min(idle_close_step, most / 2 / count);
    Clock::time_point at = Clock::now() + shared_.options.quiet;
    for (const Phase phase : {Phase::idle, Phase::fresh}) {
        phases_[static_cast<std::size_t>(phase)].for_each([&](Deadline& deadline) {
            deadline.at = std::min(deadline.at, at);
            at += step;
        });
    }
}

void Worker::abort() {
    poller_.post([this] { close_all(); });
}

void Worker::close_all() {
    for (DeadlineChain& chain : phases_) {
        chain.for_each([](Deadline& deadline) { session_of(deadline).close(); });
    }
    buried_.clear();
}

void Worker::deliver(std::uint64_t ticket, std::shared_ptr<const http::OwnedRequest> request,
                     http::Response response) {
    auto answer = std::make_shared<const http::Response>(std::move(response));
    poller_.post([this, ticket, request = std::move(request), answer] {
        const auto found = waiting_.find(ticket);
        if (found == waiting_.end()) return;  // the client has gone
        Session& session = *found->second;
        waiting_.erase(found);
        guard(session, [&] { session.complete(request->view(), *answer); });
    });
}

std::uint64_t Worker::await(Session& session) {
    waiting_.emplace(++tickets_, &session);
    return tickets_;
}

void Worker::bury(Session& session) {
    session.unlink();
    --sessions_;
    waiting_.erase(session.ticket());
    buried_.emplace_back(&session);
}

std::string_view Worker::date() {
    if (std::exchange(date_checked_, true)) return date_;
    const core::Instant instant = core::now();
    const auto second = std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
    if (std::exchange(date_second_, second) != second) date_ = http::format_http_date(instant);
    return date_;
}

std::chrono::milliseconds Worker::allowance(Phase phase) const {
    const ServeOptions& options = shared_.options;
    switch (phase) {
        case Phase::fresh:
            return draining() ? options.quiet : options.header_timeout;
        case Phase::idle:
            return draining() ? options.quiet : options.idle_timeout;
        case Phase::header:
            return options.header_timeout;
        case Phase::body:
            return options.body_timeout;
        case Phase::writing:
            return options.write_timeout;
        case Phase::answering:
            return never;
        case Phase::lingering:
            break;
    }
    return linger_time;
}

void Worker::enter(Session& session, Phase phase) {
    session.at = now_ + allowance(phase);
    phases_[static_cast<std::size_t>(phase)].push(session);
}

void Worker::watch(Session& session, std::uint32_t events) {
    poller_.change(session.socket(), events, &session);
}

void Worker::sweep() {
    next_sweep_ = now_ + sweep_interval;
    for (DeadlineChain& chain : phases_) {
        for (Deadline* first = chain.front(); first != nullptr && first->at <= now_; first = chain.front()) {
            Session& session = session_of(*first);
            guard(session, [&] { session.expire(); });
        }
    }
    buried_.clear();
}

}  // namespace mallctl::server::net
