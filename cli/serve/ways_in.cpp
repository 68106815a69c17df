#include "cli/serve/ways_in.hpp"

#include <fmt/format.h>

#include <string>

#include "cli/context.hpp"
#include "cli/serve/settings.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;

std::string text_of(Context& context, const char* key) {
    return context.config().get(key).text;
}

// Of a setting that another one needs.
std::string require(Context& context, const char* key, const char* needed_by, const char* advice) {
    std::string text = text_of(context, key);
    if (!text.empty()) return text;
    throw Error(
        Fault::usage,
        fmt::format("{}: the setting {} needs {}", context.config().get(needed_by).source, needed_by, key),
        advice);
}

void require_address(Context& context, const char* key, const std::string& url) {
    if (server::is_allowed_url(url)) return;
    throw Error(
        Fault::usage,
        fmt::format("{}: {}: \"{}\" is no address to ask", context.config().get(key).source, key, url),
        "take an https address; plain http is for this machine alone");
}

std::optional<server::BearerOptions> bearer_options(Context& context) {
    server::BearerOptions bearer{text_of(context, "jwt-issuer"), {}, {}};
    if (bearer.issuer.empty()) return std::nullopt;
    bearer.audience = require(context, "jwt-audience", "jwt-issuer",
                              "set it to what the issuer calls this server in \"aud\"");
    bearer.keys =
        require(context, "jwt-keys", "jwt-issuer",
                "set it to the address that the issuer publishes its keys at (jwks_uri), or to a file");
    if (bearer.keys.find("://") != std::string::npos) require_address(context, "jwt-keys", bearer.keys);
    return bearer;
}

std::optional<server::OidcSettings> oidc_settings(Context& context) {
    server::OidcSettings oidc{text_of(context, "oidc-issuer"), {}, {}, {}};
    if (oidc.issuer.empty()) return std::nullopt;
    require_address(context, "oidc-issuer", oidc.issuer);
    oidc.client_id = require(context, "oidc-client-id", "oidc-issuer",
                             "set it to the id that the provider gave this server");
    oidc.base_url = require(context, "base-url", "oidc-issuer", "browsers come back to it from the provider");
    oidc.client_secret = secret_in_file(context, "oidc-client-secret-file",
                                        "its first line is the secret that the provider gave this server");
    return oidc;
}

std::optional<server::SmsHookOptions> sms_hook(Context& context) {
    server::SmsHookOptions hook;
    hook.url = text_of(context, "sms-hook");
    if (hook.url.empty()) return std::nullopt;
    require_address(context, "sms-hook", hook.url);
    static_cast<void>(require(context, "sms-hook-secret-file", "sms-hook",
                              "messages are signed with the first line of that file"));
    hook.secret = secret_in_file(context, "sms-hook-secret-file", "its first line signs the messages");
    return hook;
}

}  // namespace

server::WaysInOptions ways_in_options(Context& context) {
    server::WaysInOptions options;
    options.ca_file = text_of(context, "outbound-ca-file");
    options.bearer = bearer_options(context);
    options.oidc = oidc_settings(context);
    options.sms_hook = sms_hook(context);
    if (const std::string data_dir = text_of(context, "data-dir"); !data_dir.empty())
        options.sms_spool = std::filesystem::path(data_dir) / "sms";
    return options;
}

}  // namespace mallctl::cli
