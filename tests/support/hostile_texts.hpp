// Texts that try to keep a search busy or to break it. None is a question that anybody has.
#pragma once

#include <string>
#include <vector>

namespace mallctl::test {

struct HostileText {
    std::string what;
    std::string text;
};

// Long, repeated, malformed and misleading texts; the same each time.
std::vector<HostileText> hostile_texts();

}  // namespace mallctl::test
