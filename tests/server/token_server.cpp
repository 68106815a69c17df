#include "tests/server/token_server.hpp"

#include <nlohmann/json.hpp>

#include "core/clock.hpp"

namespace mallctl::test {

using nlohmann::json;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

}  // namespace

TokenServer::TokenServer() {
    rotate("");
    start();
}

void TokenServer::start() {
    server::ServeOptions options = quick_options();
    options.listen.port = port_;
    server_ = std::make_unique<RunningServer>(
        options, [this](const server::http::Request& request) { return answer(request); });
    port_ = server_->port();
}

std::string TokenServer::address() const {
    return "http://127.0.0.1:" + std::to_string(port_);
}

// Catch is not for several threads: the server's thread finds the document ready.
void TokenServer::rotate(const std::string& suffix) {
    const std::lock_guard lock(mutex_);
    signer_ = std::make_unique<Signer>();
    suffix_ = suffix;
    keys_ = signer_->key_set();
    for (const std::string kind : {"r1", "e1"})
        keys_ = replaced(keys_, '"' + kind + '"', '"' + key(kind) + '"');
}

server::http::Response TokenServer::answer(const server::http::Request& request) {
    if (request.target != "/keys")
        return more ? more(request) : server::http::make_response(404, "text/plain", "no\n");
    ++asked_;
    const std::lock_guard lock(mutex_);
    return server::http::make_response(200, "application/json", keys_);
}

std::string TokenServer::token(const json& changes) const {
    return token_with({{"alg", "ES256"}, {"kid", key("e1")}}, changes, "e1");
}

std::string TokenServer::token_with(const json& header, const json& changes, const std::string& kind) const {
    const auto now = core::now().time_since_epoch().count();
    json claims{{"iss", address()}, {"aud", "mallctl"}, {"sub", "u1"}, {"iat", now}, {"exp", now + 3600}};
    if (changes.is_object()) claims.merge_patch(changes);
    const std::lock_guard lock(mutex_);
    return signer_->sign(header.dump(), claims.dump(), kind);
}

}  // namespace mallctl::test
