// HttpClient by libcurl.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "server/outbound/http_client.hpp"

namespace mallctl::server {

struct CurlOptions {
    std::chrono::milliseconds connect_time{2'000};
    std::chrono::milliseconds whole_time{5'000};
    std::size_t longest_answer = std::size_t{256} * 1024;  // bytes of the body
    std::string ca_file;  // PEM of the authorities that are trusted; empty: those of the system
};

// HTTPS with the certificate and its name checked, TLS 1.2 at least; plain HTTP only to this very machine
// (127.0.0.0/8, ::1, localhost). Follows no redirect: that would be an address that nobody named.
class CurlClient final : public HttpClient {
  public:
    explicit CurlClient(CurlOptions options = {}) : options_(std::move(options)) {}

    OutboundAnswer send(const OutboundRequest& request) const override;

  private:
    CurlOptions options_;
};

// Whether send() would take the address: a URL with https, or with http to this machine, without a user in
// it.
bool is_allowed_url(const std::string& url);

}  // namespace mallctl::server
