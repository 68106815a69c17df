#include "server/auth/oidc_provider.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "core/digest.hpp"
#include "core/hex.hpp"
#include "server/http/text.hpp"
#include "server/log.hpp"
#include "server/outbound/curl_client.hpp"

namespace mallctl::server {

namespace {

using core::Error;
using core::Fault;
using nlohmann::json;

constexpr std::chrono::hours description_life{1};
// A provider that is away is not asked by every browser that comes.
constexpr std::chrono::seconds failure_life{5};

std::string random_word() {
    return access::to_base64url(access::random_bytes(32));
}

std::string challenge_of(const std::string& verifier) {
    const core::Sha256 digest = core::sha256(verifier);
    return access::to_base64url({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool lists(const json& object, const char* name, const char* word) {
    const auto found = object.find(name);
    return found != object.end() && found->is_array() &&
           std::any_of(found->begin(), found->end(), [&](const json& one) { return one == word; });
}

// As forms are (RFC 6749 section 2.3.1): a ':' in the id would end it.
std::string as_in_form(const std::string& text) {
    std::string encoded;
    for (const char c : text) {
        if (c == ':' || c == '@' || c == ',')
            encoded += fmt::format("%{:02X}", static_cast<unsigned>(c));
        else
            encoded += c;
    }
    return encoded;
}

std::string basic(const OidcOptions& options) {
    const std::string pair = as_in_form(http::percent_encode(options.client_id)) + ":" +
                             as_in_form(http::percent_encode(options.client_secret));
    return "Basic " + http::base64_of_hex(core::to_hex(std::as_bytes(std::span(pair))));
}

}  // namespace

OidcSecrets make_oidc_secrets() {
    return {random_word(), random_word(), random_word()};
}

OidcProvider::OidcProvider(const HttpClient& client, OidcOptions options)
    : client_(client),
      options_(std::move(options)),
      tokens_(
          {options_.issuer, options_.client_id}, [this] { return key_source(client_, description().keys)(); },
          options_.keys) {}

OidcProvider::Description OidcProvider::fetch_description() const {
    const std::string base = options_.issuer.ends_with('/')
                                 ? options_.issuer.substr(0, options_.issuer.size() - 1)
                                 : options_.issuer;
    const OutboundAnswer answer = client_.send({.url = base + "/.well-known/openid-configuration"});
    const json said = json::parse(answer.body, nullptr, false);
    const auto refuse = [&](const std::string& why) -> Error {
        return {Fault::unreachable,
                fmt::format("the description of {} cannot be used: {}", options_.issuer, why),
                "look that oidc-issuer is the provider's issuer exactly"};
    };
    if (answer.status != 200 || !said.is_object()) throw refuse(fmt::format("it answers {}", answer.status));
    // Another provider could answer in its name (Discovery section 4.3).
    if (text_of(said, "issuer") != options_.issuer) throw refuse("it is of another issuer");
    if (said.contains("code_challenge_methods_supported") &&
        !lists(said, "code_challenge_methods_supported", "S256"))
        throw refuse("it does not take PKCE with S256");
    Description description{text_of(said, "authorization_endpoint"), text_of(said, "token_endpoint"),
                            text_of(said, "jwks_uri"), false};
    for (const std::string& address : {description.authorization, description.token, description.keys}) {
        if (!is_allowed_url(address)) throw refuse("one of its addresses is no https");
    }
    constexpr const char* methods = "token_endpoint_auth_methods_supported";
    description.secret_in_body =
        lists(said, methods, "client_secret_post") && !lists(said, methods, "client_secret_basic");
    return description;
}

OidcProvider::Description OidcProvider::description() const {
    const std::lock_guard lock(mutex_);
    const auto age = Clock::now() - asked_;
    if (failure_ && age < failure_life && !description_) throw *failure_;
    if (description_ && age < (failure_ ? Clock::duration(failure_life) : description_life))
        return *description_;
    try {
        description_ = fetch_description();
        failure_.reset();
    } catch (const Error& error) {
        failure_ = error;
        log::warn(fmt::format("signing in by OpenID Connect: {}", error.what()));
    }
    asked_ = Clock::now();
    if (!description_) throw *failure_;
    return *description_;
}

std::string OidcProvider::address_for(const OidcSecrets& secrets) const {
    const std::string endpoint = description().authorization;
    return fmt::format(
        "{}{}response_type=code&client_id={}&redirect_uri={}&scope=openid&state={}&nonce={}&code_challenge={}"
        "&code_challenge_method=S256",
        endpoint, endpoint.find('?') == std::string::npos ? '?' : '&',
        http::percent_encode(options_.client_id), http::percent_encode(options_.redirect_uri), secrets.state,
        secrets.nonce, challenge_of(secrets.verifier));
}

std::optional<std::string> OidcProvider::fetch_id_token(std::string_view code,
                                                        const OidcSecrets& secrets) const {
    const Description description = this->description();
    OutboundRequest request{.method = "POST", .url = description.token};
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    request.body = fmt::format("grant_type=authorization_code&code={}&redirect_uri={}&code_verifier={}",
                               http::percent_encode(code), http::percent_encode(options_.redirect_uri),
                               secrets.verifier);
    const bool secret = !options_.client_secret.empty();
    if (secret && !description.secret_in_body) {
        request.headers.push_back({"Authorization", basic(options_)});
    } else {
        request.body += "&client_id=" + http::percent_encode(options_.client_id);
        if (secret) request.body += "&client_secret=" + http::percent_encode(options_.client_secret);
    }
    const OutboundAnswer answer = client_.send(request);
    if (answer.status >= 500) {
        throw Error(Fault::unreachable,
                    fmt::format("the token endpoint of {} answers {}", options_.issuer, answer.status));
    }
    const json said = json::parse(answer.body, nullptr, false);
    if (answer.status != 200 || !said.is_object()) {
        log::warn(fmt::format("{} refused a code with {} {}", options_.issuer, answer.status,
                              said.is_object() ? text_of(said, "error") : std::string()));
        return std::nullopt;
    }
    return text_of(said, "id_token");
}

std::optional<access::Claims> OidcProvider::redeem(std::string_view code, const OidcSecrets& secrets,
                                                   core::Instant now) const {
    const auto token = fetch_id_token(code, secrets);
    if (!token) return std::nullopt;
    TokenIssuer::Checked checked = tokens_.check(*token, now);
    std::string fault = checked.jwt.fault;
    if (checked.jwt.claims && !access::equal_secrets(checked.jwt.claims->nonce, secrets.nonce))
        fault = "it was made for another sign-in";
    const bool of_another = checked.jwt.claims && !checked.jwt.claims->authorized_party.empty() &&
                            checked.jwt.claims->authorized_party != options_.client_id;
    if (of_another) fault = "it was made for another client";
    if (fault.empty()) return *std::move(checked.jwt.claims);
    log::warn(fmt::format("an ID token of {} was refused: {}", options_.issuer, fault));
    return std::nullopt;
}

}  // namespace mallctl::server
