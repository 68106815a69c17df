#include "server/cors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "server/http/text.hpp"

namespace mallctl::server {

namespace {

// What scripts of other sites see beside the few headers that they always see.
constexpr std::string_view exposed =
    "Allow, Content-Location, ETag, Idempotency-Replayed, Link, Location, Retry-After, WWW-Authenticate, "
    "X-Request-Id";
constexpr std::string_view taken =
    "Accept-Language, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match";
constexpr std::string_view preflight_seconds = "7200";  // more than which browsers do not keep

bool is_host_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           std::string_view("-._:[]").find(c) != std::string_view::npos;
}

// As a browser serialises one: lower case, no path.
bool is_origin(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://", "capacitor://", "ionic://"}) {
        if (!text.starts_with(scheme)) continue;
        text.remove_prefix(scheme.size());
        return !text.empty() && std::all_of(text.begin(), text.end(), is_host_character);
    }
    return false;
}

void add(http::Response& response, std::string_view name, std::string_view value) {
    response.headers.push_back({std::string(name), std::string(value)});
}

}  // namespace

Origins Origins::parse(std::string_view list) {
    Origins origins;
    if (http::without_ows(list) == "*") {
        origins.any_ = true;
        return origins;
    }
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const std::string_view item = http::without_ows(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
        if (!is_origin(item)) {
            throw core::Error(
                core::Fault::usage, fmt::format("'{}' is no origin", item),
                "write origins as https://app.example or http://localhost:5173, in lower case and "
                "without a path, joined by commas");
        }
        origins.origins_.emplace_back(item);
    }
    return origins;
}

bool Origins::contains(std::string_view origin) const {
    return any_ || std::find(origins_.begin(), origins_.end(), origin) != origins_.end();
}

Cors::Cors(const Application& inner, Origins origins) : inner_(inner), origins_(std::move(origins)) {}

Expectation Cors::expect(const http::Request& head) const {
    Expectation expectation = inner_.expect(head);
    if (expectation.at_once) say_who_may_read(head, *expectation.at_once);
    return expectation;
}

http::Response Cors::answer(const http::Request& request) const {
    http::Response response = inner_.answer(request);
    say_who_may_read(request, response);
    return response;
}

http::Response Cors::refuse(const http::Request& request, const http::Problem& problem) const {
    http::Response response = inner_.refuse(request, problem);
    say_who_may_read(request, response);
    return response;
}

void Cors::say_who_may_read(const http::Request& request, http::Response& response) const {
    // Whatever the origin is: an answer that is kept for one must not be given to another.
    if (!origins_.any()) add(response, "Vary", "Origin");
    const auto origin = request.header("Origin");
    if (!origin || !origins_.contains(*origin)) return;
    add(response, "Access-Control-Allow-Origin", origins_.any() ? "*" : *origin);
    const bool preflight =
        request.method == "OPTIONS" && request.header("Access-Control-Request-Method").has_value();
    if (!preflight) return add(response, "Access-Control-Expose-Headers", exposed);
    if (const std::string methods(response.header("Allow")); !methods.empty())
        add(response, "Access-Control-Allow-Methods", methods);
    add(response, "Access-Control-Allow-Headers", taken);
    add(response, "Access-Control-Max-Age", preflight_seconds);
}

}  // namespace mallctl::server
