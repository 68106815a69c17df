#include "access/public_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <utility>

namespace mallctl::access {

namespace {

struct Free {
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(OSSL_PARAM_BLD* builder) const { OSSL_PARAM_BLD_free(builder); }
    void operator()(OSSL_PARAM* parameters) const { OSSL_PARAM_free(parameters); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(ECDSA_SIG* signature) const { ECDSA_SIG_free(signature); }
};

template <class T>
using Owned = std::unique_ptr<T, Free>;

constexpr std::size_t p256_bytes = 32;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

Owned<BIGNUM> number_of(std::string_view bytes) {
    return Owned<BIGNUM>(BN_bin2bn(bytes_of(bytes), static_cast<int>(bytes.size()), nullptr));
}

Owned<EVP_PKEY> make_key(const char* type, OSSL_PARAM_BLD* builder) {
    const Owned<OSSL_PARAM> parameters(OSSL_PARAM_BLD_to_param(builder));
    const Owned<EVP_PKEY_CTX> context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    EVP_PKEY* made = nullptr;
    if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
        EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1)
        return nullptr;
    Owned<EVP_PKEY> key(made);
    const Owned<EVP_PKEY_CTX> checks(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
    if (!checks || EVP_PKEY_public_check(checks.get()) != 1) return nullptr;
    return key;
}

// r and s of 32 bytes each (RFC 7518 section 3.4) as the DER that OpenSSL verifies.
std::string der_of(std::string_view signature) {
    if (signature.size() != 2 * p256_bytes) return {};
    Owned<ECDSA_SIG> pair(ECDSA_SIG_new());
    Owned<BIGNUM> r = number_of(signature.substr(0, p256_bytes));
    Owned<BIGNUM> s = number_of(signature.substr(p256_bytes));
    if (!pair || !r || !s) return {};
    if (ECDSA_SIG_set0(pair.get(), r.get(), s.get()) != 1) return {};
    // The pair owns them from here.
    static_cast<void>(r.release());
    static_cast<void>(s.release());
    unsigned char* encoded = nullptr;
    const int length = i2d_ECDSA_SIG(pair.get(), &encoded);
    if (length <= 0) return {};
    std::string der(reinterpret_cast<const char*>(encoded), static_cast<std::size_t>(length));
    OPENSSL_free(encoded);
    return der;
}

}  // namespace

struct PublicKey::Impl {
    Owned<EVP_PKEY> key;
};

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
    const std::string der =
        algorithm_ == SigningAlgorithm::es256 ? der_of(signature) : std::string(signature);
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new());
    // RSA verifies with PKCS #1 v1.5 unless told otherwise.
    return !der.empty() && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, impl_->key.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes_of(der), der.size(), bytes_of(message), message.size()) == 1;
}

std::optional<PublicKey> rsa_key(std::string id, std::string_view modulus, std::string_view exponent) {
    constexpr std::size_t longest_modulus = 8192 / 8;
    constexpr std::size_t longest_exponent = 4;
    if (modulus.size() > longest_modulus || exponent.size() > longest_exponent) return std::nullopt;
    const Owned<BIGNUM> n = number_of(modulus);
    const Owned<BIGNUM> e = number_of(exponent);
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!n || !e || !builder || BN_num_bits(n.get()) < 2048 || BN_is_odd(n.get()) == 0 ||
        BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) == 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
        OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
        return std::nullopt;
    Owned<EVP_PKEY> key = make_key("RSA", builder.get());
    if (!key) return std::nullopt;
    auto impl = std::make_shared<const PublicKey::Impl>(PublicKey::Impl{std::move(key)});
    return PublicKey(std::move(id), SigningAlgorithm::rs256, std::move(impl));
}

std::optional<PublicKey> p256_key(std::string id, std::string_view x, std::string_view y) {
    if (x.size() != p256_bytes || y.size() != p256_bytes) return std::nullopt;
    const std::string point = '\4' + std::string(x) + std::string(y);  // uncompressed (SEC 1 section 2.3.3)
    const Owned<OSSL_PARAM_BLD> builder(OSSL_PARAM_BLD_new());
    if (!builder ||
        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                         point.size()) != 1)
        return std::nullopt;
    Owned<EVP_PKEY> key = make_key("EC", builder.get());
    if (!key) return std::nullopt;
    auto impl = std::make_shared<const PublicKey::Impl>(PublicKey::Impl{std::move(key)});
    return PublicKey(std::move(id), SigningAlgorithm::es256, std::move(impl));
}

}  // namespace mallctl::access
