// Somebody of every role, in two malls, with the credentials that a client has: the whole API asked by them.
#pragma once

#include <atomic>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/credential_gate.hpp"
#include "server/auth/ways_in.hpp"
#include "server/imports/import_worker.hpp"
#include "server/limits/rate_limits.hpp"
#include "server/metrics/request_counters.hpp"
#include "server/router.hpp"
#include "tests/server/writing_api.hpp"

namespace mallctl::test {

struct Caller {
    enum class Scope { platform, mall, tenant };

    std::string name = {};  // "mall_admin of plaza"
    char letter = 'n';      // as in ExpectedPermission
    Scope scope = Scope::platform;
    std::string mall = {};   // of a mall's or tenant's people, and of an API key
    std::string only = {};   // of an API key: the one permission that it names
    std::string login = {};  // of an account
    std::string token = {};  // of a guest and of an API key
    bool fresh = true;       // its second factor is
};

// Malls "arcade" and "plaza", both with a tenant "acme" and "other", as WritingApi has them.
class EveryCaller {
  public:
    EveryCaller();

    const std::vector<Caller>& all() const { return callers_; }
    const Caller& find(std::string_view name) const;
    const std::vector<server::Route>& routes() const { return router_.routes(); }

    // As this caller, with a session of its own for each request: it may end it.
    Answer ask(const Caller& caller, const std::string& method, const std::string& path,
               const std::string& body = "", const std::string& content_type = "application/json");
    // With "{mall}" in this mall, other parts that name nothing, and a body that says nothing.
    Answer ask(const Caller& caller, const server::Route& route, const std::string& mall);

    WritingApi api;

  private:
    void add_account(const std::string& role, char letter, const std::string& mall,
                     const std::string& tenant);
    void add_key(const std::string& mall, const std::vector<std::string>& permissions,
                 const std::string& only);
    std::string session_token(const Caller& caller);

    std::vector<server::Route> table();

    server::CredentialGate gate_;
    server::ImportWorker imports_{{}, {}};  // never started
    server::WaysIn ways_in_{{}};
    server::metrics::RequestCounters counters_;
    server::limits::RateLimits limits_;
    std::atomic<bool> draining_{false};
    server::Router router_;
    std::vector<Caller> callers_;
};

}  // namespace mallctl::test
