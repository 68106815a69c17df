#include "exporters/findings/junit.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

#include "core/escape.hpp"
#include "core/utf8.hpp"

namespace mallctl::exporters {

namespace {

constexpr const char* replacement = "\xEF\xBF\xBD";

// Whole UTF-8 texts are kept but for control characters; of others each byte beyond ASCII is replaced.
std::string escaped(std::string_view text) {
    const bool utf8 = core::is_utf8(text);
    std::string result;
    for (const char c : core::escape_markup(text)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n') {
            result += "&#10;";
        } else if (byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !utf8)) {
            result += replacement;
        } else {
            result += c;
        }
    }
    return result;
}

std::string case_name(const core::Diagnostic& finding) {
    std::string name = finding.code;
    for (const std::string& part : {finding.where.file, finding.level, finding.feature}) {
        if (!part.empty()) name += " " + part;
    }
    return name + ": " + finding.message;
}

std::string test_case(const FindingsReport& report, std::size_t i) {
    const core::Diagnostic& finding = report.findings[i];
    std::string xml = fmt::format("    <testcase classname=\"mallctl.{}\" name=\"{}\"", escaped(finding.code),
                                  escaped(case_name(finding)));
    const std::string& file = finding.where.file.empty() ? report.source : finding.where.file;
    if (!file.empty()) xml += fmt::format(" file=\"{}\"", escaped(file));
    if (!finding.where.file.empty() && finding.where.line > 0) {
        xml += fmt::format(" line=\"{}\"", finding.where.line);
    }
    const std::string text = escaped(core::to_line(finding));
    if (report.fails(i)) {
        return xml +
               fmt::format(">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
                           core::to_string(finding.severity), escaped(finding.message), text);
    }
    return xml + fmt::format(">\n      <system-out>{}{}</system-out>\n    </testcase>\n", text,
                             report.is_known(i) ? " (known in the baseline)" : "");
}

}  // namespace

std::string junit(const FindingsReport& report) {
    std::string cases;
    std::size_t failures = 0;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
        cases += test_case(report, i);
        if (report.fails(i)) ++failures;
    }
    std::size_t tests = report.findings.size();
    if (tests == 0) {
        cases = "    <testcase classname=\"mallctl\" name=\"no findings\"/>\n";
        tests = 1;
    }
    const std::string counts = fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\"", tests, failures);
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mallctl check\" {}>\n"
        "  <testsuite name=\"{}\" {} skipped=\"0\">\n{}  </testsuite>\n</testsuites>\n",
        counts, escaped(report.source.empty() ? "mallctl check" : report.source), counts, cases);
}

}  // namespace mallctl::exporters
