#include "server/limits/rate_limits.hpp"

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "server/http/networks.hpp"

namespace mallctl::server::limits {

namespace {

using access::Principal;

constexpr std::array<std::string_view, subject_count> names{
    "session", "key", "anonymous", "credentials", "trusted_credentials", "wrong_token"};
constexpr std::array<std::string_view, subject_count> told{"a session",
                                                           "a key",
                                                           "an address without a credential",
                                                           "an address that gives credentials",
                                                           "an address that gives credentials",
                                                           "an address with tokens that are wrong"};

Subject subject_of(const Principal& principal) {
    switch (principal.kind) {
        case Principal::Kind::guest:
        case Principal::Kind::user:
            return Subject::session;
        case Principal::Kind::service:
        case Principal::Kind::key:
            return Subject::key;
        case Principal::Kind::nobody:
            break;
    }
    return Subject::anonymous;
}

// The id of a service is the issuer's word: it must not be able to be another kind's.
std::string caller_of(const Principal& principal) {
    std::string caller(1, static_cast<char>('0' + static_cast<int>(principal.kind)));
    return caller += principal.id;
}

}  // namespace

std::string_view name_of(Subject subject) {
    return names[static_cast<std::size_t>(subject)];
}

std::optional<http::Problem> RateLimits::take(const http::Request& request, const Principal& principal) {
    const Subject subject = subject_of(principal);
    if (subject != Subject::anonymous) return count(subject, caller_of(principal));
    if (request.trusted) return std::nullopt;
    return count(subject, http::subscriber_of(request.client));
}

std::optional<http::Problem> RateLimits::take_credentials(const http::Request& request) {
    return count(request.trusted ? Subject::trusted_credentials : Subject::credentials,
                 http::subscriber_of(request.client));
}

std::optional<http::Problem> RateLimits::refuse_wrong_token(const http::Request& request) {
    constexpr Subject subject = Subject::wrong_token;
    const auto wait = buckets_[index(subject)].wait(http::subscriber_of(request.client),
                                                    allowances_[index(subject)], TokenBuckets::Clock::now());
    if (wait == wait.zero()) return std::nullopt;
    return refusal(subject, wait);
}

void RateLimits::take_wrong_token(const http::Request& request) {
    constexpr Subject subject = Subject::wrong_token;
    buckets_[index(subject)].take(http::subscriber_of(request.client), allowances_[index(subject)],
                                  TokenBuckets::Clock::now());
}

std::optional<http::Problem> RateLimits::count(Subject subject, std::string_view caller) {
    const auto wait =
        buckets_[index(subject)].take(caller, allowances_[index(subject)], TokenBuckets::Clock::now());
    if (wait == wait.zero()) return std::nullopt;
    return refusal(subject, wait);
}

http::Problem RateLimits::refusal(Subject subject, std::chrono::milliseconds wait) {
    refused_[index(subject)].fetch_add(1, std::memory_order_relaxed);
    const Allowance& allowance = allowances_[index(subject)];
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    return {429,
            "too-many-requests",
            "Too many requests",
            fmt::format("{} may ask {} times at once and {} times a second", told[index(subject)],
                        allowance.burst, allowance.per_second),
            "ask again after the time in Retry-After, and less often",
            static_cast<int>(seconds)};
}

}  // namespace mallctl::server::limits
