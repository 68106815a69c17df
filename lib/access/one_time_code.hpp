// Codes of six digits that are sent to a telephone.
#pragma once

#include <string>
#include <string_view>

namespace mallctl::access {

// Each of the million as likely.
std::string make_one_time_code();

// The hexadecimal HMAC-SHA-256 of a code by the token of the attempt that it belongs to: six digits have too
// few bits to be kept by a hash alone, and the token is kept by nobody but whoever asked.
std::string one_time_code_mac(std::string_view token, std::string_view code);

}  // namespace mallctl::access
