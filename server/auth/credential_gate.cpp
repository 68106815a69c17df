#include "server/auth/credential_gate.hpp"

#include <chrono>
#include <utility>

#include "access/token.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "db/access/access_log.hpp"
#include "db/access/signing_secrets.hpp"
#include "operations/access/credentials.hpp"
#include "operations/access/identities.hpp"
#include "server/http/problem.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

using access::Principal;

[[noreturn]] void refuse_credential() {
    throw http::ProblemError({401, "invalid-credential", "The credential is not valid",
                              "the token is unknown, was revoked, or is over", "sign in again", 0});
}

// Of a credential in a header; a cookie is then as none.
Principal invalid(const Credential& credential) {
    if (credential.source == Credential::Source::header) refuse_credential();
    return {};
}

bool is_kept_token(std::string_view token) {
    const auto kind = access::token_kind(token);
    return kind == access::TokenKind::session || kind == access::TokenKind::api_key;
}

void refuse_cross_site(const http::Request& request, const Credential& credential) {
    if (credential.source != Credential::Source::cookie || is_safe_method(request.method) ||
        !is_cross_site(request))
        return;
    throw http::ProblemError({403, "cross-site", "Another site may not do this",
                              "the request comes from a page of another site, with the cookie of this one",
                              "send the token in the Authorization header instead", 0});
}

}  // namespace

bool CredentialGate::blocks(const http::Request& head) const {
    try {
        const Credential credential = credential_of(head);
        if (credential.source == Credential::Source::none) return false;
        if (access::is_guest_token(credential.token)) return secrets_.load() == nullptr;
        if (takes_jwt(credential)) return !is_known(credential.token);
        return is_kept_token(credential.token) &&
               !callers_.find(access::token_digest(credential.token), core::now());
    } catch (const http::ProblemError&) {
        return false;  // principal() says so
    }
}

Principal CredentialGate::principal(const http::Request& request) const {
    const Credential credential = credential_of(request);
    if (credential.source == Credential::Source::none) return {};
    Principal found;
    try {
        found = access::is_guest_token(credential.token) ? guest_of(credential)
                : takes_jwt(credential)                  ? bearer_of(credential)
                                                         : look_up(credential);
    } catch (const core::Error& error) {
        // Without a database everybody goes on to read what everybody may.
        const bool reads = credential.source == Credential::Source::cookie && is_safe_method(request.method);
        if (!reads || error.fault() != core::Fault::unreachable) throw;
    }
    if (found.kind != Principal::Kind::nobody) refuse_cross_site(request, credential);
    return found;
}

Principal CredentialGate::look_up(const Credential& credential) const {
    if (!is_kept_token(credential.token)) return invalid(credential);
    const std::string digest = access::token_digest(credential.token);
    const core::Instant now = core::now();
    if (const auto known = callers_.find(digest, now)) return *known;
    const std::uint64_t generation = callers_.generation();
    const auto caller = pool_.with(std::string(), [&](db::Session& session) {
        return operations::principal_of(session, credential.token, now);
    });
    if (!caller) return invalid(credential);
    callers_.put(digest, *caller, generation);
    return caller->principal;
}

Principal CredentialGate::guest_of(const Credential& credential) const {
    const auto guest = access::read_guest(credential.token, *secrets(), core::now());
    if (!guest) return invalid(credential);
    Principal principal;
    principal.kind = Principal::Kind::guest;
    principal.id = core::to_string(guest->id);
    principal.grants.push_back({access::Role::shopper, std::nullopt, ""});
    return principal;
}

// Never of a cookie: a page cannot put one there, and a browser should not send it by itself.
bool CredentialGate::takes_jwt(const Credential& credential) const {
    return issuer_ != nullptr && credential.source == Credential::Source::header &&
           access::looks_like_jwt(credential.token);
}

bool CredentialGate::is_known(std::string_view token) const {
    const auto digest = issuer_->digest(token);
    return digest && callers_.find(*digest, core::now());
}

Principal CredentialGate::bearer_of(const Credential& credential) const {
    const core::Instant now = core::now();
    if (const auto digest = issuer_->digest(credential.token)) {
        if (const auto known = callers_.find(*digest, now)) return *known;
    }
    const TokenIssuer::Checked checked = issuer_->check(credential.token, now);
    if (!checked.jwt.claims) {
        log::debug("a bearer token was refused: " + checked.jwt.fault);
        refuse_credential();
    }
    const std::uint64_t generation = callers_.generation();
    const auto caller = pool_.with(std::string(), [&](db::Session& session) {
        return operations::principal_of_claims(session, *checked.jwt.claims);
    });
    if (!caller) refuse_credential();
    callers_.put(checked.digest, *caller, generation);
    return caller->principal;
}

std::shared_ptr<const std::vector<access::SigningSecret>> CredentialGate::secrets() const {
    if (auto known = secrets_.load()) return known;
    auto read = std::make_shared<const std::vector<access::SigningSecret>>(pool_.with(
        std::string(), [](db::Session& session) { return db::signing_secrets(session, core::now()); }));
    secrets_.store(read);
    return read;
}

void CredentialGate::forget() const {
    callers_.clear();
    secrets_.store(nullptr);
}

AccessFeed::AccessFeed(const CredentialGate& gate, std::function<db::Endpoint()> endpoint)
    : thread_([this, &gate, endpoint = std::move(endpoint)] {
          constexpr std::chrono::milliseconds retry{500};
          while (!stopping_) {
              try {
                  db::listen_for_access(
                      endpoint(), [this] { return stopping_.load(); }, [&gate] { gate.forget(); });
              } catch (const core::Error& error) {
                  log::debug(std::string("the changes of rights cannot be heard: ") + error.what());
                  std::this_thread::sleep_for(retry);
              }
          }
      }) {}

AccessFeed::~AccessFeed() {
    stopping_ = true;
    thread_.join();
}

}  // namespace mallctl::server
