#include "server/respond.hpp"

#include <fmt/format.h>

#include <exception>
#include <string>

#include "core/unexpected.hpp"
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
    // Without the query, which may say where somebody is.
    log::error(
        fmt::format("request {}: {} {} failed: {}", request.id, request.method, instance_of(request), what));
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
    } catch (const core::UnexpectedError& error) {
        return internal_error(request, error.what());
    } catch (const core::Error& error) {
        const http::Problem problem = http::problem_of(error);
        if (problem.status >= 500) log::warn(fmt::format("request {}: {}", request.id, error.what()));
        return http::problem_response(problem, instance_of(request), request.id);
    } catch (const std::exception& error) {
        return internal_error(request, error.what());
    } catch (...) {
        return internal_error(request, "an exception of no known type");
    }
}

bool reads(const http::Request& request) {
    return request.method == "GET" || request.method == "HEAD";
}

void add_etag(http::Response& response, const http::Request& request) {
    if (!reads(request) || response.status != 200 || response.header("Cache-Control") == "no-store") return;
    if (response.header("ETag").empty())
        response.headers.push_back({"ETag", http::etag_of(response.bytes())});
    if (response.header("Cache-Control").empty()) response.headers.push_back({"Cache-Control", "no-cache"});
    const auto known = request.header("If-None-Match");
    if (known && http::none_match_holds(*known, response.header("ETag"))) {
        response.status = 304;
        response.content_type.clear();
        response.body = nullptr;
    }
}

void choose(http::Response& response, const http::Request& request) {
    response.chosen = &response.ready->choose(request.header("Accept-Encoding").value_or(std::string_view{}));
    const auto known = request.header("If-None-Match");
    const bool fresh = known && response.status == 200 && reads(request) &&
                       http::none_match_holds(*known, response.chosen->etag);
    if (fresh) response.status = 304;
}

}  // namespace

http::Response respond(const RequestHandler& handler, const http::Request& request) {
    http::Response response = call(handler, request);
    if (response.ready) {
        choose(response, request);
    } else {
        add_etag(response, request);
    }
    return response;
}

http::Response respond_refused(const http::Problem& problem, std::string_view request_id) {
    return http::problem_response(problem, "", request_id);
}

}  // namespace mallctl::server
