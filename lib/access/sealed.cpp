#include "access/sealed.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "access/base64url.hpp"
#include "access/random.hpp"
#include "core/error.hpp"

namespace mallctl::access {

namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;
constexpr std::size_t longest = 16 * 1024;

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const unsigned char* in(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* out(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

std::string key_of(const SigningSecret& secret, std::string_view purpose) {
    return hmac_sha256(secret.bytes, "seal: " + std::string(purpose));
}

}  // namespace

std::string seal(std::string_view text, std::string_view purpose, const SigningSecret& secret) {
    const std::string key = key_of(secret, purpose);
    const std::string nonce = random_bytes(nonce_bytes);
    const Context context(EVP_CIPHER_CTX_new());
    std::string hidden(text.size(), '\0');
    std::string tag(tag_bytes, '\0');
    int written = 0;
    if (text.size() > longest || !context ||
        EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, in(key), in(nonce)) != 1 ||
        EVP_EncryptUpdate(context.get(), out(hidden), &written, in(text), static_cast<int>(text.size())) !=
            1 ||
        EVP_EncryptFinal_ex(context.get(), out(tag), &written) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, tag.data()) != 1) {
        throw core::Error(core::Fault::failed, "a text could not be sealed");
    }
    return secret.id + "." + to_base64url(nonce + hidden + tag);
}

std::optional<std::string> unseal(std::string_view sealed, std::string_view purpose,
                                  std::span<const SigningSecret> secrets) {
    const std::size_t dot = sealed.find('.');
    if (dot == std::string_view::npos || sealed.size() > 2 * longest) return std::nullopt;
    const auto secret = std::find_if(secrets.begin(), secrets.end(), [&](const SigningSecret& one) {
        return one.id == sealed.substr(0, dot);
    });
    const auto bytes = from_base64url(sealed.substr(dot + 1));
    if (secret == secrets.end() || !bytes || bytes->size() < nonce_bytes + tag_bytes) return std::nullopt;
    const std::string key = key_of(*secret, purpose);
    const std::size_t length = bytes->size() - nonce_bytes - tag_bytes;
    std::string text(length, '\0');
    std::string tag = bytes->substr(nonce_bytes + length);
    std::string rest(tag_bytes, '\0');
    int written = 0;
    const Context context(EVP_CIPHER_CTX_new());
    if (!context || EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, in(key), in(*bytes)) != 1 ||
        EVP_DecryptUpdate(context.get(), out(text), &written, in(*bytes) + nonce_bytes,
                          static_cast<int>(length)) != 1 ||
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data()) != 1 ||
        EVP_DecryptFinal_ex(context.get(), out(rest), &written) != 1)
        return std::nullopt;
    return text;
}

}  // namespace mallctl::access
