#include "plan/check/folded.hpp"

namespace mallctl::plan {

std::string folded(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == ' ' || c == '\t') continue;
        result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
}

}  // namespace mallctl::plan
