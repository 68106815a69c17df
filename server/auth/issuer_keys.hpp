// The public keys of an issuer of tokens, fetched in a thread of its own and kept: issuers change their keys,
// and are away at times.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include "access/jwks.hpp"
#include "server/outbound/http_client.hpp"

namespace mallctl::server {

struct IssuerKeysOptions {
    using Time = std::chrono::milliseconds;
    Time refresh = std::chrono::hours{1};            // from one fetch that succeeded to the next
    Time least_interval = std::chrono::seconds{30};  // from one fetch to the next, whatever tokens name
    Time longest_age = std::chrono::hours{24};  // keys that could not be fetched anew for longer are none
    Time patience = std::chrono::seconds{2};    // how long a request waits for a fetch
    std::size_t most_waiting = 2;               // requests at once
};

// The document with the keys (RFC 7517): at an address, or in a file, which is read as often. Throws
// core::Error.
using KeySource = std::function<std::string()>;
KeySource key_source(const HttpClient& client, const std::string& address_or_file);

class IssuerKeys {
  public:
    explicit IssuerKeys(KeySource source, IssuerKeysOptions options = {});
    ~IssuerKeys();
    IssuerKeys(const IssuerKeys&) = delete;
    IssuerKeys& operator=(const IssuerKeys&) = delete;

    struct Known {
        std::shared_ptr<const access::KeySet> keys;  // null: none that may be believed
        std::uint64_t generation = 0;                // another one for other keys
        bool sure = true;  // false: a fetch is under way, which may bring the key that was asked for
    };

    // What is known now. Never blocks.
    Known known() const;

    // What is known once a fetch that the key needs has been made, or after `patience`. A key that nobody
    // knows is fetched for once in `least_interval`, so that tokens of strangers cost the issuer nothing.
    // Without any keys it waits for the first fetch.
    Known wait_for(std::string_view key) const;

  private:
    using Clock = std::chrono::steady_clock;

    void run();
    void fetch(std::unique_lock<std::mutex>& lock);
    Known state() const;
    bool can_fetch() const;

    const KeySource source_;
    const IssuerKeysOptions options_;
    mutable std::mutex mutex_;
    mutable std::condition_variable changed_;
    mutable bool wanted_ = true;  // as soon as may be
    mutable std::size_t waiting_ = 0;
    bool fetching_ = false;
    bool stopping_ = false;
    std::uint64_t attempts_ = 0;  // that have ended
    std::uint64_t generation_ = 0;
    Clock::time_point attempted_{};
    Clock::time_point fetched_{};  // the last that succeeded
    std::string document_;
    std::shared_ptr<const access::KeySet> keys_;
    std::thread thread_;
};

}  // namespace mallctl::server
