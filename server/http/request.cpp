#include "server/http/request.hpp"

#include <algorithm>

namespace mallctl::server::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

bool equal_names(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> Request::header(std::string_view name) const {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const Header& h) { return equal_names(h.name, name); });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

}  // namespace mallctl::server::http
