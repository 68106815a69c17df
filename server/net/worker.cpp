#include "server/net/worker.hpp"

#include <fmt/format.h>

#include <boost/asio/post.hpp>
#include <chrono>
#include <exception>
#include <memory>
#include <vector>

#include "server/log.hpp"
#include "server/net/session.hpp"

namespace mallctl::server::net {

namespace {

// How often deadlines are looked at: one timer a worker instead of one or two an operation. Timeouts are late
// by at most this.
constexpr std::chrono::milliseconds sweep_interval{50};

}  // namespace

std::string Shared::next_request_id() {
    return fmt::format("{}-{:x}", id_prefix, requests.fetch_add(1, std::memory_order_relaxed) + 1);
}

Worker::Worker(Shared& shared, std::function<void()> on_finished)
    : shared_(shared), on_finished_(std::move(on_finished)), work_(asio::make_work_guard(context_)) {
    arm_sweep();
}

Worker::~Worker() = default;

void Worker::start() {
    thread_ = std::thread([this] { run(); });
}

void Worker::join() {
    if (thread_.joinable()) thread_.join();
}

void Worker::run() {
    for (;;) {
        try {
            context_.run();
            break;
        } catch (const std::exception& error) {
            log::error(fmt::format("a serving thread caught: {}", error.what()));
        }
    }
    on_finished_();
}

void Worker::adopt(asio::ip::tcp::socket socket) {
    auto shared_socket = std::make_shared<asio::ip::tcp::socket>(std::move(socket));
    asio::post(context_, [this, shared_socket] { start_session(*this, std::move(*shared_socket)); });
}

void Worker::drain() {
    draining_ = true;
    asio::post(context_, [this] {
        for (Session* session : sessions_) session->drain();
    });
}

void Worker::abort() {
    asio::post(context_, [this] {
        for (Session* session : sessions_) session->abort();
    });
}

void Worker::enter(Session& session) {
    sessions_.insert(&session);
}

void Worker::leave(Session& session) {
    sessions_.erase(&session);
}

void Worker::arm_sweep() {
    sweeper_.expires_after(sweep_interval);
    sweeper_.async_wait([this](const boost::system::error_code& error) {
        if (!error) sweep();
    });
}

void Worker::sweep() {
    const auto now = std::chrono::steady_clock::now();
    for (Session* session : sessions_) session->expire(now);
    if (draining_ && sessions_.empty()) {
        work_.reset();
        return;
    }
    arm_sweep();
}

}  // namespace mallctl::server::net
