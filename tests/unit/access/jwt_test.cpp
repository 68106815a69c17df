#include "access/jwt.hpp"

#include <catch2/catch.hpp>

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "core/error.hpp"
#include "tests/unit/access/signer.hpp"

using namespace mallctl;
using namespace mallctl::access;

namespace {

const test::Signer& signer() {
    static const test::Signer one;
    return one;
}

const KeySet& keys() {
    static const KeySet set = KeySet::parse(signer().key_set());
    return set;
}

const core::Instant now = core::parse_instant("2026-03-01T12:00:00Z");
const JwtRules rules{"https://issuer.example", "mallctl"};

std::string seconds(std::chrono::seconds from_now) {
    return std::to_string((now + from_now).time_since_epoch().count());
}

std::string payload(const std::string& more, const std::string& exp = seconds(std::chrono::hours{1})) {
    return R"({"iss":"https://issuer.example","aud":"mallctl","sub":"u1","exp":)" + exp + more + "}";
}

const std::string es256 = R"({"alg":"ES256","kid":"e1"})";
const std::string rs256 = R"({"alg":"RS256","kid":"r1"})";

// "" where the token passes.
std::string fault(const std::string& token) {
    return check_jwt(token, keys(), rules, now).fault;
}

}  // namespace

TEST_CASE("a token that the issuer signed with either kind of key is believed") {
    REQUIRE(keys().size() == 2);
    const auto checked = check_jwt(
        signer().sign(es256, payload(R"(,"email":"a@b.example","email_verified":true,"scope":"mall.read")"),
                      "e1"),
        keys(), rules, now);
    REQUIRE(checked.claims);
    CHECK(checked.claims->subject == "u1");
    CHECK(checked.claims->email == "a@b.example");
    CHECK(checked.claims->scope == "mall.read");
    CHECK(checked.claims->expires == now + std::chrono::hours{1});
    CHECK(fault(signer().sign(rs256, payload(""), "r1")).empty());
    CHECK(fault(signer().sign(rs256, payload(R"(,"nbf":)" + seconds(std::chrono::seconds{0}) + ".5"), "r1"))
              .empty());
}

TEST_CASE("an e-mail address that the issuer has not verified is not taken") {
    const auto token = signer().sign(es256, payload(R"(,"email":"a@b.example")"), "e1");
    REQUIRE(check_jwt(token, keys(), rules, now).claims);
    CHECK(check_jwt(token, keys(), rules, now).claims->email.empty());
}

TEST_CASE("no algorithm but that of the key passes") {
    const std::string unsigned_token =
        to_base64url(R"({"alg":"none","kid":"e1"})") + "." + to_base64url(payload("")) + ".";
    CHECK(fault(unsigned_token) == "its algorithm is not that of the key");
    for (const char* none : {"None", "NONE", "nOnE", ""}) {
        const std::string header = std::string(R"({"alg":")") + none + R"(","kid":"e1"})";
        CHECK_FALSE(fault(signer().sign(header, payload(""), "e1")).empty());
    }
    CHECK_FALSE(fault(signer().sign(R"({"kid":"e1"})", payload(""), "e1")).empty());
    CHECK_FALSE(fault(signer().sign(R"({"alg":"RS256","kid":"e1"})", payload(""), "e1")).empty());
    CHECK_FALSE(fault(signer().sign(R"({"alg":"ES256","kid":"r1"})", payload(""), "r1")).empty());
    // The confusion: an HMAC whose secret is the public key, which everybody has.
    for (const std::string& secret : {signer().rsa_pem(), signer().key_set()}) {
        const std::string text =
            to_base64url(R"({"alg":"HS256","kid":"r1"})") + "." + to_base64url(payload(""));
        CHECK(fault(text + "." + to_base64url(hmac_sha256(secret, text))) ==
              "its algorithm is not that of the key");
    }
}

TEST_CASE("a token that another key signed, or that was changed, is refused") {
    const test::Signer stranger;
    CHECK(fault(stranger.sign(es256, payload(""), "e1")) == "its signature is wrong");
    CHECK(fault(stranger.sign(rs256, payload(""), "r1")) == "its signature is wrong");
    CHECK_FALSE(fault(signer().sign(R"({"alg":"ES256","kid":"e2"})", payload(""), "e1")).empty());
    CHECK_FALSE(fault(signer().sign(R"({"alg":"ES256"})", payload(""), "e1")).empty());
    const std::string token = signer().sign(es256, payload(""), "e1");
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        INFO(i);
        CHECK_FALSE(fault(changed).empty());
    }
    for (std::size_t i = 0; i < token.size(); ++i) CHECK_FALSE(fault(token.substr(0, i)).empty());
    CHECK_FALSE(fault(token + "=").empty());
    CHECK_FALSE(fault(token + ".").empty());
}

TEST_CASE("issuer, audience and times must be right") {
    const auto signed_by_issuer = [](const std::string& claims) {
        return signer().sign(es256, claims, "e1");
    };
    const std::string soon = seconds(std::chrono::hours{1});
    CHECK(fault(signed_by_issuer(R"({"iss":"https://issuer.example/","aud":"mallctl","sub":"u","exp":)" +
                                 soon + "}")) == "it is of another issuer");
    CHECK(fault(signed_by_issuer(R"({"aud":"mallctl","sub":"u","exp":)" + soon + "}")) ==
          "it is of another issuer");
    CHECK(fault(signed_by_issuer(R"({"iss":"https://issuer.example","aud":["x","y"],"sub":"u","exp":)" +
                                 soon + "}")) == "it is for another audience");
    CHECK(fault(signed_by_issuer(R"({"iss":"https://issuer.example","sub":"u","exp":)" + soon + "}")) ==
          "it is for another audience");
    CHECK(fault(signed_by_issuer(R"({"iss":"https://issuer.example","aud":["x","mallctl"],"sub":"u","exp":)" +
                                 soon + "}")) == "");
    CHECK(fault(signed_by_issuer(R"({"iss":"https://issuer.example","aud":"mallctl","exp":)" + soon + "}")) ==
          "it names no subject");
    CHECK(fault(signed_by_issuer(R"({"iss":"https://issuer.example","aud":"mallctl","sub":"u"})")) ==
          "it does not say when it expires");
    using std::chrono::seconds;
    CHECK(fault(signed_by_issuer(payload("", ::seconds(seconds{-59})))) == "");
    CHECK(fault(signed_by_issuer(payload("", ::seconds(seconds{-60})))) == "it has expired");
    CHECK(fault(signed_by_issuer(payload("", ::seconds(std::chrono::hours{24 * 400})))) ==
          "it lives for too long");
    CHECK(fault(signed_by_issuer(payload(R"(,"nbf":)" + ::seconds(seconds{61})))) == "it does not hold yet");
    CHECK(fault(signed_by_issuer(payload(R"(,"iat":)" + ::seconds(seconds{61})))) ==
          "it was issued in the future");
    for (const char* odd : {"\"soon\"", "-1", "1e300", "null", "[]", "true"})
        CHECK(fault(signed_by_issuer(payload("", odd))) == "a time is no number of seconds");
}

TEST_CASE("a header or payload that two readers could read differently is refused") {
    CHECK_FALSE(
        fault(signer().sign(R"({"alg":"none","alg":"ES256","kid":"e1"})", payload(""), "e1")).empty());
    CHECK_FALSE(fault(signer().sign(es256, payload(R"(,"sub":"admin")"), "e1")).empty());
    CHECK_FALSE(
        fault(signer().sign(R"({"alg":"ES256","kid":"e1","crit":["b64"]})", payload(""), "e1")).empty());
    CHECK_FALSE(fault(signer().sign(es256, "[]", "e1")).empty());
    CHECK_FALSE(fault(signer().sign(es256, "", "e1")).empty());
    CHECK_FALSE(fault(signer().sign(es256, payload(R"(,"x":)" + std::string(500, '[')), "e1")).empty());
    CHECK_FALSE(
        fault(signer().sign(es256, payload(R"(,"x":")" + std::string(9000, 'x') + "\""), "e1")).empty());
}

TEST_CASE("a key set passes over what is for others and refuses what is broken") {
    CHECK(KeySet::parse(R"({"keys":[]})").size() == 0);
    CHECK(KeySet::parse(
              R"({"keys":[{"kty":"oct","kid":"s","k":"AAAA"},{"kty":"OKP","crv":"Ed25519","kid":"o"}]})")
              .size() == 0);
    const std::string set = signer().key_set();
    std::string for_encryption = set;
    for_encryption.insert(for_encryption.find(R"("kid":"r1")"), R"("use":"enc",)");
    CHECK(KeySet::parse(for_encryption).size() == 1);
    std::string twice = set;
    twice.replace(twice.find("\"e1\""), 4, "\"r1\"");
    CHECK_THROWS_AS(KeySet::parse(twice), core::Error);
    const auto refused = [](const std::string& text) { CHECK_THROWS_AS(KeySet::parse(text), core::Error); };
    refused("");
    refused("[]");
    refused("{}");
    refused(R"({"keys":{}})");
    refused(R"({"keys":[1]})");
    refused(R"({"keys":[{"kty":"RSA","kid":"w","n":"AQAB","e":"AQAB"}]})");  // 17 bits
    refused(R"({"keys":[{"kty":"EC","kid":"w","crv":"P-256","x":"AA","y":"AA"}]})");
    refused(R"({"keys":[{"kty":"EC","kid":"w","crv":"P-256","x":")" + std::string(43, 'A') + R"(","y":")" +
            std::string(43, 'A') + R"("}]})");  // no point of the curve
    refused(R"({"keys":")" + std::string(70000, 'x') + "\"}");
}
