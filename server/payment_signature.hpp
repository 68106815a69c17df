// The signature of a payment provider's event, as Stripe makes it: the header "t=SECONDS,v1=HEX[,v1=HEX...]",
// where each HEX is HMAC-SHA256 (RFC 2104) over "SECONDS.BODY" (https://docs.stripe.com/webhooks/signature).
#pragma once

#include <chrono>
#include <string_view>

#include "core/clock.hpp"

namespace mallctl::server {

// How far the signature's time may be from ours, either way: an event that was overheard cannot be replayed
// later.
inline constexpr std::chrono::minutes signature_window{5};

enum class Signature { good, malformed, wrong, stale };

// Over the body as it was sent. Compares in constant time. `header` may be anything.
Signature check_signature(std::string_view header, std::string_view body, std::string_view secret,
                          core::Instant now);

}  // namespace mallctl::server
