#include "access/recovery_codes.hpp"

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "core/digest.hpp"

namespace mallctl::access {

namespace {

constexpr std::size_t code_bytes = 10;
constexpr std::size_t code_letters = 16;
constexpr std::size_t group = 4;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string make_code() {
    std::string code;
    const std::string letters = to_base32(random_bytes(code_bytes));
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (i > 0 && i % group == 0) code += '-';
        code += lower(letters[i]);
    }
    return code;
}

}  // namespace

std::vector<std::string> make_recovery_codes() {
    std::vector<std::string> codes;
    for (std::size_t i = 0; i < recovery_code_count; ++i) codes.push_back(make_code());
    return codes;
}

std::optional<std::string> recovery_digest(std::string_view code) {
    if (code.size() > 2 * code_letters) return std::nullopt;
    std::string letters;
    for (const char c : code) {
        if (c != '-' && c != ' ') letters += upper(c);
    }
    if (letters.size() != code_letters || !from_base32(letters)) return std::nullopt;
    return core::sha256_hex(letters);
}

}  // namespace mallctl::access
