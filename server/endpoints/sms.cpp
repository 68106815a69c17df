#include "server/endpoints/sms.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "core/denied.hpp"
#include "core/uuid.hpp"
#include "server/auth/session_answers.hpp"
#include "server/auth/small_body.hpp"
#include "server/http/problem.hpp"
#include "server/private_answer.hpp"

namespace mallctl::server {

namespace {

const SmsSender& require_sender(const SmsSender* sender) {
    if (sender != nullptr) return *sender;
    throw http::ProblemError({404, "not-configured", "The server is not set up for this",
                              "no messages are sent to telephones here", "", 0});
}

std::string require_phone(const std::string& text) {
    if (auto phone = operations::normal_phone(text)) return *std::move(phone);
    throw http::ProblemError({422, "invalid-phone", "This is no telephone number",
                              "\"phone\" is no number with its country", "give it as +49 170 1234567", 0});
}

std::string text_of(const std::string& code) {
    return fmt::format(
        "{} is your code to sign in. It holds for {} minutes. Give it to nobody who asks for it.", code,
        operations::sms_code_time.count());
}

Route route_of(std::string_view pattern, std::string_view operation, std::string_view summary,
               std::string_view schema, Outcome outcome, Handler handler) {
    Route route;
    route.method = "POST";
    route.pattern = pattern;
    route.operation = operation;
    route.tag = "Access";
    route.summary = summary;
    route.blocks = true;
    route.takes_credentials = true;
    route.body_bytes = 4096;
    route.body_schema = schema;
    route.outcomes = {outcome};
    route.handler = std::move(handler);
    return route;
}

}  // namespace

std::string counted_address(std::string_view client) {
    const std::string text(client);
    in6_addr address{};
    if (::inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
    std::fill(std::begin(address.s6_addr) + 8, std::end(address.s6_addr), std::uint8_t{0});
    std::array<char, INET6_ADDRSTRLEN> written{};
    ::inet_ntop(AF_INET6, &address, written.data(), written.size());
    return std::string(written.data()) + "/64";
}

http::Response AskForCode::operator()(const Call& call) const {
    const SmsSender& to = require_sender(sender);
    const std::string phone = require_phone(SmallBody(call.request.body, {"phone"}).require("phone"));
    const std::string from = counted_address(call.request.client);
    const auto asked = pool.with(std::string(), [&](db::Session& session) {
        return operations::ask_for_code(session, phone, from, limits, core::now());
    });
    if (asked.wait.count() > 0) {
        throw http::ProblemError({429, "too-many-codes", "Too many codes were asked for",
                                  "no more codes are sent to this number, or for this address, for now",
                                  "give the code that was sent last, or ask later",
                                  static_cast<int>(asked.wait.count())});
    }
    // Outside of the transaction and of the pool's session: it waits for others.
    to.send({core::to_string(core::uuid_v4()), phone, text_of(asked.code)});
    return unkept_json(202, {{"attempt", asked.token}, {"expires", core::format_instant(asked.expires)}});
}

http::Response GiveCode::operator()(const Call& call) const {
    require_sender(sender);
    const SmallBody body(call.request.body, {"attempt", "code", "cookie"});
    const bool cookie = body.flag("cookie");
    if (cookie) require_same_site(call.request);
    const std::string attempt = body.require("attempt");
    const std::string code = body.require("code");
    try {
        const auto signed_in = pool.with(std::string(), [&](db::Session& session) {
            return operations::sign_in_with_code(session, attempt, code, std::string(call.request.client),
                                                 core::now());
        });
        return with_session(call, signed_in.token, signed_in.expires, cookie,
                            {{"login", signed_in.login}, {"second_factor", false}});
    } catch (const core::DeniedError& denied) {
        throw http::ProblemError(
            {401, "sign-in-refused", "This does not sign in", denied.what(), denied.advice(), 0});
    }
}

std::vector<Route> sms_routes(db::SessionPool& pool, const SmsSender* sender,
                              const operations::SmsLimits& limits) {
    return {route_of("/api/v1/sessions/sms", "askForSmsCode", "Have a code sent to a telephone", "SmsRequest",
                     {202, "It is on its way", "SmsAttempt"}, AskForCode{pool, sender, limits}),
            route_of("/api/v1/sessions/sms/verify", "signInBySms", "Sign in with the code that was sent",
                     "SmsCode", {201, "Signed in", "Session"}, GiveCode{pool, sender})};
}

}  // namespace mallctl::server
