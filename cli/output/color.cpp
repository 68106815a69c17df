#include "cli/output/color.hpp"

#include <cstdlib>

namespace mallctl::cli {

namespace {

// SGR parameters of ECMA-48.
const char* color_of(core::Severity severity) {
    switch (severity) {
        case core::Severity::note:
            return "36";  // cyan
        case core::Severity::warning:
            return "1;33";  // bold yellow
        case core::Severity::error:
            return "1;31";  // bold red
    }
    return "1;31";
}

std::string in_color(std::string_view text, const char* color) {
    return std::string("\x1b[") + color + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace

bool use_color(std::string_view when, bool is_tty) {
    if (when != "auto") return when == "always";
    const char* unwanted = std::getenv("NO_COLOR");
    return is_tty && (unwanted == nullptr || *unwanted == '\0');
}

std::string finding_line(const core::Diagnostic& finding, bool color) {
    std::string line = core::to_line(finding);
    if (!color) return line;
    std::string word = core::to_string(finding.severity);
    if (!finding.code.empty()) word += " " + finding.code;
    const auto at = line.find(word + ":");
    return line.replace(at, word.size(), in_color(word, color_of(finding.severity)));
}

std::string in_red(std::string_view text) {
    return in_color(text, color_of(core::Severity::error));
}

}  // namespace mallctl::cli
