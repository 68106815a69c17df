// Signing in with a code that is sent to a telephone. Who shows that they hold a number has the account of
// that number: a shopper's, apart from accounts with an address and from every row of a mall's users. A
// number can be taken over, so that it is never enough for more.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "db/session.hpp"
#include "operations/access/sign_in.hpp"

namespace mallctl::operations {

inline constexpr std::chrono::minutes sms_code_time{5};
inline constexpr int sms_code_tries = 5;

// Codes that are sent at most.
struct SmsLimits {
    std::chrono::seconds recently = std::chrono::minutes{15};
    std::int64_t of_phone = 3;         // to one number, recently
    std::int64_t of_phone_a_day = 10;  // to one number, in 24 hours
    std::int64_t from_address = 20;    // asked for from one address, recently: a mall's Wi-Fi is one
    std::int64_t of_all_an_hour = 1000;
};

// "+491701234567" (E.164: 7 to 15 digits) of a number with its country, as people write it: with "00",
// spaces, dots, dashes and brackets. Nothing for others.
std::optional<std::string> normal_phone(std::string_view text);

struct AskedCode {
    std::string token;  // goes to whoever asked
    std::string code;   // goes to the telephone
    core::Instant expires;
    std::chrono::seconds wait{0};  // not 0: no code now, as there were too many; ask again after it
};

// `phone` as normal_phone() writes it. Does the same whether or not the number has an account.
AskedCode ask_for_code(db::Session& session, const std::string& phone, const std::string& from,
                       const SmsLimits& limits, core::Instant now);

// Makes a session of the number's account, and the account where there is none. Throws core::DeniedError,
// always with the same message, for an attempt that is unknown, used, over or was tried five times, for a
// wrong code, and for an account that is disabled.
SignedIn sign_in_with_code(db::Session& session, std::string_view token, std::string_view code,
                           const std::string& from, core::Instant now);

}  // namespace mallctl::operations
