// What somebody signs in as.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mallctl::operations {

// An e-mail address in lower case (ASCII letters alone, as domains and nearly all mailboxes compare), without
// spaces around it; nothing for what is none: one '@' with text on both sides, 254 bytes at most, UTF-8, no
// space or control character inside.
std::optional<std::string> normal_login(std::string_view text);

}  // namespace mallctl::operations
