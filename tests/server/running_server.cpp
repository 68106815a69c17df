#include "tests/server/running_server.hpp"

#include <utility>

namespace mallctl::test {

server::ServeOptions quick_options() {
    server::ServeOptions options;
    options.listen = {"127.0.0.1", 0};
    options.threads = 2;
    options.drain = std::chrono::seconds(5);
    return options;
}

RunningServer::RunningServer(server::ServeOptions options, server::RequestHandler handler)
    : own_(std::make_unique<OneHandler>(std::move(handler))),
      server_(std::move(options), *own_),
      thread_([this] { all_ended_ = server_.run(); }) {}

RunningServer::RunningServer(server::ServeOptions options, const server::Application& application)
    : server_(std::move(options), application), thread_([this] { all_ended_ = server_.run(); }) {}

RunningServer::~RunningServer() {
    server_.stop();
    join();
}

void RunningServer::join() {
    if (thread_.joinable()) thread_.join();
}

}  // namespace mallctl::test
