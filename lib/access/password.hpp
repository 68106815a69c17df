// Passwords, which are only ever kept as hashes that are slow to guess (argon2id, RFC 9106).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mallctl::access {

// In characters: long enough that guessing online is hopeless (OWASP ASVS 4.0.3, 2.1.1).
inline constexpr std::size_t shortest_password = 12;
// In bytes: enough for any sentence, and not for an attack on the server's time.
inline constexpr std::size_t longest_password = 512;

// Throws core::Error(rejected), which never quotes the password, unless it is UTF-8 without control
// characters, and neither too short nor too long.
void check_password(std::string_view password);

// "$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH" (the PHC string format): 19 MiB, two passes, one lane, as
// OWASP's cheat sheet has it. About 20 ms of a core. Throws as check_password.
std::string hash_password(std::string_view password);

// Whether the password is that of the hash: as long as hash_password takes, in a time that does not tell how
// much of it is right. False for a password that is too long; throws core::Error(failed) for a hash that is
// none, or that asks for more than 64 MiB, 16 passes or 4 lanes.
bool is_password(std::string_view password, const std::string& hash);

// Whether the hash was made with other costs than hash_password has today.
bool needs_rehash(std::string_view hash);

// Takes as long as is_password where there is no such login: an answer must not tell who has an account.
void pretend_to_check(std::string_view password);

}  // namespace mallctl::access
