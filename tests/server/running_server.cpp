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
    : server_(std::move(options), std::move(handler)), thread_([this] { server_.run(); }) {}

RunningServer::~RunningServer() {
    server_.stop();
    join();
}

void RunningServer::join() {
    if (thread_.joinable()) thread_.join();
}

}  // namespace mallctl::test
