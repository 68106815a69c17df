// The door: sessions, API keys, guests and tokens of a trusted issuer by header or cookie, known in memory or
// looked up in the database.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "access/guest.hpp"
#include "db/endpoint.hpp"
#include "db/session_pool.hpp"
#include "server/auth/caller_cache.hpp"
#include "server/auth/credential.hpp"
#include "server/auth/token_issuer.hpp"
#include "server/gate.hpp"

namespace mallctl::server {

class CredentialGate final : public Gate {
  public:
    // Must not outlive `pool` and `issuer`; without one no JWT is taken. Connects to nothing.
    explicit CredentialGate(db::SessionPool& pool, const TokenIssuer* issuer = nullptr)
        : pool_(pool), issuer_(issuer) {}

    // False for a credential that is known, for a guest's once the secrets are, and for what cannot be one.
    bool blocks(const http::Request& head) const override;

    // A cookie that is not valid any more is as none: a browser keeps sending it, also for what everybody may
    // read. Throws http::ProblemError: 401 for a header with a credential that is not valid; 403 for a
    // request that would change something, by a cookie that another site made the browser send; 503 without a
    // database.
    access::Principal principal(const http::Request& request) const override;

    // The secrets that sign guests, the newest first; looked up once. Throws core::Error(unreachable).
    std::shared_ptr<const std::vector<access::SigningSecret>> secrets() const;

    // Some right, session or secret has changed: everything is looked up anew.
    void forget() const;

  private:
    access::Principal look_up(const Credential& credential) const;
    access::Principal guest_of(const Credential& credential) const;
    access::Principal bearer_of(const Credential& credential) const;
    bool is_known(std::string_view token) const;
    bool takes_jwt(const Credential& credential) const;

    db::SessionPool& pool_;
    const TokenIssuer* issuer_;
    mutable CallerCache callers_;
    mutable std::atomic<std::shared_ptr<const std::vector<access::SigningSecret>>> secrets_;
};

// Tells a gate of every change of rights that the database announces, from a thread of its own.
class AccessFeed {
  public:
    AccessFeed(const CredentialGate& gate, std::function<db::Endpoint()> endpoint);
    ~AccessFeed();
    AccessFeed(const AccessFeed&) = delete;
    AccessFeed& operator=(const AccessFeed&) = delete;

  private:
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace mallctl::server
