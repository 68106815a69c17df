// One page of a list: how many, from where, with which fields.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "operations/snapshot.hpp"
#include "server/bodies/body_cache.hpp"
#include "server/http/problem.hpp"
#include "server/route.hpp"

namespace mallctl::server::page {

inline constexpr std::size_t usual_limit = 100;

inline constexpr Parameter limit{.name = "limit",
                                 .doc = "At most this many",
                                 .schema = R"({"type":"integer","minimum":1,"maximum":1000,"default":100})"};

inline constexpr Parameter after{.name = "after",
                                 .doc = "Behind the one with this key, as `next` of the page before says",
                                 .schema = R"({"type":"string","maxLength":200})"};

inline constexpr Parameter fields{.name = "fields",
                                  .doc = "Only these, joined by commas; the key is always told",
                                  .schema = R"({"type":"array","items":{"type":"string"},"maxItems":64})"};

inline constexpr Parameter level{.name = "level",
                                 .doc = "Only on this level: its label, short name or ordinal",
                                 .schema = R"({"type":"string","maxLength":200})"};

// The levels that the parameter `level` names; none where it is absent. Throws http::ProblemError(400) for
// a level that the mall does not have.
std::vector<plan::LevelIndex> levels(const Call& call, const plan::Plan& plan);

// Throws http::ProblemError(400) where one names no level of the plan.
void check_levels(const std::vector<std::string>& texts, const plan::Plan& plan);

// Throws http::ProblemError(400), with "did you mean", for a name that is none of `known`.
void check_fields(const std::vector<std::string>& asked, const std::vector<std::string>& known);

// The same request for the next page.
std::string next_link(const Call& call, std::string_view last_key);
// That of a request for `path` with these parameters (name and value).
using Given = std::vector<std::pair<std::string, std::string>>;
std::string next_link(std::string_view path, const Given& given, std::string_view last_key);

// Whether the request has no parameter with a value but `but`: what lists are asked for most, and is kept.
bool is_plain(const Call& call, std::string_view but = {});

// 400 for an `after` whose key names nothing.
http::ProblemError bad_cursor(std::string_view key);

// 200 with the JSON on a line of its own.
http::Response answer(const nlohmann::ordered_json& json, const char* type = "application/json");
// The same, to be kept until then.
bodies::MadeBody made(const nlohmann::ordered_json& json, core::Instant valid_until,
                      const char* type = "application/json");

}  // namespace mallctl::server::page
