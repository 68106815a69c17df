#include "core/digest.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

#include "core/hex.hpp"

namespace mallctl::core {

namespace {

struct Free {
    void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

[[noreturn]] void unavailable() {
    throw std::runtime_error("SHA-256 is not available in this OpenSSL");
}

// The implementation is looked up once a thread: for a text of some hundred bytes that costs more than the
// digest.
class Hasher {
  public:
    Hasher() : digest_(EVP_MD_fetch(nullptr, "SHA256", nullptr)), context_(EVP_MD_CTX_new()) {
        if (!digest_ || !context_) unavailable();
    }

    void begin() {
        if (EVP_DigestInit_ex2(context_.get(), digest_.get(), nullptr) != 1) unavailable();
    }

    void add(const void* bytes, std::size_t size) {
        if (EVP_DigestUpdate(context_.get(), bytes, size) != 1) unavailable();
    }

    Sha256 finish() {
        Sha256 result{};
        unsigned int length = 0;
        if (EVP_DigestFinal_ex(context_.get(), result.data(), &length) != 1 || length != result.size())
            unavailable();
        return result;
    }

  private:
    std::unique_ptr<EVP_MD, Free> digest_;
    std::unique_ptr<EVP_MD_CTX, Free> context_;
};

Sha256 digest_of(const void* bytes, std::size_t size) {
    thread_local Hasher hasher;
    hasher.begin();
    hasher.add(bytes, size);
    return hasher.finish();
}

}  // namespace

struct Sha256Stream::Impl {
    Hasher hasher;
};

Sha256Stream::Sha256Stream() : impl_(std::make_unique<Impl>()) {
    impl_->hasher.begin();
}

Sha256Stream::~Sha256Stream() = default;

void Sha256Stream::add(std::string_view text) {
    impl_->hasher.add(text.data(), text.size());
}

Sha256 Sha256Stream::finish() {
    return impl_->hasher.finish();
}

Sha256 sha256(std::string_view text) {
    return digest_of(text.data(), text.size());
}

std::string to_hex(const Sha256& digest) {
    return to_hex(std::as_bytes(std::span(digest)));
}

std::optional<Sha256> sha256_from_hex(std::string_view text) {
    Sha256 digest{};
    if (!from_hex(text, std::as_writable_bytes(std::span(digest)))) return std::nullopt;
    return digest;
}

std::string sha256_hex(std::span<const std::byte> bytes) {
    return to_hex(digest_of(bytes.data(), bytes.size()));
}

std::string sha256_hex(std::string_view text) {
    return to_hex(sha256(text));
}

}  // namespace mallctl::core
