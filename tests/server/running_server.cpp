#include "tests/server/running_server.hpp"

#include <utility>

#include "tests/server/answer_log.hpp"

namespace mallctl::test {

server::ServeOptions quick_options() {
    server::ServeOptions options;
    options.listen = {"127.0.0.1", 0};
    options.threads = 2;
    options.drain = std::chrono::seconds(5);
    return options;
}

server::Expectation LoggedApplication::expect(const server::http::Request& head) const {
    server::Expectation expectation = application_.expect(head);
    if (expectation.at_once) log_answer(head, *expectation.at_once);
    return expectation;
}

server::http::Response LoggedApplication::answer(const server::http::Request& request) const {
    return log_answer(request, application_.answer(request));
}

RunningServer::RunningServer(server::ServeOptions options, server::RequestHandler handler)
    : own_(std::make_unique<OneHandler>(std::move(handler))),
      server_(std::move(options), *own_),
      thread_([this] { all_ended_ = server_.run(); }) {}

RunningServer::RunningServer(server::ServeOptions options, const server::Application& application)
    : own_(std::make_unique<LoggedApplication>(application)),
      server_(std::move(options), *own_),
      thread_([this] { all_ended_ = server_.run(); }) {}

RunningServer::~RunningServer() {
    server_.stop();
    join();
}

void RunningServer::join() {
    if (thread_.joinable()) thread_.join();
}

}  // namespace mallctl::test
