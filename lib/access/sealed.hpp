// Text that a browser keeps for the server and can neither read nor change: AES-256-GCM (NIST SP 800-38D)
// with a key that is derived from a secret of the server.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "access/guest.hpp"

namespace mallctl::access {

// SECRET "." base64url. `purpose` is part of the key: what was sealed for one purpose opens for no other.
std::string seal(std::string_view text, std::string_view purpose, const SigningSecret& secret);

// Nothing of any text that none of the secrets has sealed for the purpose. It holds for as long as its
// secret: an end belongs into the text.
std::optional<std::string> unseal(std::string_view sealed, std::string_view purpose,
                                  std::span<const SigningSecret> secrets);

}  // namespace mallctl::access
