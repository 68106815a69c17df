// The Idempotency-Key of a POST (draft-ietf-httpapi-idempotency-key-header-07): the same request sent again
// is answered again, and done once.
#pragma once

#include <optional>
#include <string>

#include "core/clock.hpp"
#include "db/idempotency.hpp"
#include "db/session.hpp"
#include "server/http/response.hpp"
#include "server/router.hpp"

namespace mallctl::server {

class Idempotency {
  public:
    // Of the request's header; there may be none, and then nothing here does anything. Throws
    // http::ProblemError: 400 for a key that is empty or over 255 characters.
    explicit Idempotency(const Call& call);

    // The answer that this request got before. Throws http::ProblemError: 422 where the key stands for
    // another request.
    std::optional<http::Response> find(db::Session& session, const core::Uuid& mall) const;

    // To be called in the transaction of the write, before anything is written; throws http::ProblemError:
    // 409 while another request with the key is being answered.
    void claim(db::Transaction& transaction) const;

    // Keeps the answer with the write.
    void keep(db::Transaction& transaction, const http::Response& response) const;

  private:
    std::optional<db::IdempotencyKey> key_;
    core::Instant now_;
};

// Whom keys, readings and redemptions are of: "user:ID".
std::string caller_name(const access::Principal& principal);

}  // namespace mallctl::server
