// An issuer of tokens, with keys of its own.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace mallctl::test {

class Signer {
  public:
    Signer();  // a fresh RSA key of 2048 bits, "r1", and one on P-256, "e1"
    ~Signer();

    std::string key_set() const;

    // Header and payload as they are given, and a signature over them with the key "r1" or "e1".
    std::string sign(std::string_view header, std::string_view payload, std::string_view key) const;

    // The public RSA key as PEM, which an attacker has.
    std::string rsa_pem() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace mallctl::test
