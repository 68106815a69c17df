#include "access/bounded_json.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace mallctl::access {

std::optional<nlohmann::json> read_object(std::string_view text) {
    using Event = nlohmann::json::parse_event_t;
    constexpr int deepest = 8;
    bool refused = false;
    std::vector<std::set<std::string>> keys;
    // A value that the callback refuses is left out, and not stored: memory stays bounded.
    const auto look = [&](int depth, Event event, nlohmann::json& parsed) {
        if (depth > deepest) refused = true;
        if (event == Event::object_start) keys.emplace_back();
        if (event == Event::object_end) keys.pop_back();
        if (event == Event::key && !keys.back().insert(parsed.get<std::string>()).second) refused = true;
        return !refused || event == Event::object_end;
    };
    nlohmann::json value = nlohmann::json::parse(text, look, false);
    if (refused || !value.is_object()) return std::nullopt;
    return value;
}

std::optional<std::string> text_at(const nlohmann::json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

}  // namespace mallctl::access
