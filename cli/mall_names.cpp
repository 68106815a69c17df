#include "cli/mall_names.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "core/closest.hpp"
#include "core/error.hpp"

namespace mallctl::cli {

namespace {

constexpr std::string_view every_mall = "all";

std::vector<std::string> parts_of(std::string_view patterns) {
    std::vector<std::string> parts;
    while (!patterns.empty()) {
        const std::size_t comma = std::min(patterns.find(','), patterns.size());
        if (comma > 0) parts.emplace_back(patterns.substr(0, comma));
        patterns.remove_prefix(std::min(comma + 1, patterns.size()));
    }
    return parts;
}

bool matches(const std::string& pattern, const std::string& slug) {
    return pattern == every_mall || ::fnmatch(pattern.c_str(), slug.c_str(), 0) == 0;
}

}  // namespace

bool names_several_malls(std::string_view patterns) {
    return patterns == every_mall || patterns.find_first_of(",*?[") != std::string_view::npos;
}

bool mall_is_wanted(std::string_view patterns, std::string_view slug) {
    if (patterns.empty()) return true;
    const auto parts = parts_of(patterns);
    return std::any_of(parts.begin(), parts.end(), [slug = std::string(slug)](const std::string& pattern) {
        return matches(pattern, slug);
    });
}

std::vector<std::string> wanted_malls(std::string_view patterns, const std::vector<std::string>& slugs) {
    for (const auto& pattern : parts_of(patterns)) {
        const bool found = std::any_of(slugs.begin(), slugs.end(),
                                       [&](const std::string& slug) { return matches(pattern, slug); });
        if (found || pattern == every_mall) continue;
        const auto near = core::closest(pattern, slugs);
        throw core::Error(core::Fault::failed, "no mall matches \"" + pattern + "\"",
                          near ? "did you mean " + *near + "?" : "see: mallctl get mall");
    }
    std::vector<std::string> wanted;
    for (const auto& slug : slugs) {
        if (mall_is_wanted(patterns, slug)) wanted.push_back(slug);
    }
    return wanted;
}

}  // namespace mallctl::cli
