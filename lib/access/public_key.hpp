// Public keys out of the numbers that they are published as. Of lib/access alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/jwks.hpp"

namespace mallctl::access {

// Big-endian modulus and exponent, of 2048 to 8192 bits; nothing for other numbers.
std::optional<PublicKey> rsa_key(std::string id, std::string_view modulus, std::string_view exponent);

// Coordinates on P-256, 32 bytes each; nothing for what is no point of the curve.
std::optional<PublicKey> p256_key(std::string id, std::string_view x, std::string_view y);

}  // namespace mallctl::access
