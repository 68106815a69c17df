#include "importers/osm/tags.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace mallctl::importers::osm {

namespace {

// Keys like "name:etymology" are no names in a language: a BCP 47 tag begins with two or three small letters.
bool is_language(std::string_view suffix) {
    const std::size_t end = std::min(suffix.find_first_of("-_"), suffix.size());
    if (end < 2 || end > 3) return false;
    for (const char c : suffix.substr(0, end)) {
        if (c < 'a' || c > 'z') return false;
    }
    return true;
}

std::string first_of(const Element& element, std::initializer_list<std::string_view> keys) {
    for (const std::string_view key : keys) {
        if (const std::string_view value = element.tag(key); !value.empty()) return std::string(value);
    }
    return {};
}

}  // namespace

core::Names names_of(const Element& element) {
    constexpr std::string_view prefix = "name:";
    core::Names names;
    for (auto it = element.tags.lower_bound(prefix);
         it != element.tags.end() && it->first.starts_with(prefix); ++it) {
        const std::string suffix = it->first.substr(prefix.size());
        if (is_language(suffix) && !it->second.empty()) names[suffix] = it->second;
    }
    if (std::string name = first_of(element, {"name"}); !name.empty()) names[""] = std::move(name);
    if (names.empty() && element.has("shop")) {
        if (std::string name = first_of(element, {"brand", "operator"}); !name.empty())
            names[""] = std::move(name);
    }
    return names;
}

std::optional<double> metres_in(std::string_view text) {
    std::string number;
    while (!text.empty() &&
           (text.front() == '.' || text.front() == ',' || (text.front() >= '0' && text.front() <= '9'))) {
        number += text.front() == ',' ? '.' : text.front();
        text.remove_prefix(1);
    }
    double value = 0;
    const char* end = number.data() + number.size();
    const auto [stop, error] = std::from_chars(number.data(), end, value, std::chars_format::fixed);
    if (error != std::errc() || stop != end || !std::isfinite(value) || value <= 0) return std::nullopt;
    while (text.starts_with(' ')) text.remove_prefix(1);
    constexpr std::array<std::pair<std::string_view, double>, 7> units{
        {{"", 1}, {"m", 1}, {"cm", 0.01}, {"mm", 0.001}, {"ft", 0.3048}, {"'", 0.3048}, {"in", 0.0254}}};
    for (const auto& [unit, metres] : units) {
        if (text == unit) return value * metres;
    }
    return std::nullopt;
}

std::optional<bool> accessible(const Element& element) {
    const std::string_view value = element.tag("wheelchair");
    if (value == "yes" || value == "designated" || value == "limited") return true;
    if (value == "no") return false;
    return std::nullopt;
}

std::string restriction_of(const Element& element) {
    const std::string_view access = element.tag("access");
    if (access == "private" || access == "employees" || access == "staff") return "employeesonly";
    return access == "no" || access == "permit" ? "restricted" : "";
}

std::string phone_of(const Element& element) {
    return first_of(element, {"phone", "contact:phone", "contact:mobile"});
}

std::string website_of(const Element& element) {
    return first_of(element, {"website", "contact:website", "url"});
}

bool is_conveying(const Element& element) {
    return element.has("conveying");
}

}  // namespace mallctl::importers::osm
