#include "server/net/session.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>

#include "server/log.hpp"
#include "server/respond.hpp"

namespace mallctl::server::net {

namespace {

constexpr std::uint32_t linger_bytes = 256 * 1024;
// A refused request's body of up to so much is read away, and the connection lives on.
constexpr std::size_t drained_body_bytes = 64 * 1024;
// A body of up to so much is copied behind its head: cheaper than two pieces. Answers to pipelined requests
// leave together, as soon as there is so much.
constexpr std::size_t copied_body_bytes = 16 * 1024;
constexpr std::size_t flushed_bytes = 48 * 1024;
// One connection that always has more to say leaves room for the others.
constexpr int reads_a_turn = 4;

// A body of more is large: so many come in at once, as each is held in memory, and each has the allowance of
// its phase anew for every such part of it.
constexpr std::size_t large_body_bytes = std::size_t{2} << 20;
constexpr std::size_t body_part_bytes = std::size_t{1} << 20;
constexpr int most_large_bodies = 4;

constexpr std::uint32_t no_events = 0;
// Edge-triggered: level-triggered, epoll would ask each socket once more after each request whether there is
// more. Changing the watched events asks anew, so nothing is missed after a pause.
constexpr std::uint32_t reading = EPOLLIN | EPOLLRDHUP | EPOLLET;
constexpr std::uint32_t reading_or_writing = reading | EPOLLOUT;
constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";

http::Problem too_slow(std::string_view part) {
    return {408, "timeout", "The request took too long", "its " + std::string(part) + " did not end in time",
            "",  0};
}

http::Problem too_busy() {
    return {
        503, "busy", "The server is busy", "too many requests wait for a thread already", "try again shortly",
        1};
}

http::Problem too_many_bodies() {
    return {503,
            "busy",
            "The server is busy",
            "as many large bodies come in as the server has room for",
            "try again shortly",
            5};
}

http::Problem too_full() {
    return {503,
            "busy",
            "The server is busy",
            "too many requests are on their way in at once",
            "try again shortly",
            5};
}

http::Problem stopping() {
    return {503, "stopping", "The server stops", "the request was not begun", "try again at once", 1};
}

}  // namespace

Session::Session(Worker& worker, std::unique_ptr<Stream> stream, std::string client)
    : worker_(worker),
      stream_(std::move(stream)),
      client_(std::move(client)),
      reader_(worker.shared().options.limits),
      events_(reading),
      trusted_(worker.shared().options.trusted_networks.contains(client_)),
      proxied_(worker.shared().options.trusted_proxies.contains(client_)) {}

Session::~Session() {
    give_room_back();
    if (in_flight_ && worker_.tally() != nullptr) worker_.tally()->end();
    worker_.shared().held.fetch_sub(held_, std::memory_order_relaxed);
    worker_.shared().connections.fetch_sub(1, std::memory_order_relaxed);
}

void Session::enter(Phase phase) {
    phase_ = phase;
    worker_.enter(*this, phase);
}

void Session::watch(std::uint32_t events) {
    if (std::exchange(events_, events) != events) worker_.watch(*this, events);
}

void Session::close() {
    if (std::exchange(closed_, true)) return;
    worker_.bury(*this);
}

void Session::on_event(std::uint32_t events) {
    if (closed_) return;
    if (phase_ == Phase::answering || (events & EPOLLERR) != 0) return close();
    if (output_) {
        bool failed = false;
        if (!output_->flush(*stream_, failed)) return failed ? close() : void();
        output_.reset();
        if (closing_) return after_last_answer();
        process();
        return settle();
    }
    if (phase_ == Phase::lingering) return read_away();
    read((events & (EPOLLRDHUP | EPOLLHUP)) != 0);
}

// A read that fills less than its buffer has emptied the socket; `to_the_end`: what comes next is the end,
// which has no event of its own any more.
void Session::read(bool to_the_end) {
    bool wants_write = false;
    bool emptied = false;
    for (int turn = 0; turn < reads_a_turn && !emptied && may_go_on(); ++turn) {
        auto& scratch = worker_.scratch();
        const Moved moved = stream_->read(scratch.data(), scratch.size());
        wants_write = moved.wants_write;
        emptied = moved.none_yet();
        if (emptied) break;
        if (moved.outcome == Moved::Outcome::failed) return close();
        closing_ = !moved.some();  // the client says no more: what it was answered leaves first
        if (closing_) break;
        reader_.give({scratch.data(), moved.count});
        process();
        reader_.keep();
        if (may_go_on() && !has_room()) refuse(too_full());
        emptied = moved.count < scratch.size() && !to_the_end && !stream_->secure();
    }
    settle();
    if (!may_go_on()) return;
    if (wants_write) {
        watch(reading_or_writing);
    } else if (!emptied) {
        worker_.watch(*this, events_);  // others first
    }
}

// As far as the bytes go, and as the client takes its answers.
void Session::process() {
    http::Request& request = worker_.request();
    while (may_go_on()) {
        switch (reader_.advance(request)) {
            case http::ReadState::idle:
                if (served_) enter(Phase::idle);
                return;
            case http::ReadState::header:
                if (phase_ != Phase::header) enter(Phase::header);
                return;
            case http::ReadState::head:
                begin_request(request);
                break;
            case http::ReadState::body:
                if (reader_.take_continue()) worker_.out() += interim;
                if (phase_ != Phase::body || reader_.received() >= next_part_) {
                    next_part_ = reader_.received() + body_part_bytes;
                    enter(Phase::body);
                }
                return;
            case http::ReadState::done:
                end_request(request);
                break;
            case http::ReadState::refused:
                return refuse(reader_.problem());
        }
    }
}

// What the bytes do not say: which request it is, and from whom.
void Session::sign(http::Request& request) const {
    request.id = text_of(id_);
    request.client = client_;
    request.trusted = trusted_;
    request.secure = stream_->secure();
    if (!proxied_) return;
    const ServeOptions& options = worker_.shared().options;
    const http::Origin origin = options.trusted_proxies.origin_of(request, client_, request.secure);
    request.client = origin.client;
    request.trusted = options.trusted_networks.contains(origin.client);
    request.secure = origin.secure;
}

void Session::begin_request(http::Request& request) {
    served_ = true;
    answered_ = false;
    begun_ = worker_.now();
    id_ = worker_.ids().next();
    sign(request);
    if (worker_.tally() != nullptr && !std::exchange(in_flight_, true)) worker_.tally()->begin();
    const Expectation expectation = worker_.shared().application.expect(request);
    route_ = static_cast<std::uint32_t>(expectation.route);
    blocks_ = expectation.blocks;
    computes_ = expectation.computes;
    if (expectation.at_once) return answer_at_once(request, *expectation.at_once);
    if (!take_room(expectation.body_bytes))
        return answer_at_once(request, worker_.shared().application.refuse(request, too_many_bodies()));
    reader_.allow_body(expectation.body_bytes);
}

// For a body that may be large; one that says it is not needs none.
bool Session::take_room(std::size_t most_bytes) {
    const http::Framing& framing = reader_.framing();
    const bool is_small = most_bytes <= large_body_bytes ||
                          (!framing.chunked && framing.content_length <= large_body_bytes) ||
                          framing.content_length > most_bytes;
    if (is_small) return true;
    std::atomic<int>& bodies = worker_.shared().large_bodies;
    if (bodies.fetch_add(1, std::memory_order_relaxed) >= most_large_bodies) {
        bodies.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    large_ = true;
    return true;
}

void Session::give_room_back() {
    if (std::exchange(large_, false)) worker_.shared().large_bodies.fetch_sub(1, std::memory_order_relaxed);
}

// What the client still sends of the request is read away where that is little.
void Session::answer_at_once(const http::Request& request, const http::Response& response) {
    const http::Framing& framing = reader_.framing();
    const bool short_body =
        !framing.chunked && !framing.expects_continue && framing.content_length <= drained_body_bytes;
    const bool keep_alive = short_body && request.keep_alive && !worker_.draining();
    linger_ = !keep_alive && framing.has_body();
    send(response, request.method != "HEAD", keep_alive, request.secure);
    note_answer(request, response.status);
    answered_ = true;
    reader_.allow_body(drained_body_bytes);
}

void Session::end_request(http::Request& request) {
    if (!answered_) {
        sign(request);
        if (blocks_) return defer(request);
        answer(request, worker_.shared().application.answer(request));
        give_room_back();
    }
    reader_.next();
}

void Session::answer(const http::Request& request, const http::Response& response) {
    const bool keep_alive = request.keep_alive && !worker_.draining();
    send(response, request.method != "HEAD", keep_alive, request.secure);
    note_answer(request, response.status);
}

// Logs and counts.
void Session::note_answer(const http::Request& request, int status) {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun_);
    log::request({request.id, request.method, request.target, status, took});
    metrics::RequestCounters::Tally* const tally = worker_.tally();
    if (tally == nullptr) return;
    tally->answered(route_, status, took);
    if (std::exchange(in_flight_, false)) tally->end();
}

// Hands the request to the pool. Meanwhile nothing is read: what the client has pipelined waits its turn.
void Session::defer(const http::Request& request) {
    if (!worker_.out().empty()) write_out(nullptr, {});
    if (!may_go_on()) return;  // earlier answers go first: the request is asked for again when they have left
    auto owned = std::make_shared<const http::OwnedRequest>(request);
    ticket_ = worker_.await(*this);
    Worker& worker = worker_;
    Pool& pool = computes_ ? worker.shared().computing : worker.shared().pool;
    const bool taken = pool.submit([&worker, ticket = ticket_, owned](bool run) {
        worker.deliver(ticket, owned,
                       run ? worker.shared().application.answer(owned->view())
                           : worker.shared().application.refuse(owned->view(), stopping()));
    });
    if (!taken) {
        answer(request, worker_.shared().application.refuse(request, too_busy()));
        give_room_back();
        reader_.next();
        return;
    }
    reader_.next();
    enter(Phase::answering);
}

void Session::complete(const http::Request& request, const http::Response& response) {
    if (closed_) return;
    ticket_ = 0;
    phase_ = Phase::idle;
    give_room_back();
    answer(request, response);
    process();
    settle();
}

void Session::refuse(const http::Problem& problem) {
    give_room_back();
    id_ = worker_.ids().next();
    const http::Response response = respond_refused(problem, text_of(id_));
    linger_ = true;
    send(response, true, false, stream_->secure());
    // What was begun has its time; bytes that are no request have none.
    if (!in_flight_) {
        begun_ = Clock::now();
        route_ = 0;
    }
    http::Request refused;
    refused.id = text_of(id_);
    refused.method = "-";
    refused.target = problem.type;
    note_answer(refused, response.status);
}

void Session::expire() {
    if (closed_) return;
    if (phase_ != Phase::header && phase_ != Phase::body) return close();
    refuse(too_slow(phase_ == Phase::header ? "header" : "body"));
    settle();
}

// Head and body leave in one system call, together with those before them that have not left yet.
void Session::send(const http::Response& response, bool with_body, bool keep_alive, bool secure) {
    std::string& out = worker_.out();
    http::append_head(out, response, {worker_.date(), text_of(id_), keep_alive, secure});
    const std::string_view body = with_body ? response.bytes() : std::string_view{};
    if (!keep_alive) closing_ = true;
    if (body.size() > copied_body_bytes) return write_out(&response, body);
    out += body;
    if (out.size() > flushed_bytes) write_out(nullptr, {});
}

void Session::write_out(const http::Response* response, std::string_view body) {
    std::string& out = worker_.out();
    bool failed = false;
    const std::size_t sent = write_all(*stream_, out, body, failed);
    if (failed) {
        close();
    } else if (sent < out.size() + body.size()) {
        output_ = std::make_unique<Output>(out, response, body, sent);
        if (!has_room()) {
            close();
        } else {
            enter(Phase::writing);
            watch(EPOLLOUT);
        }
    }
    out.clear();
}

// Counts what it holds; false where that is too much, as all hold much together. Large bodies have been given
// their room before.
bool Session::has_room() {
    const std::size_t held = (large_ ? 0 : reader_.held()) + (output_ ? output_->held() : 0);
    if (held == held_) return true;
    const std::size_t more = held - held_;  // modulo 2^64, as the sum is
    const std::size_t all = worker_.shared().held.fetch_add(more, std::memory_order_relaxed) + more;
    const bool grows = held > held_;
    held_ = held;
    const ServeOptions& options = worker_.shared().options;
    return !grows || held <= 2 * options.limits.header_bytes || all <= options.held_bytes;
}

// The end of a turn: what was answered leaves, what was read and not used is kept.
void Session::settle() {
    if (!closed_ && !worker_.out().empty()) write_out(nullptr, {});
    worker_.out().clear();
    if (closed_) return;
    reader_.keep();
    has_room();
    if (output_) return;
    if (closing_) return after_last_answer();
    watch(phase_ == Phase::answering ? no_events : reading);
}

// Says that nothing more comes, then reads away what the client still sends, for a short while.
void Session::after_last_answer() {
    stream_->shutdown_send();
    if (!linger_ && !reader_.has_more()) return close();
    enter(Phase::lingering);
    watch(EPOLLIN);
}

void Session::read_away() {
    auto& scratch = worker_.scratch();
    const Moved moved = stream_->read(scratch.data(), scratch.size());
    if (moved.none_yet()) return;
    if (!moved.some() || (lingered_ += static_cast<std::uint32_t>(moved.count)) > linger_bytes) close();
}

}  // namespace mallctl::server::net
