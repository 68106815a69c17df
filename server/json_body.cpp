#include "server/json_body.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

using nlohmann::json;

constexpr int deepest = 16;

[[noreturn]] void refuse(const std::string& detail) {
    throw http::ProblemError({400, "bad-json", "The body is not JSON as it is used here", detail, "", 0});
}

// Looks at what is parsed on the way.
class Strict {
  public:
    bool operator()(int depth, json::parse_event_t event, json& parsed) {
        using Event = json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) {
            if (depth >= deepest) refuse("it is nested more than " + std::to_string(deepest) + " deep");
            if (event == Event::object_start) members_.emplace_back();
        } else if (event == Event::object_end) {
            members_.pop_back();
        } else if (event == Event::key) {
            check_text(parsed);
            if (!members_.back().insert(parsed.get<std::string>()).second)
                refuse("the member \"" + parsed.get<std::string>().substr(0, 60) + "\" is there twice");
        } else if (event == Event::value && parsed.is_string()) {
            check_text(parsed);
        }
        return true;
    }

  private:
    // PostgreSQL keeps no NUL: the text would end there.
    static void check_text(const json& text) {
        if (text.get_ref<const std::string&>().find('\0') != std::string::npos)
            refuse("a text in it holds a NUL");
    }

    std::vector<std::set<std::string>> members_;  // of the objects that are open
};

const json* find(const json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() || found->is_null() ? nullptr : &*found;
}

}  // namespace

json parse_object(std::string_view body) {
    try {
        json object = json::parse(body.begin(), body.end(), Strict());
        if (!object.is_object()) refuse("an object is expected");
        return object;
    } catch (const json::parse_error& error) {
        refuse("it cannot be read at byte " + std::to_string(error.byte));
    } catch (const json::out_of_range&) {
        refuse("a number in it is too large");
    }
}

void throw_invalid(const std::string& pointer, const std::string& detail) {
    http::Problem problem{422, "invalid-body", "The body does not say what is needed", detail, "", 0};
    problem.errors = json::array({{{"pointer", pointer}, {"detail", detail}}})
                         .dump(-1, ' ', false, json::error_handler_t::replace);
    throw http::ProblemError(std::move(problem));
}

std::optional<std::string> optional_text(const json& object, const char* name) {
    const json* member = find(object, name);
    if (member == nullptr) return std::nullopt;
    if (!member->is_string()) throw_invalid(std::string("/") + name, std::string(name) + " is a text");
    return member->get<std::string>();
}

std::string text_member(const json& object, const char* name) {
    auto text = optional_text(object, name);
    if (!text) throw_invalid(std::string("/") + name, std::string(name) + " is missing");
    return *std::move(text);
}

std::int64_t integer_member(const json& object, const char* name) {
    const json* member = find(object, name);
    if (member == nullptr) throw_invalid(std::string("/") + name, std::string(name) + " is missing");
    const bool fits = member->is_number_integer() &&
                      (!member->is_number_unsigned() || member->get<std::uint64_t>() <= INT64_MAX);
    if (!fits) throw_invalid(std::string("/") + name, std::string(name) + " is a whole number");
    return member->get<std::int64_t>();
}

bool flag_member(const json& object, const char* name, bool absent) {
    const json* member = find(object, name);
    if (member == nullptr) return absent;
    if (!member->is_boolean())
        throw_invalid(std::string("/") + name, std::string(name) + " is true or false");
    return member->get<bool>();
}

void refuse_other_members(const json& object, std::initializer_list<std::string_view> names) {
    for (const auto& [name, value] : object.items()) {
        if (std::find(names.begin(), names.end(), std::string_view(name)) == names.end())
            throw_invalid("/" + name, "there is no member \"" + name.substr(0, 60) + "\" here");
    }
}

}  // namespace mallctl::server
