// Answers made ahead: everything of a 200 and of its 304 that does not change from one request to the next.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.hpp"

namespace mallctl::server::http {

// What an answer is made of. The body is the only part that must be there.
struct ReadyParts {
    std::string content_type = "application/json";
    // Further ones, as of a Response. Without a Cache-Control the answer says "no-cache": it may be kept, and
    // is asked for anew each time, which costs a 304.
    std::vector<Header> headers = {};
    std::string body = {};
    std::string gzip = {};    // the body compressed, "": not there
    std::string brotli = {};  // likewise
    bool negotiated = false;  // another answer to the same request is or will be compressed: says Vary
};

// One representation. Both heads end where Date, X-Request-Id, headers of the single request and Connection
// follow, which is all that is written for each request.
struct ReadyBytes {
    std::string head;          // of the 200, from its status line
    std::string not_modified;  // of the 304
    std::string etag;          // strong and quoted: from the identity body's content and the coding
    std::string body;
};

// Immutable and shared by all who answer with it: make it once for a snapshot (and for the interval in which
// it holds), keep it in a std::shared_ptr, and answer by ready_response(). Thread-safe.
class ReadyResponse {
  public:
    // Formats the heads and hashes the body: O(bytes). Compressing is the maker's business.
    explicit ReadyResponse(ReadyParts parts);

    // What a client with this Accept-Encoding ("": it sent none) gets: the coding of the highest weight, at
    // equal weights brotli before gzip before identity (RFC 9110 section 12.5.3). Does not allocate.
    const ReadyBytes& choose(std::string_view accept_encoding) const;

    const ReadyBytes& identity() const { return identity_; }

  private:
    ReadyBytes identity_;
    std::unique_ptr<const ReadyBytes> gzip_;
    std::unique_ptr<const ReadyBytes> brotli_;
};

// The weight of a coding in Accept-Encoding, in thousandths; 0: not acceptable, or not named (identity is
// then 1: anything that is named comes first).
int coding_weight(std::string_view accept_encoding, std::string_view coding);

}  // namespace mallctl::server::http
