#include "server/endpoints/row_problem.hpp"

#include <nlohmann/json.hpp>

namespace mallctl::server {

namespace {

using Why = operations::RowError::Why;

std::string errors_of(const operations::RowError& error) {
    if (error.faults().empty()) return {};
    auto errors = nlohmann::ordered_json::array();
    for (const auto& fault : error.faults()) {
        nlohmann::ordered_json one{{"pointer", fault.pointer}};
        if (!fault.code.empty()) one["code"] = fault.code;
        one["detail"] = fault.detail;
        if (!fault.advice.empty()) one["advice"] = fault.advice;
        errors.push_back(std::move(one));
    }
    // Details quote the input: a byte that is not UTF-8 must not become an exception here.
    return errors.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

http::Problem kind_of(Why why) {
    switch (why) {
        case Why::unknown:
            return {404, "unknown-row", "There is no such row", {}, {}, 0};
        case Why::exists:
            return {409, "row-exists", "There is such a row already", {}, {}, 0};
        case Why::precondition:
            return {412, "precondition-failed", "The row is another by now", {}, {}, 0};
        case Why::not_allowed:
            return {403, "not-allowed", "This is not allowed", {}, {}, 0};
        case Why::step_up:
            return {403, "step-up-required", "The second factor is needed again", {}, {}, 0};
        case Why::in_use:
            return {409, "row-in-use", "Other rows refer to this one", {}, {}, 0};
        case Why::invalid:
            break;
    }
    return {422, "invalid-row", "The row is not valid", {}, {}, 0};
}

}  // namespace

http::ProblemError row_problem(const operations::RowError& error) {
    http::Problem problem = kind_of(error.why());
    problem.detail = error.what();
    problem.advice = http::client_advice(error, {});
    problem.errors = errors_of(error);
    return http::ProblemError(std::move(problem));
}

}  // namespace mallctl::server
