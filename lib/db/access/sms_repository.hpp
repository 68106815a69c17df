// One-time codes that were sent to telephones. Of transactions without a mall.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct SmsAttempt {
    std::string digest;  // of the token that whoever asked holds
    std::string phone;   // "+491701234567"
    std::string code_mac;
    std::string asked_from;  // an address
    core::Instant created;
    core::Instant expires;
};

// How many attempts there were, and nobody begins another until the transaction ends.
struct SmsCounts {
    std::int64_t of_phone = 0;        // within `recently`
    std::int64_t of_phone_a_day = 0;  // within 24 hours
    std::int64_t from_address = 0;    // within `recently`
    std::int64_t of_all_an_hour = 0;  // within an hour
};
SmsCounts count_sms(Transaction& transaction, std::string_view phone, std::string_view from,
                    std::chrono::seconds recently, core::Instant now);

void insert_sms_attempt(Transaction& transaction, const SmsAttempt& attempt);

// Counts a try, and returns the attempt; nothing where it is unknown, used or over at `now`, or was tried
// `most` times.
std::optional<SmsAttempt> try_sms_attempt(Transaction& transaction, std::string_view digest, int most,
                                          core::Instant now);

void mark_sms_used(Transaction& transaction, std::string_view digest, core::Instant now);

}  // namespace mallctl::db
