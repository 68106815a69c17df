#include "tests/unit/access/signer.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <catch2/catch.hpp>

#include "access/base64url.hpp"

namespace mallctl::test {

using access::to_base64url;

struct Signer::Impl {
    EVP_PKEY* rsa = EVP_RSA_gen(2048);
    EVP_PKEY* ec = EVP_EC_gen("P-256");
};

namespace {

// `width` 0: as many bytes as the number has.
std::string number(EVP_PKEY* key, const char* name, int width) {
    BIGNUM* value = nullptr;
    REQUIRE(EVP_PKEY_get_bn_param(key, name, &value) == 1);
    const int size = width == 0 ? BN_num_bytes(value) : width;
    std::string bytes(static_cast<std::size_t>(size), '\0');
    REQUIRE(BN_bn2binpad(value, reinterpret_cast<unsigned char*>(bytes.data()), size) == size);
    BN_free(value);
    return to_base64url(bytes);
}

std::string signature_of(EVP_PKEY* key, const std::string& text) {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    REQUIRE(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, key) == 1);
    std::string signature(1024, '\0');
    std::size_t size = signature.size();
    REQUIRE(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(signature.data()), &size,
                           reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1);
    EVP_MD_CTX_free(context);
    signature.resize(size);
    return signature;
}

// DER to r and s of 32 bytes each.
std::string raw_pair(const std::string& der) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* pair = d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size()));
    REQUIRE(pair != nullptr);
    std::string raw(64, '\0');
    auto* out = reinterpret_cast<unsigned char*>(raw.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + 32, 32);
    ECDSA_SIG_free(pair);
    return raw;
}

}  // namespace

Signer::Signer() : impl_(std::make_unique<Impl>()) {}

Signer::~Signer() {
    EVP_PKEY_free(impl_->rsa);
    EVP_PKEY_free(impl_->ec);
}

std::string Signer::key_set() const {
    return R"({"keys":[{"kty":"RSA","kid":"r1","n":")" + number(impl_->rsa, OSSL_PKEY_PARAM_RSA_N, 0) +
           R"(","e":")" + number(impl_->rsa, OSSL_PKEY_PARAM_RSA_E, 0) +
           R"("},{"kty":"EC","crv":"P-256","kid":"e1","x":")" +
           number(impl_->ec, OSSL_PKEY_PARAM_EC_PUB_X, 32) + R"(","y":")" +
           number(impl_->ec, OSSL_PKEY_PARAM_EC_PUB_Y, 32) + R"("}]})";
}

std::string Signer::sign(std::string_view header, std::string_view payload, std::string_view key) const {
    const std::string text = to_base64url(header) + "." + to_base64url(payload);
    if (key == "r1") return text + "." + to_base64url(signature_of(impl_->rsa, text));
    return text + "." + to_base64url(raw_pair(signature_of(impl_->ec, text)));
}

std::string Signer::rsa_pem() const {
    BIO* memory = BIO_new(BIO_s_mem());
    REQUIRE(PEM_write_bio_PUBKEY(memory, impl_->rsa) == 1);
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(memory, &bytes);
    std::string pem(bytes, static_cast<std::size_t>(size));
    BIO_free(memory);
    return pem;
}

}  // namespace mallctl::test
