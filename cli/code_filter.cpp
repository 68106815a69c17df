#include "cli/code_filter.hpp"

#include <fnmatch.h>

#include <algorithm>

#include "core/error.hpp"
#include "exporters/findings/manual.hpp"

namespace mallctl::cli {

namespace {

bool fits(const std::string& pattern, std::string_view code) {
    return ::fnmatch(pattern.c_str(), std::string(code).c_str(), 0) == 0;
}

std::string upper(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return result;
}

std::vector<std::string> patterns(std::string_view list, const char* option) {
    std::vector<std::string> result;
    std::vector<std::string> codes;
    for (const auto& [code, entry] : exporters::diagnostics_manual()) codes.push_back(code);
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const std::string word = upper(list.substr(0, comma));
        list.remove_prefix(std::min(comma + 1, list.size()));
        if (word.empty()) continue;
        if (std::none_of(codes.begin(), codes.end(), [&](const auto& code) { return fits(word, code); })) {
            throw core::Error(core::Fault::usage, std::string(option) + " " + word + " fits no finding",
                              "codes are listed in mallctl-diagnostics(7): P008, P03*, M*");
        }
        result.push_back(word);
    }
    return result;
}

bool any_fits(const std::vector<std::string>& all, std::string_view code) {
    return std::any_of(all.begin(), all.end(), [&](const auto& pattern) { return fits(pattern, code); });
}

}  // namespace

CodeFilter::CodeFilter(std::string_view only, std::string_view ignore)
    : only_(patterns(only, "--only")), ignore_(patterns(ignore, "--ignore")) {}

bool CodeFilter::keeps(std::string_view code) const {
    return (only_.empty() || any_fits(only_, code)) && !any_fits(ignore_, code);
}

void CodeFilter::apply(core::Diagnostics& findings) const {
    std::erase_if(findings, [&](const core::Diagnostic& finding) { return !keeps(finding.code); });
}

}  // namespace mallctl::cli
