// server_bench PORT BODY.json: the server of `mallctl serve`, with one thread, around one answer made ahead,
// on 127.0.0.1. What is measured is the network, the parser, the router and the response; not the program
// behind.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "server/log.hpp"
#include "server/router.hpp"
#include "server/server.hpp"

namespace {

using namespace mallctl::server;

http::Response computed(const std::string& body) {
    return http::make_response(200, "application/json", body);
}

Router make_router(const std::string& body, const SnapshotStore& store, const Gate& gate,
                   limits::RateLimits& limits) {
    http::ReadyParts parts;
    parts.body = body;
    const auto ready = std::make_shared<const http::ReadyResponse>(std::move(parts));
    return Router(
        {{.method = "GET", .pattern = "/healthz", .handler = [](const Call&) { return computed("{}"); }},
         {.method = "GET",
          .pattern = "/api/v1/malls/{mall}/walk-in",
          .parameters = {{.name = "location", .required = true}},
          .handler = [ready](const Call&) { return http::ready_response(ready); }},
         {.method = "GET",
          .pattern = "/api/v1/malls/{mall}/computed",
          .handler = [body](const Call&) { return computed(body); }}},
        store, gate, &limits);
}

int serve(std::uint16_t port, const char* path) {
    std::ifstream file(path, std::ios::binary);
    const std::string body((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (body.empty()) {
        std::cerr << "server_bench: " << path << " is empty or cannot be read\n";
        return 1;
    }
    const SnapshotStore store;
    const OpenGate gate;
    // Limited and counted as `mallctl serve` does it, which is part of what an answer costs.
    limits::RateLimits limits;
    metrics::RequestCounters counters;
    const Router router = make_router(body, store, gate, limits);
    counters.set_routes(std::vector<metrics::RequestCounters::Route>(router.routes().size()));
    ServeOptions options;
    options.counters = &counters;
    options.trusted_networks = http::Networks::parse("127.0.0.0/8");
    options.listen = {"127.0.0.1", port};
    options.threads = 1;
    options.max_connections = 100'000;
    options.idle_timeout = std::chrono::minutes(10);
    options.header_timeout = std::chrono::minutes(10);
    options.handle_signals = true;
    Server server(std::move(options), router);
    server.run();
    return 0;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::cerr << "usage: server_bench PORT BODY.json\n";
        return 2;
    }
    try {
        log::set_level("warn");
        return serve(static_cast<std::uint16_t>(std::atoi(words[1])), words[2]);
    } catch (const std::exception& error) {
        std::cerr << "server_bench: " << error.what() << "\n";
        return 1;
    }
}
