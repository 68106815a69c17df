#include "server/endpoints/page.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/closest.hpp"
#include "operations/json_parts.hpp"
#include "plan/lookup.hpp"
#include "server/http/text.hpp"

namespace mallctl::server::page {

namespace {

http::ProblemError bad_request(std::string detail, std::string advice) {
    return http::ProblemError(
        {400, "bad-request", "The request cannot be understood", std::move(detail), std::move(advice), 0});
}

std::vector<plan::LevelIndex> levels_called(std::string_view text, const plan::Plan& plan) {
    std::vector<plan::LevelIndex> found = plan::find_levels(plan, text);
    if (!found.empty()) return found;
    std::vector<std::string> labels;
    for (plan::LevelIndex i = 0; i < plan.levels.size(); ++i) labels.push_back(plan::level_label(plan, i));
    throw bad_request(fmt::format("the mall has no level '{}'", text),
                      fmt::format("its levels are {}", fmt::join(labels, ", ")));
}

}  // namespace

std::vector<plan::LevelIndex> levels(const Call& call, const plan::Plan& plan) {
    const std::string_view text = call.parameter("level");
    if (text.empty()) return {};
    return levels_called(text, plan);
}

void check_levels(const std::vector<std::string>& texts, const plan::Plan& plan) {
    for (const std::string& text : texts) levels_called(text, plan);
}

void check_fields(const std::vector<std::string>& asked, const std::vector<std::string>& known) {
    for (const std::string& name : asked) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        const std::string guess = core::did_you_mean(name, known);
        throw bad_request(fmt::format("there is no field '{}'", name),
                          guess.empty() ? fmt::format("fields are {}", fmt::join(known, ", ")) : guess);
    }
}

std::string next_link(const Call& call, std::string_view last_key) {
    return next_link(call.target.path, call.target.query.parameters, last_key);
}

std::string next_link(std::string_view path, const Given& given, std::string_view last_key) {
    std::string link(path);
    char mark = '?';
    for (const auto& [name, value] : given) {
        if (name == "after" || value.empty()) continue;
        link += mark + http::percent_encode(name) + "=" + http::percent_encode(value);
        mark = '&';
    }
    return link + mark + "after=" + http::percent_encode(last_key);
}

bool is_plain(const Call& call, std::string_view but) {
    const auto& given = call.target.query.parameters;
    return std::all_of(given.begin(), given.end(),
                       [&](const auto& one) { return one.second.empty() || one.first == but; });
}

http::ProblemError bad_cursor(std::string_view key) {
    return bad_request(fmt::format("there is nothing '{}' to go on after", key),
                       "take the link `next` of the page before, or begin without `after`");
}

http::Response answer(const nlohmann::ordered_json& json, const char* type) {
    return http::make_response(200, type, operations::to_text(json) + "\n");
}

bodies::MadeBody made(const nlohmann::ordered_json& json, core::Instant valid_until, const char* type) {
    return {{.content_type = type, .body = operations::to_text(json) + "\n"}, valid_until};
}

}  // namespace mallctl::server::page
