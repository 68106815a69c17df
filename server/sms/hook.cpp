#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <span>
#include <thread>

#include "access/random.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "core/hex.hpp"
#include "server/sms/sender.hpp"

namespace mallctl::server {

namespace {

using core::Error;
using core::Fault;

std::string signature_of(const std::string& body, const std::string& secret) {
    const auto seconds = core::now().time_since_epoch().count();
    const std::string mac = access::hmac_sha256(secret, fmt::format("{}.{}", seconds, body));
    return fmt::format("t={},v1={}", seconds, core::to_hex(std::as_bytes(std::span(mac))));
}

bool may_pass(int status) {
    return status == 429 || status >= 500;
}

}  // namespace

void SmsHook::send(const SmsMessage& message) const {
    const nlohmann::ordered_json json{{"id", message.id}, {"to", message.to}, {"text", message.text}};
    OutboundRequest request{.method = "POST", .url = options_.url, .headers = {}, .body = json.dump()};
    auto pause = options_.first_pause;
    for (int attempt = 1;; ++attempt) {
        // The time is part of the signature.
        request.headers = {{"Content-Type", "application/json"},
                           {"Mallctl-Signature", signature_of(request.body, options_.secret)}};
        const bool last = attempt >= options_.attempts;
        try {
            const int status = client_.send(request).status;
            if (status >= 200 && status < 300) return;
            if (last || !may_pass(status)) {
                throw Error(Fault::rejected, fmt::format("{} answers {} to a message", options_.url, status));
            }
        } catch (const Error& error) {
            if (last || error.fault() != Fault::unreachable)
                throw Error(Fault::unreachable, error.what(), error.advice());
        }
        std::this_thread::sleep_for(pause);
        pause *= 2;
    }
}

}  // namespace mallctl::server
