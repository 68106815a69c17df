// The public keys of an issuer of tokens, as it publishes them (JSON Web Key Set, RFC 7517).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mallctl::access {

// How a key signs, which the key says and never the token.
enum class SigningAlgorithm : std::uint8_t {
    rs256,  // RSA with PKCS #1 v1.5 and SHA-256, 2048 to 8192 bits
    es256,  // ECDSA on P-256 with SHA-256
};

class PublicKey {
  public:
    struct Impl;
    PublicKey(std::string id, SigningAlgorithm algorithm, std::shared_ptr<const Impl> impl)
        : id_(std::move(id)), algorithm_(algorithm), impl_(std::move(impl)) {}

    const std::string& id() const { return id_; }
    SigningAlgorithm algorithm() const { return algorithm_; }

    // Whether `signature`, as a JSON Web Signature holds it (RFC 7518 section 3), is this key's of `message`.
    bool verifies(std::string_view message, std::string_view signature) const;

  private:
    std::string id_;
    SigningAlgorithm algorithm_;
    std::shared_ptr<const Impl> impl_;
};

class KeySet {
  public:
    // Reads a set of at most 64 KiB and 64 keys. Keys of other kinds, for other uses and without an id are
    // passed over, as sets hold what is for others too; a symmetric key is never taken. Throws
    // core::Error(rejected) for what is no set, for a key of these kinds that is broken or too weak, and for
    // two keys of one id.
    static KeySet parse(std::string_view json);

    // The key of this id; null where there is none.
    const PublicKey* find(std::string_view id) const;

    std::size_t size() const { return keys_.size(); }

  private:
    std::vector<PublicKey> keys_;
};

}  // namespace mallctl::access
