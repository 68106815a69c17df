// How often each caller may ask: by guest session, user and key, and by address where nobody is known yet.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "access/principal.hpp"
#include "server/http/problem.hpp"
#include "server/http/request.hpp"
#include "server/limits/token_buckets.hpp"

namespace mallctl::server::limits {

// What a caller is counted as.
enum class Subject : std::uint8_t {
    session,              // a guest session or a user
    key,                  // an API key or a service: a program that asks for many
    anonymous,            // the subscriber of an address, without a credential
    credentials,          // the subscriber of an address, giving credentials or asking for a session
    trusted_credentials,  // the same where many visitors have one address, as in a mall's Wi-Fi
    wrong_token,          // the subscriber of an address, with tokens that are looked up in vain
};
inline constexpr std::size_t subject_count = 6;

std::string_view name_of(Subject subject);  // "session", for metrics

using Allowances = std::array<Allowance, subject_count>;  // by subject
inline constexpr Allowances default_allowances{
    {{20, 100}, {200, 1000}, {100, 1000}, {1, 30}, {50, 2000}, {50, 500}}};

// Safe from every thread. Memory is bounded: some 10 MB for each subject, when 100 000 callers of each ask.
class RateLimits {
  public:
    explicit RateLimits(const Allowances& allowances = default_allowances) : allowances_(allowances) {}

    // Counts one request of a caller whose credential has been looked at: nothing, or the problem to answer,
    // 429 with the time after which the next one will be let through. Without a credential an address within
    // the trusted networks is not limited: what everybody may read comes from memory.
    std::optional<http::Problem> take(const http::Request& request, const access::Principal& principal);

    // Counts one request that gives or makes a credential, right or wrong, by the subscriber's address.
    std::optional<http::Problem> take_credentials(const http::Request& request);

    // Before a token is looked up in the database: whether so many from the subscriber's address were wrong
    // that this one is not. Of those that are, take_wrong_token counts the wrong ones.
    std::optional<http::Problem> refuse_wrong_token(const http::Request& request);
    void take_wrong_token(const http::Request& request);

    // How many requests were refused.
    std::uint64_t refused(Subject subject) const { return refused_[index(subject)].load(); }
    // How many callers are being counted.
    std::size_t callers(Subject subject) const { return buckets_[index(subject)].size(); }

  private:
    static std::size_t index(Subject subject) { return static_cast<std::size_t>(subject); }
    std::optional<http::Problem> count(Subject subject, std::string_view caller);
    http::Problem refusal(Subject subject, std::chrono::milliseconds wait);

    Allowances allowances_;
    std::array<TokenBuckets, subject_count> buckets_;
    std::array<std::atomic<std::uint64_t>, subject_count> refused_{};
};

}  // namespace mallctl::server::limits
