#include <catch2/catch.hpp>
#include <set>

#include "access/base64url.hpp"
#include "access/guest.hpp"
#include "access/password.hpp"
#include "access/random.hpp"
#include "access/recovery_codes.hpp"
#include "access/token.hpp"
#include "access/totp.hpp"
#include "core/error.hpp"
#include "core/hex.hpp"

using namespace mallctl;
using namespace mallctl::access;

TEST_CASE("a password is known again, and no other is taken for it") {
    const std::string hash = hash_password("correct horse battery");
    CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    CHECK(is_password("correct horse battery", hash));
    CHECK_FALSE(is_password("correct horse batterx", hash));
    CHECK_FALSE(is_password("", hash));
    CHECK_FALSE(is_password(std::string(longest_password + 1, 'x'), hash));
    CHECK(hash_password("correct horse battery") != hash);  // another salt
    CHECK_FALSE(needs_rehash(hash));
}

TEST_CASE("a hash of other costs is still checked, and asks to be made again") {
    // Of the tests of argon2, version 19: 64 MiB, 2 passes, "password" with the salt "somesalt".
    const std::string hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    CHECK(is_password("password", hash));
    CHECK_FALSE(is_password("passwort", hash));
    CHECK(needs_rehash(hash));
}

TEST_CASE("a password that is too short, too long or no text is refused without being quoted") {
    for (const std::string& bad : {std::string("elf letters"), std::string(longest_password + 1, 'x'),
                                   std::string("twelve letters \xff"), std::string("twelve letters \n")}) {
        try {
            hash_password(bad);
            FAIL("accepted");
        } catch (const core::Error& error) {
            CHECK(error.fault() == core::Fault::rejected);
            CHECK(std::string(error.what()).find(bad) == std::string::npos);
        }
    }
    CHECK_NOTHROW(check_password("zwölf zeiche"));
    CHECK_THROWS_AS(check_password("öööööööööö"), core::Error);  // 10 characters of 20 bytes
}

TEST_CASE("a hash that would take the machine's memory is not worked on") {
    for (const char* hash :
         {"", "$argon2id$", "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$AAAA",
          "$argon2id$v=19$m=4294967295,t=2,p=1$c29tZXNhbHQ$AAAA",
          "$argon2id$v=19$m=19456,t=99,p=1$c29tZXNhbHQ$AAAA", "$argon2id$v=19$m=19456,t=2,p=1$"})
        CHECK_THROWS_AS(is_password("correct horse battery", hash), core::Error);
}

TEST_CASE("codes are those of RFC 6238") {
    const std::string secret = to_base32("12345678901234567890");
    CHECK(secret == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    // Appendix B, the last six of eight digits.
    const auto at = [&](std::int64_t seconds) {
        return totp_code(secret, totp_step(core::Instant{std::chrono::seconds{seconds}}));
    };
    CHECK(at(59) == "287082");
    CHECK(at(1111111109) == "081804");
    CHECK(at(1111111111) == "050471");
    CHECK(at(1234567890) == "005924");
    CHECK(at(2000000000) == "279037");
    CHECK(at(20000000000) == "353130");
}

TEST_CASE("a code is taken one step early or late, and only once") {
    const std::string secret = make_totp_secret();
    const core::Instant now = core::parse_instant("2026-03-01T12:00:10Z");
    const std::int64_t here = totp_step(now);
    const auto code = [&](std::int64_t step) { return totp_code(secret, step); };
    CHECK(accept_totp(secret, code(here), now, 0) == here);
    CHECK(accept_totp(secret, code(here - 1), now, 0) == here - 1);
    CHECK(accept_totp(secret, code(here + 1), now, 0) == here + 1);
    CHECK_FALSE(accept_totp(secret, code(here - 2), now, 0));
    CHECK_FALSE(accept_totp(secret, code(here + 2), now, 0));
    CHECK_FALSE(accept_totp(secret, code(here), now, here));
    CHECK_FALSE(accept_totp(secret, code(here - 1), now, here));
    CHECK(accept_totp(secret, code(here + 1), now, here) == here + 1);
    CHECK_FALSE(accept_totp(secret, "", now, 0));
    CHECK_FALSE(accept_totp(secret, code(here) + "0", now, 0));
    CHECK_THROWS_AS(accept_totp("not base 32!", "000000", now, 0), core::Error);
}

TEST_CASE("an authenticator gets the secret with the names escaped") {
    CHECK(totp_uri("ABC", "a b@c.example", "Mall & Co") ==
          "otpauth://totp/Mall%20%26%20Co:a%20b%40c.example?secret=ABC&issuer=Mall%20%26%20Co");
}

TEST_CASE("recovery codes are ten, differ, and are known however they are written") {
    const auto codes = make_recovery_codes();
    CHECK(codes.size() == recovery_code_count);
    CHECK(std::set<std::string>(codes.begin(), codes.end()).size() == recovery_code_count);
    std::string shouted;
    for (const char c : codes[0]) shouted += c == '-' ? ' ' : static_cast<char>(std::toupper(c));
    REQUIRE(recovery_digest(codes[0]));
    CHECK(recovery_digest(shouted) == recovery_digest(codes[0]));
    CHECK(recovery_digest(codes[1]) != recovery_digest(codes[0]));
    for (const char* bad : {"", "----", "abcd-efgh-ijkl-mno", "abcd-efgh-ijkl-mno1"})
        CHECK_FALSE(recovery_digest(bad));
    CHECK_FALSE(recovery_digest(std::string(100000, '-')));
}

TEST_CASE("a token tells its kind by its form alone") {
    for (const TokenKind kind : {TokenKind::api_key, TokenKind::session, TokenKind::invitation}) {
        const std::string token = make_token(kind);
        CHECK(token.size() == 46);
        CHECK(token_kind(token) == kind);
        CHECK_FALSE(token_kind(token + "A"));
        CHECK_FALSE(token_kind(token.substr(0, token.size() - 1)));
        CHECK(make_token(kind) != token);
        CHECK(token_digest(token).size() == 64);
    }
    CHECK_FALSE(token_kind(""));
    CHECK_FALSE(token_kind("mk_"));
    CHECK_FALSE(token_kind("xx_" + std::string(43, 'A')));
    CHECK_FALSE(token_kind("mk_" + std::string(100000, 'A')));
}

TEST_CASE("a guest's session is believed until it ends, while one of the secrets signed it") {
    const core::Instant now = core::parse_instant("2026-03-01T12:00:00Z");
    const SigningSecret old_one = make_signing_secret();
    const SigningSecret new_one = make_signing_secret();
    const GuestSession guest{core::uuid_v4(), now + std::chrono::hours{1}};
    const std::string token = sign_guest(guest, old_one);
    const std::vector<SigningSecret> both{new_one, old_one};
    const std::vector<SigningSecret> rotated{new_one};
    CHECK(read_guest(token, both, now) == guest);
    CHECK_FALSE(read_guest(token, rotated, now));
    CHECK_FALSE(read_guest(token, both, guest.expires));
    for (std::size_t i = 0; i < token.size(); ++i) {
        std::string changed = token;
        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        CHECK_FALSE(read_guest(changed, both, now));
        CHECK_FALSE(read_guest(token.substr(0, i), both, now));
    }
    // The name of one secret with the signature of another.
    CHECK_FALSE(read_guest(sign_guest(guest, {new_one.id, old_one.bytes}), both, now));
    CHECK_FALSE(read_guest(token + ".", both, now));
}

TEST_CASE("the alphabets are those of RFC 4648, and no two texts are the same bytes") {
    CHECK(to_base64url("\xfb\xff") == "-_8");
    CHECK(to_base32("foobar") == "MZXW6YTBOI");
    CHECK(from_base32("MZXW6YTBOI") == "foobar");
    CHECK_FALSE(from_base64url("-_9"));  // the last bits stand for nothing
    CHECK_FALSE(from_base64url("A"));
    CHECK_FALSE(from_base64url("AA=="));
    CHECK_FALSE(from_base64url("+/8"));
    CHECK_FALSE(from_base32("mzxw6ytboi"));
}

TEST_CASE("HMAC-SHA-256 is that of RFC 4231") {
    const std::string code = hmac_sha256("Jefe", "what do ya want for nothing?");
    CHECK(core::to_hex(std::as_bytes(std::span(code))) ==
          "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
