#include "exporters/findings/report.hpp"

#include <filesystem>
#include <map>

#include "core/digest.hpp"

namespace mallctl::exporters {

namespace {

// Measures change a little with every drawing.
std::string without_numbers(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if ((c < '0' || c > '9') && c != '.') result += c;
    }
    return result;
}

}  // namespace

std::vector<std::string> fingerprints(const core::Diagnostics& findings) {
    std::map<std::string, int> seen;
    std::vector<std::string> result;
    for (const core::Diagnostic& finding : findings) {
        std::string key = finding.code;
        const std::string file = std::filesystem::path(finding.where.file).filename().string();
        const std::string what = finding.feature.empty() ? without_numbers(finding.message) : finding.feature;
        for (const std::string& part : {file, finding.level, what}) key += '\0' + part;
        const int before = seen[key]++;
        result.push_back(core::sha256_hex(key + '\0' + std::to_string(before)));
    }
    return result;
}

}  // namespace mallctl::exporters
