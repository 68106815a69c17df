// Answers kept by the key of their request, so that a request sent again is not done again
// (draft-ietf-httpapi-idempotency-key-header-07).
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "core/clock.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct IdempotencyKey {
    std::string principal;    // whose key it is
    std::string route;        // what it was sent to: "POST /api/v1/malls/{mall}/stores"
    std::string key;          // 1 to 255 characters
    std::string fingerprint;  // SHA-256 of the request, hexadecimal
};

struct KeptAnswer {
    int status = 0;
    std::string fingerprint;  // of the request that was answered so
    std::string answer;       // JSON
};

inline constexpr std::chrono::hours idempotency_time{24};

// What the key was answered in the last 24 hours before `now`; nothing where it is new.
std::optional<KeptAnswer> find_answer(Transaction& transaction, const IdempotencyKey& key, core::Instant now);

// Takes the key to the end of the transaction, before anything is written for it. Throws
// core::Error(conflict) where another transaction has it, or has kept an answer since.
void claim_key(Transaction& transaction, const IdempotencyKey& key, core::Instant now);

// Keeps the answer, and deletes some of those that are older than 24 hours. The key must be claimed.
void keep_answer(Transaction& transaction, const IdempotencyKey& key, int status, const std::string& answer,
                 core::Instant now);

// Deletes at most so many of those that are older than 24 hours, and returns how many.
std::int64_t forget_answers(Transaction& transaction, core::Instant now, std::int64_t most);

}  // namespace mallctl::db
