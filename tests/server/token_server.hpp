// An issuer of tokens for tests: real keys, and a real HTTP server on 127.0.0.1 that publishes them.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "tests/server/running_server.hpp"
#include "tests/unit/access/signer.hpp"

namespace mallctl::test {

class TokenServer {
  public:
    TokenServer();

    // "http://127.0.0.1:PORT", and below it.
    std::string address() const;
    std::string keys_address() const { return address() + "/keys"; }

    // New keys take the place of the old ones, with ids that end in `suffix`: "e1-b".
    void rotate(const std::string& suffix);
    const Signer& signer() const { return *signer_; }
    std::string key(const std::string& kind) const { return kind + suffix_; }

    // A token for audience "mallctl" that holds for an hour from now, with these claims changed (null: left
    // out), signed with the EC key.
    std::string token(const nlohmann::json& changes) const;
    std::string token_with(const nlohmann::json& header, const nlohmann::json& changes,
                           const std::string& kind) const;

    // The process is away, and back at the same address.
    void stop() { server_.reset(); }
    void start();

    // How often the keys were asked for.
    int asked() const { return asked_; }

    // What else it answers; by default nothing.
    std::function<server::http::Response(const server::http::Request&)> more;

  private:
    server::http::Response answer(const server::http::Request& request);

    mutable std::mutex mutex_;
    std::unique_ptr<Signer> signer_;
    std::string suffix_;
    std::string keys_;  // as they are published
    std::atomic<int> asked_{0};
    std::uint16_t port_ = 0;
    std::unique_ptr<RunningServer> server_;
};

}  // namespace mallctl::test
