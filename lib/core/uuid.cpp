#include "core/uuid.hpp"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>

#include "core/hex.hpp"

namespace mallctl::core {

namespace {

bool is_dash_position(std::size_t i) {
    return i == 8 || i == 13 || i == 18 || i == 23;
}

struct Free {
    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// The implementation is looked up once a thread: for a name of some bytes that costs more than the digest.
class Sha1 {
  public:
    Sha1() : digest_(EVP_MD_fetch(nullptr, "SHA1", nullptr)), context_(EVP_MD_CTX_new()) {}

    std::array<unsigned char, EVP_MAX_MD_SIZE> of(const Uuid& name_space, std::string_view name) {
        std::array<unsigned char, EVP_MAX_MD_SIZE> result{};
        if (!digest_ || !context_ || EVP_DigestInit_ex2(context_.get(), digest_.get(), nullptr) != 1 ||
            EVP_DigestUpdate(context_.get(), name_space.bytes.data(), name_space.bytes.size()) != 1 ||
            EVP_DigestUpdate(context_.get(), name.data(), name.size()) != 1 ||
            EVP_DigestFinal_ex(context_.get(), result.data(), nullptr) != 1) {
            throw std::runtime_error("SHA-1 is not available in this OpenSSL");
        }
        return result;
    }

  private:
    std::unique_ptr<EVP_MD, Free> digest_;
    std::unique_ptr<EVP_MD_CTX, Free> context_;
};

void set_version(Uuid& id, std::uint8_t version) {
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0F) | (version << 4));
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3F) | 0x80);
}

}  // namespace

// Chosen once and for ever (a custom UUID, RFC 9562 section 5.8): it spells "mallct", "l", "mall".
const Uuid mall_name_space = {
    {0x6d, 0x61, 0x6c, 0x6c, 0x63, 0x74, 0x80, 0x6c, 0x80, 0x6d, 0x61, 0x6c, 0x6c, 0x00, 0x00, 0x01}};

std::optional<Uuid> parse_uuid(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    Uuid id;
    std::size_t nibble = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_dash_position(i)) {
            if (text[i] != '-') return std::nullopt;
            continue;
        }
        const int value = hex_value(text[i]);
        if (value < 0) return std::nullopt;
        auto& byte = id.bytes[nibble / 2];
        byte = static_cast<std::uint8_t>((byte << 4) | value);
        ++nibble;
    }
    return id;
}

std::string to_string(const Uuid& id) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (is_dash_position(text.size())) text += '-';
        text += lower_hex_digits[id.bytes[i] >> 4];
        text += lower_hex_digits[id.bytes[i] & 0x0F];
    }
    return text;
}

Uuid uuid_v5(const Uuid& name_space, std::string_view name) {
    thread_local Sha1 sha1;
    const auto digest = sha1.of(name_space, name);
    Uuid id;
    std::copy_n(digest.begin(), id.bytes.size(), id.bytes.begin());
    set_version(id, 5);
    return id;
}

Uuid uuid_v4() {
    Uuid id;
    if (RAND_bytes(id.bytes.data(), static_cast<int>(id.bytes.size())) != 1) {
        throw std::runtime_error("the operating system's random generator is not available");
    }
    set_version(id, 4);
    return id;
}

}  // namespace mallctl::core

std::size_t std::hash<mallctl::core::Uuid>::operator()(const mallctl::core::Uuid& id) const noexcept {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
    std::memcpy(&high, id.bytes.data(), sizeof high);
    std::memcpy(&low, id.bytes.data() + sizeof high, sizeof low);
    return static_cast<std::size_t>(high ^ (low * 0x9E3779B97F4A7C15ULL));
}
