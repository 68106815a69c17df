#include "server/auth/credential.hpp"

#include <fmt/format.h>

#include "server/http/problem.hpp"
#include "server/http/text.hpp"

namespace mallctl::server {

namespace {

constexpr std::size_t longest_token = 8192;

// The characters of a token68 (RFC 9110 section 11.2).
bool is_token(std::string_view text) {
    constexpr std::string_view others = "-._~+/=";
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && others.find(c) == std::string_view::npos) return false;
    }
    return !text.empty() && text.size() <= longest_token;
}

std::string_view bearer_token(std::string_view header) {
    const std::size_t space = header.find(' ');
    const std::string_view token =
        space == std::string_view::npos ? std::string_view{} : http::without_ows(header.substr(space));
    if (!http::equal_names(header.substr(0, space), "Bearer") || !is_token(token)) {
        throw http::ProblemError({401, "invalid-credential", "The credential is not valid",
                                  "the Authorization header holds no bearer token",
                                  "send it as: Authorization: Bearer TOKEN", 0});
    }
    return token;
}

// Of the pair with this name in a Cookie header (RFC 6265 section 4.2.1); empty where there is none.
std::string_view find_cookie(std::string_view header, std::string_view name) {
    while (!header.empty()) {
        const std::size_t end = header.find(';');
        const std::string_view pair = http::without_ows(header.substr(0, end));
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return pair.substr(equals + 1);
        header.remove_prefix(end == std::string_view::npos ? header.size() : end + 1);
    }
    return {};
}

// Which of two counts, a proxy and this server may see differently.
void refuse_second_authorization(const http::Request& request) {
    int count = 0;
    for (const http::HeaderView& header : request.headers)
        count += http::equal_names(header.name, "Authorization") ? 1 : 0;
    if (count < 2) return;
    throw http::ProblemError({400, "bad-request", "The request cannot be understood",
                              "there is more than one Authorization", "send one credential", 0});
}

}  // namespace

std::string_view cookie_name(bool secure) {
    return secure ? "__Host-mallctl" : "mallctl";
}

Credential credential_of(const http::Request& request) {
    refuse_second_authorization(request);
    if (const auto header = request.header("Authorization"))
        return {Credential::Source::header, bearer_token(http::without_ows(*header))};
    const std::string_view token = cookie_of(request, cookie_name(request.secure));
    if (token.empty()) return {};
    return {Credential::Source::cookie, token};
}

// A browser keeps sending what it has: a cookie that is nothing is none.
std::string_view cookie_of(const http::Request& request, std::string_view name) {
    const auto cookies = request.header("Cookie");
    const std::string_view value = cookies ? find_cookie(*cookies, name) : std::string_view{};
    return is_token(value) ? value : std::string_view{};
}

std::string set_named_cookie(std::string_view name, std::string_view value, long seconds, bool secure) {
    return fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name, value, seconds,
                       secure ? "; Secure" : "");
}

std::string set_cookie(std::string_view token, long seconds, bool secure) {
    return set_named_cookie(cookie_name(secure), token, seconds, secure);
}

bool is_cross_site(const http::Request& request) {
    if (const auto site = request.header("Sec-Fetch-Site")) return *site != "same-origin" && *site != "none";
    const auto origin = request.header("Origin");
    const auto host = request.header("Host");
    if (!origin || !host) return true;
    return *origin != fmt::format("{}://{}", request.secure ? "https" : "http", *host);
}

bool is_safe_method(std::string_view method) {
    return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

}  // namespace mallctl::server
