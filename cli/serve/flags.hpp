// The flags of mallctl serve.
#pragma once

#include <cstddef>
#include <string>

namespace CLI {
class App;
}

namespace mallctl::cli {

// As given; empty = not given, so that a setting of that name holds.
struct ServeFlags {
    std::string listen;
    std::string drain;
    std::string drain_notice;
    std::string tls_certificate;
    std::string tls_key;
    std::string trusted_proxies;
    std::string trusted_networks;
    std::string metrics_networks;
    std::string cors_origins;
    std::string access_log;
    std::string log_format;
    unsigned threads = 0;
    unsigned pool_threads = 8;
    std::size_t max_connections = 10'000;
    std::string memory_budget;
    bool no_rebuild = false;
};

// Declares them on the verb; `flags` must outlive it.
void declare_serve_flags(CLI::App& app, ServeFlags& flags);

}  // namespace mallctl::cli
