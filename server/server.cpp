#include "server/server.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "server/log.hpp"
#include "server/net/listener.hpp"
#include "server/net/tls.hpp"
#include "server/net/worker.hpp"

namespace mallctl::server {

namespace {

namespace asio = boost::asio;

unsigned thread_count(const ServeOptions& options) {
    return options.threads != 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
}

constexpr std::chrono::seconds certificate_interval{1};

std::optional<net::Tls> made_tls(const ServeOptions& options) {
    if (options.tls_certificate.empty() && options.tls_key.empty()) return std::nullopt;
    if (options.tls_certificate.empty() || options.tls_key.empty()) {
        throw core::Error(core::Fault::usage, "a certificate goes with its key",
                          "give both --tls-certificate FILE and --tls-key FILE");
    }
    return std::optional<net::Tls>(std::in_place, options.tls_certificate, options.tls_key);
}

}  // namespace

// Everything here but the workers runs on the control thread, the one that calls run().
struct Server::Impl {
    Impl(ServeOptions options, const Application& application);

    void begin_stop();
    void begin_drain();
    void wait_for_signal();
    void watch_certificate();
    void reload_certificate(bool always);
    void worker_finished();

    net::Shared shared;
    std::optional<net::Tls> tls;
    asio::io_context control{1};
    asio::signal_set signals{control};
    asio::steady_timer notice_timer{control};
    asio::steady_timer drain_timer{control};
    std::chrono::steady_clock::time_point drained_at;  // at the latest
    asio::steady_timer certificate_timer{control};
    std::vector<std::unique_ptr<net::Worker>> workers;
    std::size_t running = 0;
    bool stopping = false;
    asio::executor_work_guard<asio::io_context::executor_type> work = asio::make_work_guard(control);
    net::Listener listener;
};

Server::Impl::Impl(ServeOptions options, const Application& application)
    : shared(std::move(options), application),
      tls(made_tls(shared.options)),
      listener(control, shared, workers, tls ? &*tls : nullptr) {
    for (unsigned i = 0; i < thread_count(shared.options); ++i) {
        workers.push_back(std::make_unique<net::Worker>(
            shared, [this] { asio::post(control, [this] { worker_finished(); }); }));
    }
    if (shared.options.handle_signals) {
        signals.add(SIGINT);
        signals.add(SIGTERM);
        if (tls) signals.add(SIGHUP);
        wait_for_signal();
    }
    if (tls) watch_certificate();
}

void Server::Impl::wait_for_signal() {
    signals.async_wait([this](const boost::system::error_code& error, int signal) {
        if (error) return;
        if (signal == SIGHUP) {
            reload_certificate(true);
            return wait_for_signal();
        }
        if (stopping) std::_Exit(128 + signal);
        log::info(fmt::format("signal {}: stopping", signal));
        begin_stop();
        wait_for_signal();
    });
}

void Server::Impl::watch_certificate() {
    certificate_timer.expires_after(certificate_interval);
    certificate_timer.async_wait([this](const boost::system::error_code& error) {
        if (error || stopping) return;
        reload_certificate(false);
        watch_certificate();
    });
}

// A certificate that cannot be used leaves the one before in use.
void Server::Impl::reload_certificate(bool always) {
    try {
        if (always) tls->reload();
        if (always || tls->reload_if_changed()) log::info("the certificate was read again");
    } catch (const core::Error& error) {
        log::error(fmt::format("the certificate stays as it was: {}", error.what()));
    }
}

void Server::Impl::begin_stop() {
    if (std::exchange(stopping, true)) return;
    certificate_timer.cancel();
    shared.options.on_stopping();
    if (shared.options.notice == shared.options.notice.zero()) return begin_drain();
    notice_timer.expires_after(shared.options.notice);
    notice_timer.async_wait([this](const boost::system::error_code& error) {
        if (!error) begin_drain();
    });
}

void Server::Impl::begin_drain() {
    drained_at = std::chrono::steady_clock::now() + shared.options.drain;
    listener.stop();
    for (const auto& worker : workers) worker->drain();
    drain_timer.expires_at(drained_at);
    drain_timer.async_wait([this](const boost::system::error_code& error) {
        if (error) return;
        log::warn(fmt::format("closing {} connections that did not end in time", shared.connections.load()));
        for (const auto& worker : workers) worker->abort();
    });
}

void Server::Impl::worker_finished() {
    if (--running > 0) return;
    drain_timer.cancel();
    signals.cancel();
    signals.clear();  // a second signal now has its default action: it ends the process
    work.reset();
}

Server::Server(ServeOptions options, const Application& application)
    : impl_(std::make_unique<Impl>(std::move(options), application)) {}

Server::~Server() {
    // Their jobs answer to the workers.
    impl_->shared.pool.end(std::chrono::steady_clock::time_point::max());
    impl_->shared.computing.end(std::chrono::steady_clock::time_point::max());
}

const ListenAddress& Server::address() const {
    return impl_->listener.address();
}

bool Server::run() {
    impl_->running = impl_->workers.size();
    for (const auto& worker : impl_->workers) worker->start();
    impl_->listener.start();
    impl_->control.run();
    for (const auto& worker : impl_->workers) worker->join();
    const bool waited = impl_->shared.pool.end(impl_->drained_at);
    const bool computed = impl_->shared.computing.end(impl_->drained_at);
    return waited && computed;
}

Server::Figures Server::figures() const {
    const ServeOptions& options = impl_->shared.options;
    const auto of = [&](const net::Pool& pool, unsigned threads) {
        const net::Pool::Figures figures = pool.figures();
        return PoolFigures{figures.running, figures.waiting, threads, options.pool_queue};
    };
    return {impl_->shared.connections.load(std::memory_order_relaxed), options.max_connections,
            of(impl_->shared.pool, options.pool_threads),
            of(impl_->shared.computing, options.computing_threads)};
}

void Server::stop() {
    asio::post(impl_->control, [impl = impl_.get()] { impl->begin_stop(); });
}

}  // namespace mallctl::server
