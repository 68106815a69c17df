#include "server/idempotency.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "server/http/problem.hpp"

namespace mallctl::server {

namespace {

constexpr std::size_t longest_key = 255;

// A structured string (RFC 8941 section 3.3.3) as the draft asks, or, as many clients send it, bare.
std::optional<std::string> key_text(std::string_view header) {
    if (header.size() >= 2 && header.front() == '"' && header.back() == '"')
        header = header.substr(1, header.size() - 2);
    const bool printable =
        std::all_of(header.begin(), header.end(), [](char c) { return c > 0x20 && c < 0x7F && c != '"'; });
    if (header.empty() || header.size() > longest_key || !printable) return std::nullopt;
    return std::string(header);
}

// Lengths stand before the parts, so that no two requests run together to the same text.
std::string fingerprint(const Call& call) {
    std::string text;
    for (const std::string_view part :
         {call.request.method, call.request.target, call.request.header("Content-Type").value_or(""),
          call.request.body}) {
        text += std::to_string(part.size()) + ":";
        text += part;
    }
    return core::sha256_hex(text);
}

const char* kind_name(access::Principal::Kind kind) {
    switch (kind) {
        case access::Principal::Kind::guest:
            return "guest:";
        case access::Principal::Kind::user:
            return "user:";
        case access::Principal::Kind::service:
            return "service:";
        case access::Principal::Kind::key:
            return "key:";
        case access::Principal::Kind::nobody:
            break;
    }
    return "";
}

}  // namespace

std::string caller_name(const access::Principal& principal) {
    return kind_name(principal.kind) + principal.id;
}

Idempotency::Idempotency(const Call& call) : now_(core::now()) {
    const auto header = call.request.header("Idempotency-Key");
    if (!header) return;
    auto text = key_text(*header);
    if (!text) {
        throw http::ProblemError({400, "bad-idempotency-key", "The Idempotency-Key is none",
                                  "a key has 1 to 255 printable characters without blanks and quotes",
                                  "a UUID makes a good one", 0});
    }
    key_ = {caller_name(call.principal), std::string(call.request.method) + " " + call.target.path,
            *std::move(text), fingerprint(call)};
}

std::optional<http::Response> Idempotency::find(db::Session& session, const core::Uuid& mall) const {
    if (!key_) return std::nullopt;
    db::Transaction transaction(session, mall, db::Transaction::Mode::read);
    const auto kept = db::find_answer(transaction, *key_, now_);
    if (!kept) return std::nullopt;
    if (kept->fingerprint != key_->fingerprint) {
        throw http::ProblemError({422, "idempotency-key-reused",
                                  "The Idempotency-Key stands for another request",
                                  "this key was sent with another request in the last 24 hours",
                                  "a new request needs a new key", 0});
    }
    const auto answer = nlohmann::json::parse(kept->answer);
    http::Response response = http::make_response(kept->status, answer.at("content_type").get<std::string>(),
                                                  answer.at("body").get<std::string>());
    for (const auto& [name, value] : answer.at("headers").items())
        response.headers.push_back({name, value.get<std::string>()});
    response.headers.push_back({"Idempotency-Replayed", "true"});
    return response;
}

void Idempotency::claim(db::Transaction& transaction) const {
    if (!key_) return;
    try {
        db::claim_key(transaction, *key_, now_);
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::conflict) throw;
        throw http::ProblemError({409, "request-in-flight", "A request with this key is being answered",
                                  error.what(), error.advice(), 1});
    }
}

void Idempotency::keep(db::Transaction& transaction, const http::Response& response) const {
    if (!key_) return;
    nlohmann::json answer{{"content_type", response.content_type},
                          {"body", std::string(response.bytes())},
                          {"headers", nlohmann::json::object()}};
    for (const auto& header : response.headers) answer["headers"][header.name] = header.value;
    db::keep_answer(transaction, *key_, response.status, answer.dump(), now_);
}

}  // namespace mallctl::server
