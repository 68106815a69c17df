// File names in reports that other programs resolve.
#pragma once

#include <string>

namespace mallctl::exporters {

// A path as a URI reference (RFC 3986): parts joined by '/', other bytes than unreserved ones as %XX.
std::string relative_uri(const std::string& path);

}  // namespace mallctl::exporters
