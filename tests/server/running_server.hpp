// A server on a free port of 127.0.0.1 in a thread of the test.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <thread>
#include <utility>

#include "server/application.hpp"
#include "server/respond.hpp"
#include "server/server.hpp"

namespace mallctl::test {

// Options with short times, so that tests of timeouts take no longer than they must.
server::ServeOptions quick_options();

// Answers every request by one function, and takes bodies of up to 64 KiB.
class OneHandler final : public server::Application {
  public:
    explicit OneHandler(server::RequestHandler handler) : handler_(std::move(handler)) {}

    server::Expectation expect(const server::http::Request&) const override {
        return {64 * 1024, false, false, 0, {}};
    }
    server::http::Response answer(const server::http::Request& request) const override {
        return server::respond(handler_, request);
    }

  private:
    server::RequestHandler handler_;
};

// Another application, whose answers are logged.
class LoggedApplication final : public server::Application {
  public:
    explicit LoggedApplication(const server::Application& application) : application_(application) {}

    server::Expectation expect(const server::http::Request& head) const override;
    server::http::Response answer(const server::http::Request& request) const override;

  private:
    const server::Application& application_;
};

class RunningServer {
  public:
    RunningServer(server::ServeOptions options, server::RequestHandler handler);
    RunningServer(server::ServeOptions options, const server::Application& application);
    ~RunningServer();  // stops it and waits
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    std::uint16_t port() const { return server_.address().port; }
    void stop() { server_.stop(); }
    server::Server::Figures figures() const { return server_.figures(); }
    // Waits until run() has returned.
    void join();
    // What run() has returned.
    bool all_ended() const { return all_ended_; }

  private:
    std::unique_ptr<server::Application> own_;
    server::Server server_;
    std::atomic<bool> all_ended_{false};
    std::thread thread_;
};

}  // namespace mallctl::test
