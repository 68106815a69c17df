// Who a request comes from: the door between the router and the credentials.
#pragma once

#include "access/principal.hpp"
#include "server/http/request.hpp"

namespace mallctl::server {

class Gate {
  public:
    Gate() = default;
    virtual ~Gate() = default;
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;

    // Whether principal() has to look the credential up where that takes long (a database, the keys of an
    // issuer); false without a credential, and for one that is known in memory. Never blocks.
    virtual bool blocks(const http::Request& head) const = 0;

    // Nobody without a credential. Throws http::ProblemError: 401 for a credential that is not valid any more
    // or never was, 503 where it cannot be looked up just now.
    virtual access::Principal principal(const http::Request& request) const = 0;
};

// Takes no credential for anything: everybody is nobody, and gets what nobody may have.
class OpenGate final : public Gate {
  public:
    bool blocks(const http::Request&) const override { return false; }
    access::Principal principal(const http::Request&) const override { return {}; }
};

}  // namespace mallctl::server
