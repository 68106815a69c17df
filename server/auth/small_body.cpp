#include "server/auth/small_body.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

[[noreturn]] void refuse(std::string detail) {
    throw http::ProblemError({400, "bad-request", "The request cannot be understood", std::move(detail),
                              "send a JSON object with the members that the documentation lists", 0});
}

// Nothing nests here: a deeper value, and a member that comes twice, end the reading.
nlohmann::json read(std::string_view body) {
    bool refused = false;
    std::vector<std::string> names;
    const auto look = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        if (depth > 1) refused = true;
        if (event == nlohmann::json::parse_event_t::key) {
            const auto name = value.get<std::string>();
            if (std::find(names.begin(), names.end(), name) != names.end()) refused = true;
            names.push_back(name);
        }
        return !refused;
    };
    nlohmann::json object = nlohmann::json::parse(body, look, false);
    if (refused || !object.is_object()) refuse("the body is no flat JSON object");
    return object;
}

}  // namespace

SmallBody::SmallBody(std::string_view body, std::initializer_list<std::string_view> known) {
    const nlohmann::json object = read(body);
    for (const auto& [name, value] : object.items()) {
        if (std::find(known.begin(), known.end(), name) == known.end()) refuse("a member is not known here");
        if (value.is_string()) {
            // A database would read it as another text, that ends there.
            if (value.get_ref<const std::string&>().find('\0') != std::string::npos)
                refuse(fmt::format("\"{}\" holds a NUL", name));
            texts_[name] = value.get<std::string>();
        } else if (value.is_boolean()) {
            flags_[name] = value.get<bool>();
        } else if (!value.is_null()) {
            refuse(fmt::format("\"{}\" is neither text nor true or false", name));
        }
    }
}

std::string SmallBody::require(std::string_view name) const {
    std::string value = text(name);
    if (value.empty()) refuse(fmt::format("\"{}\" is missing, or no text", name));
    return value;
}

std::string SmallBody::text(std::string_view name) const {
    const auto found = texts_.find(name);
    return found == texts_.end() ? std::string() : found->second;
}

bool SmallBody::flag(std::string_view name) const {
    const auto found = flags_.find(name);
    return found != flags_.end() && found->second;
}

}  // namespace mallctl::server
