#include "server/net/session.hpp"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <utility>

#include "server/log.hpp"
#include "server/respond.hpp"

namespace mallctl::server::net {

namespace {

using boost::system::error_code;

// A refused client may still be sending: closing at once would reset the connection and with it the response
// that says why.
constexpr std::chrono::seconds linger_time{1};
constexpr std::size_t linger_bytes = 256 * 1024;

http::Problem too_slow(const std::string& part) {
    return {408, "timeout", "The request took too long", "its " + part + " did not end in time", "", 0};
}

// Owns the session while it runs.
asio::awaitable<void> serve(std::shared_ptr<Session> session) {
    co_await session->run();
}

}  // namespace

void start_session(Worker& worker, asio::ip::tcp::socket socket) {
    asio::co_spawn(worker.context(), serve(std::make_shared<Session>(worker, std::move(socket))),
                   [](const std::exception_ptr& thrown) {
                       if (!thrown) return;
                       try {
                           std::rethrow_exception(thrown);
                       } catch (const std::exception& error) {
                           log::error(std::string("a connection ended by an exception: ") + error.what());
                       }
                   });
}

Session::Session(Worker& worker, asio::ip::tcp::socket socket)
    : worker_(worker), socket_(std::move(socket)), parser_(worker.shared().options.limits) {
    worker_.enter(*this);
    enter(Phase::fresh);
}

Session::~Session() {
    worker_.leave(*this);
    worker_.shared().connections.fetch_sub(1);
}

void Session::enter(Phase phase) {
    const ServeOptions& options = worker_.shared().options;
    const auto allowed = [&]() -> std::chrono::milliseconds {
        switch (phase) {
            case Phase::fresh:
                return worker_.draining() ? options.quiet : options.header_timeout;
            case Phase::idle:
                return worker_.draining() ? options.quiet : options.idle_timeout;
            case Phase::header:
                return options.header_timeout;
            case Phase::body:
                return options.body_timeout;
            case Phase::writing:
                return options.write_timeout;
            case Phase::lingering:
                break;
        }
        return linger_time;
    }();
    phase_ = phase;
    deadline_ = Clock::now() + allowed;
    expired_ = false;
}

void Session::expire(Clock::time_point now) {
    if (now < deadline_) return;
    expired_ = true;
    error_code ignored;
    socket_.cancel(ignored);
}

void Session::drain() {
    if (phase_ != Phase::fresh && phase_ != Phase::idle) return;
    deadline_ = std::min(deadline_, Clock::now() + worker_.shared().options.quiet);
}

void Session::abort() {
    error_code ignored;
    socket_.close(ignored);
}

asio::awaitable<void> Session::run() {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    while (co_await read_request()) {
        if (parser_.state() == http::ParserState::refused) {
            co_await refuse(parser_.problem());
            break;
        }
        if (!co_await answer_request()) break;
    }
    socket_.shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    socket_.close(ignored);
}

// True when there is a request, or a reason to refuse; false when the connection is over. (No co_await inside
// a switch: g++ 12 enters its cases with an uninitialised frame.)
asio::awaitable<bool> Session::read_request() {
    for (;;) {
        const http::ParserState state = parser_.state();
        if (state == http::ParserState::done || state == http::ParserState::refused) co_return true;
        if (parser_.take_continue()) co_await write_continue();
        if (state == http::ParserState::header && phase_ != Phase::header) enter(Phase::header);
        if (state == http::ParserState::body && phase_ != Phase::body) enter(Phase::body);
        if (!co_await read_some()) co_return false;
    }
}

// Waits for bytes before it takes a buffer, so that a silent connection costs none.
asio::awaitable<bool> Session::read_some() {
    error_code error;
    co_await socket_.async_wait(asio::ip::tcp::socket::wait_read,
                                asio::redirect_error(asio::use_awaitable, error));
    if (expired_ && (phase_ == Phase::header || phase_ == Phase::body)) {
        // A variable, as g++ 12 destroys temporaries of a co_await expression twice.
        const http::Problem problem = too_slow(phase_ == Phase::header ? "header" : "body");
        co_await refuse(problem);
        co_return false;
    }
    if (error || expired_) co_return false;
    const asio::mutable_buffer scratch = worker_.scratch();
    const std::size_t count = socket_.read_some(scratch, error);
    if (error == asio::error::would_block) co_return true;
    if (error) co_return false;
    parser_.feed({static_cast<const char*>(scratch.data()), count});
    co_return true;
}

// True when the connection is good for another request.
asio::awaitable<bool> Session::answer_request() {
    const auto begun = Clock::now();
    const http::OwnedRequest taken = parser_.take();
    const std::string id = worker_.shared().next_request_id();
    http::Request request = taken.view();
    request.id = id;
    const http::Response response = worker_.shared().application.answer(request);
    const bool keep_alive = request.keep_alive && !worker_.draining();
    const bool written = co_await write(response, id, request.method != "HEAD", keep_alive);
    log::request({request.id, request.method, request.target, response.status,
                  std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun)});
    if (!written) co_return false;
    if (!keep_alive) {
        if (parser_.state() != http::ParserState::idle) co_await linger();
        co_return false;
    }
    enter(Phase::idle);
    co_return true;
}

// Head and body leave in one system call.
asio::awaitable<bool> Session::write(const http::Response& response, std::string_view id, bool with_body,
                                     bool keep_alive) {
    enter(Phase::writing);
    const std::string date = http::format_http_date(core::now());
    std::string head;
    http::append_head(head, response, {date, id, keep_alive});
    const std::string_view body = with_body ? response.bytes() : std::string_view{};
    const std::array<asio::const_buffer, 2> buffers{asio::buffer(head),
                                                    asio::const_buffer(body.data(), body.size())};
    error_code error;
    co_await asio::async_write(socket_, buffers, asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

asio::awaitable<void> Session::write_continue() {
    static constexpr std::string_view interim = "HTTP/1.1 100 Continue\r\n\r\n";
    error_code ignored;  // a broken connection shows at the next read
    co_await asio::async_write(socket_, asio::buffer(interim.data(), interim.size()),
                               asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> Session::refuse(const http::Problem& problem) {
    const std::string id = worker_.shared().next_request_id();
    const http::Response response = respond_refused(problem, id);
    log::request({id, "-", problem.type, response.status, {}});
    if (co_await write(response, id, true, false)) co_await linger();
}

// Says that nothing more comes, then reads away what the client still sends, for a short while.
asio::awaitable<void> Session::linger() {
    enter(Phase::lingering);
    error_code error;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, error);
    for (std::size_t count = 0; count < linger_bytes && !error && !expired_;) {
        co_await socket_.async_wait(asio::ip::tcp::socket::wait_read,
                                    asio::redirect_error(asio::use_awaitable, error));
        if (error || expired_) break;
        count += socket_.read_some(worker_.scratch(), error);
        if (error == asio::error::would_block) error = {};
    }
}

}  // namespace mallctl::server::net
