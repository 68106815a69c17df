#include "server/http/problem.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "core/denied.hpp"

namespace mallctl::server::http {

Response problem_response(const Problem& problem, std::string_view instance, std::string_view request_id) {
    nlohmann::ordered_json document;
    document["type"] = "urn:mallctl:problem:" + std::string(problem.type);
    document["title"] = problem.title;
    document["status"] = problem.status;
    document["detail"] = problem.detail;
    if (!problem.advice.empty()) document["advice"] = problem.advice;
    if (!problem.blocking.empty()) document["blocking"] = nlohmann::ordered_json::parse(problem.blocking);
    if (!problem.errors.empty()) document["errors"] = nlohmann::ordered_json::parse(problem.errors);
    if (!instance.empty()) document["instance"] = std::string(instance);
    if (!request_id.empty()) document["request_id"] = std::string(request_id);
    // Details quote what the client sent: a byte that is not UTF-8 must not become an exception here.
    constexpr auto lossy = nlohmann::ordered_json::error_handler_t::replace;
    Response response = make_response(problem.status, "application/problem+json",
                                      document.dump(-1, ' ', false, lossy) + "\n");
    response.headers.push_back({"Cache-Control", "no-store"});
    if (problem.retry_after_s > 0) {
        response.headers.push_back({"Retry-After", std::to_string(problem.retry_after_s)});
    }
    return response;
}

std::string client_advice(const core::Error& error, std::string_view instead) {
    const std::string& advice = error.advice();
    return advice.find("mallctl ") == std::string::npos ? advice : std::string(instead);
}

ProblemError::ProblemError(Problem problem)
    : std::runtime_error(problem.detail), problem_(std::move(problem)) {}

Problem problem_of(const core::Error& error) {
    const std::string message = error.what();
    if (dynamic_cast<const core::DeniedError*>(&error) != nullptr)
        return {403, "not-allowed", "This is not allowed", message, error.advice(), 0};
    switch (error.fault()) {
        case core::Fault::failed:
            return {404, "not-found", "There is no such thing", message, error.advice(), 0};
        case core::Fault::usage:
        case core::Fault::rejected:
            return {400, "bad-request", "The request cannot be understood", message, error.advice(), 0};
        case core::Fault::conflict:
            return {409, "conflict", "Something else changed it first", message, error.advice(), 0};
        case core::Fault::unreachable:
        case core::Fault::interrupted:
            break;
    }
    return {503,
            "unavailable",
            "A service that this answer needs cannot be reached",
            "the answer needs a service that cannot be reached at the moment",
            "try again shortly",
            5};
}

}  // namespace mallctl::server::http
