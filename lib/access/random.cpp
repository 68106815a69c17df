#include "access/random.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <limits>

#include "core/error.hpp"

namespace mallctl::access {

std::string random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    auto* out = reinterpret_cast<unsigned char*>(bytes.data());
    if (count > std::numeric_limits<int>::max() || RAND_bytes(out, static_cast<int>(count)) != 1) {
        throw core::Error(core::Fault::failed, "the system gives no random bytes",
                          "look why OpenSSL cannot read the system's generator");
    }
    return bytes;
}

bool equal_secrets(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::string code(32, '\0');
    unsigned int length = 0;
    const auto* text = reinterpret_cast<const unsigned char*>(message.data());
    if (key.size() > std::numeric_limits<int>::max() ||
        HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), text, message.size(),
             reinterpret_cast<unsigned char*>(code.data()), &length) == nullptr ||
        length != code.size()) {
        throw core::Error(core::Fault::failed, "HMAC-SHA-256 is not available in this OpenSSL");
    }
    return code;
}

}  // namespace mallctl::access
