// Asking servers of others: issuers of tokens, senders of messages. Each is one that the operator named, so
// that nothing here takes an address from a request.
#pragma once

#include <string>
#include <vector>

#include "server/http/request.hpp"

namespace mallctl::server {

struct OutboundRequest {
    std::string method = "GET";
    std::string url;
    std::vector<http::Header> headers = {};
    std::string body = {};
};

struct OutboundAnswer {
    int status = 0;
    std::string body;
};

class HttpClient {
  public:
    HttpClient() = default;
    virtual ~HttpClient() = default;
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // Whatever its status, the answer. Throws core::Error(unreachable) where there is none in time, where it
    // is too long, and for an address that is not allowed. Blocks; safe from every thread.
    virtual OutboundAnswer send(const OutboundRequest& request) const = 0;
};

}  // namespace mallctl::server
