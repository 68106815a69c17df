// A server on a free port of 127.0.0.1 in a thread of the test.
#pragma once

#include <cstdint>
#include <thread>

#include "server/server.hpp"

namespace mallctl::test {

// Options with short times, so that tests of timeouts take no longer than they must.
server::ServeOptions quick_options();

class RunningServer {
  public:
    RunningServer(server::ServeOptions options, server::RequestHandler handler);
    ~RunningServer();  // stops it and waits
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    std::uint16_t port() const { return server_.address().port; }
    void stop() { server_.stop(); }
    // Waits until run() has returned.
    void join();

  private:
    server::Server server_;
    std::thread thread_;
};

}  // namespace mallctl::test
