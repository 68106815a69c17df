#include "access/totp.hpp"

#include <fmt/format.h>
#include <liboath/oath.h>

#include <array>

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "core/error.hpp"
#include "core/escape.hpp"

namespace mallctl::access {

using core::Error;
using core::Fault;

namespace {

constexpr std::size_t secret_bytes = 20;
constexpr unsigned step_seconds = 30;
constexpr unsigned digits = 6;

}  // namespace

std::string make_totp_secret() {
    return to_base32(random_bytes(secret_bytes));
}

std::string totp_uri(std::string_view secret, std::string_view login, std::string_view issuer) {
    const std::string by = core::percent_encode(issuer);
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", by, core::percent_encode(login), secret,
                       by);
}

std::int64_t totp_step(core::Instant instant) {
    return instant.time_since_epoch().count() / step_seconds;
}

std::string totp_code(std::string_view secret, std::int64_t step) {
    const auto key = from_base32(secret);
    if (!key) {
        throw Error(Fault::failed, "the secret of an authenticator is no base 32",
                    "set the authenticator up again");
    }
    std::array<char, digits + 1> code{};
    const int result = oath_totp_generate(key->data(), key->size(), static_cast<time_t>(step) * step_seconds,
                                          step_seconds, OATH_TOTP_DEFAULT_START_TIME, digits, code.data());
    if (result != OATH_OK) {
        throw Error(Fault::failed, fmt::format("no code can be made: {}", oath_strerror(result)));
    }
    return code.data();
}

std::optional<std::int64_t> accept_totp(std::string_view secret, std::string_view code, core::Instant now,
                                        std::int64_t last_step) {
    const std::int64_t here = totp_step(now);
    std::optional<std::int64_t> accepted;
    for (const std::int64_t step : {here - 1, here, here + 1}) {
        const bool same = equal_secrets(totp_code(secret, step), code);
        if (same && step > last_step && !accepted) accepted = step;
    }
    return accepted;
}

}  // namespace mallctl::access
