// The credential that a request brings, before anybody knows what it is worth.
#pragma once

#include <string>
#include <string_view>

#include "server/http/request.hpp"

namespace mallctl::server {

struct Credential {
    enum class Source : std::uint8_t { none, header, cookie };
    Source source = Source::none;
    std::string_view token;  // of the request
};

// "Authorization: Bearer TOKEN" (RFC 6750 section 2.1), else the session cookie. Throws http::ProblemError,
// 401, for another scheme or a malformed header.
Credential credential_of(const http::Request& request);

// "__Host-mallctl" behind TLS, which binds it to this very host; over plain HTTP a browser takes no such
// name, and it is "mallctl".
std::string_view cookie_name(bool secure);

// Set-Cookie for a token that lives `seconds`; 0 removes it. HttpOnly, SameSite=Lax, the whole site, Secure
// behind TLS (RFC 6265bis section 4.1).
std::string set_cookie(std::string_view token, long seconds, bool secure);

// The same for a cookie of another name.
std::string set_named_cookie(std::string_view name, std::string_view value, long seconds, bool secure);

// The value of a cookie; empty where the request has none of this name, or with other characters than a token
// has.
std::string_view cookie_of(const http::Request& request, std::string_view name);

// Whether a page of another site may have made the browser send it: not where Sec-Fetch-Site says same-origin
// or none, or where Origin is this host. A request that says neither is not believed.
bool is_cross_site(const http::Request& request);

// GET, HEAD and OPTIONS, which change nothing (RFC 9110 section 9.2.1).
bool is_safe_method(std::string_view method);

}  // namespace mallctl::server
