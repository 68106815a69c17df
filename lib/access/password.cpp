#include "access/password.hpp"

#include <argon2.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "access/random.hpp"
#include "core/error.hpp"
#include "core/utf8.hpp"

namespace mallctl::access {

using core::Error;
using core::Fault;

namespace {

constexpr std::uint32_t memory_kib = 19 * 1024;
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;
constexpr std::string_view today = "$argon2id$v=19$m=19456,t=2,p=1$";

struct Costs {
    std::uint32_t memory = 0;
    std::uint32_t passes = 0;
    std::uint32_t lanes = 0;
};

// The number after `name`, which the text must begin with; 0 where it does not.
std::uint32_t take_number(std::string_view& text, std::string_view name) {
    if (!text.starts_with(name)) return 0;
    text.remove_prefix(name.size());
    std::uint32_t number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return fault == std::errc{} ? number : 0;
}

// A hash from a database that somebody else can write must not take the server's memory.
void check_costs(std::string_view hash) {
    constexpr Costs most{64 * 1024, 16, 4};
    std::string_view rest = hash;
    Costs costs;
    costs.memory = take_number(rest, "$argon2id$v=19$m=");
    costs.passes = take_number(rest, ",t=");
    costs.lanes = take_number(rest, ",p=");
    if (costs.memory == 0 || costs.passes == 0 || costs.lanes == 0 || costs.memory > most.memory ||
        costs.passes > most.passes || costs.lanes > most.lanes || hash.size() > 512) {
        throw Error(Fault::failed, "a password's hash is none that this program makes",
                    "give the account a new password");
    }
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

}  // namespace

void check_password(std::string_view password) {
    if (password.size() > longest_password) {
        throw Error(Fault::rejected, fmt::format("the password is longer than {} bytes", longest_password),
                    "choose a shorter one");
    }
    if (!core::is_utf8(password) || core::has_control_character(password)) {
        throw Error(Fault::rejected, "the password holds bytes that no keyboard types",
                    "choose one of letters, digits, signs and spaces");
    }
    if (characters(password) < shortest_password) {
        throw Error(Fault::rejected,
                    fmt::format("the password has fewer than {} characters", shortest_password),
                    "choose a longer one; a sentence is easy to keep in mind");
    }
}

std::string hash_password(std::string_view password) {
    check_password(password);
    const std::string salt = random_bytes(salt_bytes);
    std::string hash(
        argon2_encodedlen(passes, memory_kib, lanes, salt_bytes, hash_bytes, argon2_type::Argon2_id), '\0');
    const int result = argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(),
                                             salt.data(), salt.size(), hash_bytes, hash.data(), hash.size());
    if (result != ARGON2_OK) {
        throw Error(Fault::failed,
                    fmt::format("the password cannot be hashed: {}", argon2_error_message(result)));
    }
    hash.resize(hash.find('\0'));
    return hash;
}

bool is_password(std::string_view password, const std::string& hash) {
    check_costs(hash);
    if (password.size() > longest_password) return false;
    const int result = argon2id_verify(hash.c_str(), password.data(), password.size());
    if (result == ARGON2_OK) return true;
    if (result == ARGON2_VERIFY_MISMATCH) return false;
    throw Error(Fault::failed,
                fmt::format("a password's hash cannot be checked: {}", argon2_error_message(result)));
}

bool needs_rehash(std::string_view hash) {
    return !hash.starts_with(today);
}

void pretend_to_check(std::string_view password) {
    static const std::string nobodys = hash_password("nobody has this password");
    is_password(password, nobodys);
}

}  // namespace mallctl::access
