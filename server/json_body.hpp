// JSON that a client sent, read strictly.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace mallctl::server {

// An object: UTF-8 without NUL, 16 deep at most, of numbers that a double holds, no member twice in one
// (RFC 8259 section 4 leaves open what that means). Throws http::ProblemError: 400 "bad-json" that says where.
nlohmann::json parse_object(std::string_view body);

// Its members. Each throws http::ProblemError: 422 "invalid-body" with the member's pointer where it is of
// another type, and, of those that return no optional, where there is none.
std::string text_member(const nlohmann::json& object, const char* name);
std::optional<std::string> optional_text(const nlohmann::json& object, const char* name);
std::int64_t integer_member(const nlohmann::json& object, const char* name);
bool flag_member(const nlohmann::json& object, const char* name, bool absent);

// Throws as these where the object has a member that is none of `names`.
void refuse_other_members(const nlohmann::json& object, std::initializer_list<std::string_view> names);

// 422 "invalid-body" about the member at `pointer`.
[[noreturn]] void throw_invalid(const std::string& pointer, const std::string& detail);

}  // namespace mallctl::server
