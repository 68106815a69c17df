#include "server/payment_signature.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace mallctl;
using server::check_signature;
using server::Signature;

namespace {

const auto at = core::Instant{std::chrono::seconds{1492774577}};
// HMAC-SHA256 of "1492774577.{}" under "whsec_test", by: printf '1492774577.{}' | openssl dgst -sha256 -hmac
// whsec_test
const std::string mac = "0d0602f6611bd2252dd4b74b58a4528355a7380639a15e6cc21e3059d56d5b8b";

Signature check(const std::string& header, core::Instant now = at, const char* secret = "whsec_test") {
    return check_signature(header, "{}", secret, now);
}

}  // namespace

TEST_CASE("an event is signed over its time and body, by one of the signatures, within five minutes") {
    CHECK(check("t=1492774577,v1=" + mac) == Signature::good);
    CHECK(check("t=1492774577,v1=" + std::string(64, '0') + ",v1=" + mac + ",v0=x") == Signature::good);
    CHECK(check("t=1492774577,v1=" + mac, at + std::chrono::minutes{5}) == Signature::good);
    CHECK(check("t=1492774577,v1=" + mac, at + std::chrono::seconds{301}) == Signature::stale);
    CHECK(check("t=1492774577,v1=" + mac, at - std::chrono::seconds{301}) == Signature::stale);
    CHECK(check("t=1492774578,v1=" + mac) == Signature::wrong);
    CHECK(check("t=1492774577,v1=" + mac, at, "whsec_other") == Signature::wrong);
    CHECK(check_signature("t=1492774577,v1=" + mac, "{} ", "whsec_test", at) == Signature::wrong);
}

TEST_CASE("a header that is no signature is malformed, whatever it holds") {
    for (const std::string& header :
         {std::string(), std::string("t=,v1="), "v1=" + mac, std::string("t=1492774577"), "t=x,v1=" + mac,
          "t=1492774577x,v1=" + mac, "t=1492774577,v0=" + mac, "t=1492774577,v1=" + mac.substr(1),
          "t=99999999999999999999,v1=" + mac, std::string(100'000, ',')}) {
        INFO(header.substr(0, 100));
        CHECK(check(header) == Signature::malformed);
    }
}
