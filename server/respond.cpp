#include "server/respond.hpp"

#include <exception>
#include <string>

#include "server/http/etag.hpp"
#include "server/log.hpp"

namespace mallctl::server {

namespace {

// The path as sent, where it is plain enough to quote.
std::string_view instance_of(const http::Request& request) {
    const std::string_view target = request.target;
    for (const char c : target) {
        if (c <= 0x20 || c >= 0x7F) return {};
    }
    return target.substr(0, target.find('?'));
}

http::Response internal_error(const http::Request& request, std::string_view what) {
    log::error("request " + request.id + ": " + request.method + " " + request.target +
               " failed: " + std::string(what));
    return http::problem_response({500, "internal", "The server failed",
                                   "the request could not be answered because of a fault in the server",
                                   "report it with the request_id", 0},
                                  instance_of(request), request.id);
}

http::Response call(const RequestHandler& handler, const http::Request& request) {
    try {
        return handler(request);
    } catch (const http::ProblemError& error) {
        return http::problem_response(error.problem(), instance_of(request), request.id);
    } catch (const core::Error& error) {
        const http::Problem problem = http::problem_of(error);
        if (problem.status >= 500) log::warn("request " + request.id + ": " + error.what());
        return http::problem_response(problem, instance_of(request), request.id);
    } catch (const std::exception& error) {
        return internal_error(request, error.what());
    } catch (...) {
        return internal_error(request, "an exception of no known type");
    }
}

void add_etag(http::Response& response, const http::Request& request) {
    const bool reads = request.method == "GET" || request.method == "HEAD";
    if (!reads || response.status != 200 || response.header("Cache-Control") == "no-store") return;
    const std::string etag = http::etag_of(*response.body);
    response.headers.push_back({"ETag", etag});
    if (response.header("Cache-Control").empty()) response.headers.push_back({"Cache-Control", "no-cache"});
    const auto known = request.header("If-None-Match");
    if (known && http::none_match_holds(*known, etag)) {
        response.status = 304;
        response.content_type.clear();
        response.body = std::make_shared<const std::string>();
    }
}

void add_common_headers(http::Response& response, std::string_view request_id) {
    response.headers.push_back({"X-Request-Id", std::string(request_id)});
    response.headers.push_back({"X-Content-Type-Options", "nosniff"});
    response.headers.push_back({"X-Frame-Options", "DENY"});
    response.headers.push_back({"Referrer-Policy", "no-referrer"});
    if (response.header("Content-Security-Policy").empty()) {
        response.headers.push_back({"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
    }
}

}  // namespace

http::Response respond(const RequestHandler& handler, const http::Request& request) {
    http::Response response = call(handler, request);
    add_etag(response, request);
    add_common_headers(response, request.id);
    return response;
}

http::Response respond_refused(const http::Problem& problem, std::string_view request_id) {
    http::Response response = http::problem_response(problem, "", request_id);
    add_common_headers(response, request_id);
    return response;
}

}  // namespace mallctl::server
