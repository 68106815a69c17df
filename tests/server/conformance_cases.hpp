// What a server has to make of bytes: rows of a table, each a MUST of RFC 9110 or 9112 or stricter.
#pragma once

#include <string>
#include <vector>

namespace mallctl::test {

struct ConformanceCase {
    std::string what;
    std::string bytes;
    int status;
};

// Requests after which the connection goes on, in step with the client.
std::vector<ConformanceCase> lasting_cases();

// Bytes after which nobody can know where the next request begins, or should not: answered, then closed.
std::vector<ConformanceCase> ending_cases();

}  // namespace mallctl::test
