// One HTTP request as a value: no socket and no parser behind it.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::server::http {

// Of a response.
struct Header {
    std::string name;
    std::string value;
};

// Of a request.
struct HeaderView {
    std::string_view name;
    std::string_view value;
};

// All views are of bytes that belong to somebody else, in the server to the connection: they hold while
// Application::expect or Application::answer runs. Who wants to keep one makes an OwnedRequest of it.
struct Request {
    std::string_view method;  // as sent: "GET"
    std::string_view target;  // as sent: "/api/v1/malls?x=y"
    std::vector<HeaderView> headers;
    std::string_view body;
    std::string_view id;      // names this request in the log and in X-Request-Id
    std::string_view client;  // the address that it comes from, "192.0.2.7" or "2001:db8::7"
    bool trusted = false;     // that address is within the trusted networks, where limits are generous
    bool secure = false;      // the client spoke TLS, with us or with a trusted proxy
    bool keep_alive = true;   // what the client asks for, with the default of its HTTP version

    // The first header of this name (ASCII case ignored); nothing where there is none.
    std::optional<std::string_view> header(std::string_view name) const;
};

// A request with bytes of its own, which other threads may have. Moving it keeps the views.
class OwnedRequest {
  public:
    explicit OwnedRequest(const Request& request);

    const Request& view() const { return request_; }

  private:
    std::unique_ptr<char[]> bytes_;
    Request request_;
};

// ASCII case ignored, as header names are compared (RFC 9110 section 5.1).
bool equal_names(std::string_view a, std::string_view b);

}  // namespace mallctl::server::http
