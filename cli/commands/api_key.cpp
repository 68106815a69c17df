#include "cli/commands/api_key.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "cli/confirm.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/rows.hpp"
#include "core/closest.hpp"
#include "core/error.hpp"
#include "operations/access/api_keys.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;

access::Permission read_permission(const std::string& name) {
    if (const auto permission = access::parse_permission(name)) return *permission;
    std::vector<std::string> known;
    for (const auto& info : access::permissions()) known.emplace_back(info.name);
    throw Error(Fault::usage, fmt::format("there is no permission \"{}\"", name),
                fmt::format("it is one of {}", fmt::join(known, ", ")));
}

// "90d" from now, or an instant.
std::optional<core::Instant> read_end(const std::string& text) {
    constexpr int most_days = 3660;
    if (text.empty()) return std::nullopt;
    int days = 0;
    const char* const end = text.data() + text.size();
    const auto [stopped, fault] = std::from_chars(text.data(), end, days);
    if (fault == std::errc{} && stopped + 1 == end && *stopped == 'd' && days > 0 && days <= most_days)
        return core::now() + std::chrono::hours{24 * days};
    return core::parse_instant(text);
}

std::string joined(const std::vector<std::string>& words) {
    return fmt::format("{}", fmt::join(words, ","));
}

}  // namespace

bool is_api_key(const std::string& kind) {
    return kind == "apikey" || kind == "apikeys";
}

int run_create_api_key(const std::string& name, const std::vector<std::string>& permissions,
                       const std::string& expires, Context& context) {
    context.allow_formats({"table", "json"});
    operations::ApiKeyRequest request;
    for (const std::string& permission : permissions)
        request.permissions.push_back(read_permission(permission));
    request.expires = read_end(expires);
    request.name = name;
    request.mall = context.mall();
    auto& session = context.session();
    context.say("making an API key of mall " + request.mall + " of " + context.endpoint().label);
    const auto made = operations::make_api_key(session, request, core::now());
    context.say("this is the one time that the key is shown");
    context.write_result([&](std::string_view format) {
        if (format != "json") return made.token + "\n";
        nlohmann::ordered_json json{{"name", made.key.name},
                                    {"mall", request.mall},
                                    {"key", made.token},
                                    {"permissions", made.key.permissions}};
        if (made.key.expires) json["expires"] = core::format_instant(*made.key.expires);
        return json.dump(2) + "\n";
    });
    return exit_done;
}

int run_get_api_keys(const std::string& name, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const std::string mall = context.mall();
    Rows rows;
    rows.columns = {{"name"}, {"permissions"}, {"made_by"}, {"created"}, {"expires"}, {"last_used"}};
    for (const auto& key : operations::list_api_keys(context.session(), mall, false)) {
        if (!name.empty() && key.name != name) continue;
        rows.rows.push_back({key.name, joined(key.permissions), key.made_by,
                             core::format_instant(key.created),
                             key.expires ? std::optional(core::format_instant(*key.expires)) : std::nullopt,
                             key.last_used_on.empty() ? std::nullopt : std::optional(key.last_used_on)});
    }
    if (!name.empty() && rows.rows.empty()) {
        throw Error(Fault::failed, fmt::format("mall {} has no API key \"{}\"", mall, name),
                    "list them: mallctl get apikey --mall " + mall);
    }
    context.write_result([&](std::string_view format) { return format_rows(rows, format); });
    return exit_done;
}

int run_delete_api_keys(const std::vector<std::string>& names, bool sure, Context& context) {
    if (names.empty()) {
        throw Error(Fault::usage, "it is not said which API key is to be deleted",
                    "name it: mallctl delete apikey NAME");
    }
    const std::string mall = context.mall();
    require_answer(context, sure, "say --yes to do it");
    if (!sure && !ask(context, fmt::format("end the API key {} of {}?", joined(names), mall)))
        throw Error(Fault::failed, "not confirmed; nothing was changed");
    auto& session = context.session();
    for (const std::string& name : names) {
        operations::revoke_api_key(session, mall, name, core::now());
        context.say(fmt::format("the API key {} of {} has ended", name, mall));
    }
    return exit_done;
}

}  // namespace mallctl::cli
