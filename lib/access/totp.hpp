// The second factor: codes of an authenticator that change every 30 s (TOTP, RFC 6238, with SHA-1 and six
// digits, which is what every authenticator reads).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"

namespace mallctl::access {

// 160 bits from the system, in base 32.
std::string make_totp_secret();

// What an authenticator's camera reads: "otpauth://totp/ISSUER:LOGIN?secret=...&issuer=ISSUER".
std::string totp_uri(std::string_view secret, std::string_view login, std::string_view issuer);

// Counts from the beginning of 1970 in 30 s.
std::int64_t totp_step(core::Instant instant);

// The six digits of a step. Throws core::Error(failed) for a secret that is no base 32.
std::string totp_code(std::string_view secret, std::int64_t step);

// The step whose code this is: that of `now`, or the one before or after it, as clocks differ. Nothing for
// any other code, and for one of `last_step` or before: what was given once, and seen by somebody over the
// shoulder, is not taken again (RFC 6238 section 5.2). The caller must keep the step that is returned.
std::optional<std::int64_t> accept_totp(std::string_view secret, std::string_view code, core::Instant now,
                                        std::int64_t last_step);

}  // namespace mallctl::access
