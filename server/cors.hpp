// Pages of other sites that may read the API (https://fetch.spec.whatwg.org/#http-cors-protocol).
//
// They come with a token in the Authorization header, or without a credential: the session cookie is for
// pages of this site, so that no answer ever allows credentials.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/application.hpp"

namespace mallctl::server {

class Origins {
  public:
    // None.
    Origins() = default;
    // "https://app.example,http://localhost:5173": scheme, host and port as browsers send them, joined by
    // commas; "*": every origin; "": none. Throws core::Error(usage) naming what is no origin.
    static Origins parse(std::string_view list);

    bool empty() const { return !any_ && origins_.empty(); }
    bool any() const { return any_; }
    bool contains(std::string_view origin) const;

  private:
    bool any_ = false;
    std::vector<std::string> origins_;
};

// Answers as the application behind it does, and says beside who may read the answer.
class Cors final : public Application {
  public:
    // `inner` must outlive it.
    Cors(const Application& inner, Origins origins);

    Expectation expect(const http::Request& head) const override;
    http::Response answer(const http::Request& request) const override;
    http::Response refuse(const http::Request& request, const http::Problem& problem) const override;

    bool empty() const { return origins_.empty(); }

  private:
    void say_who_may_read(const http::Request& request, http::Response& response) const;

    const Application& inner_;
    Origins origins_;
};

}  // namespace mallctl::server
