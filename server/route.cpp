#include "server/route.hpp"

#include <algorithm>
#include <charconv>

namespace mallctl::server {

std::string_view Call::path_value(std::string_view name) const {
    for (const auto& [key, value] : path_values) {
        if (key == name) return value;
    }
    return {};
}

std::string_view Call::parameter(std::string_view name) const {
    return target.query.get(name).value_or(std::string_view{});
}

bool Call::flag(std::string_view name) const {
    return parameter(name) == "true";
}

std::size_t Call::count(std::string_view name, std::size_t absent) const {
    const std::string_view text = parameter(name);
    std::size_t value = absent;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<double> Call::number(std::string_view name) const {
    const std::string_view text = parameter(name);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} ? std::optional(value) : std::nullopt;
}

core::Instant Call::time(std::string_view name) const {
    const std::string_view text = parameter(name);
    return text.empty() ? core::now() : core::parse_instant(text);
}

std::vector<std::string> Call::list(std::string_view name) const {
    std::vector<std::string> items;
    std::string_view text = parameter(name);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        items.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

}  // namespace mallctl::server
