#include "exporters/findings/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numeric>

#include "exporters/drawing/svg.hpp"
#include "exporters/findings/html_assets.hpp"
#include "exporters/findings/html_plan.hpp"

namespace mallctl::exporters {

namespace {

using core::Diagnostic;
using core::Severity;
using drawing::xml_escaped;
using html::Numbered;

constexpr std::array<Severity, 3> severities = {Severity::error, Severity::warning, Severity::note};

std::vector<const Diagnostic*> by_severity_and_code(const core::Diagnostics& findings) {
    std::vector<const Diagnostic*> sorted;
    for (const auto& finding : findings) sorted.push_back(&finding);
    std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic* a, const Diagnostic* b) {
        return a->severity != b->severity ? a->severity > b->severity : a->code < b->code;
    });
    return sorted;
}

std::string plural(std::size_t count, const std::string& word) {
    return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string where_of(const Diagnostic& finding, bool on_plan) {
    std::string where;
    const auto add = [&where](const std::string& part) {
        if (!part.empty()) where += (where.empty() ? "" : " \xC2\xB7 ") + xml_escaped(part);
    };
    add(finding.level.empty() ? "" : "level " + finding.level);
    add(finding.feature);
    std::string position = finding.where.file;
    if (!position.empty() && finding.where.line > 0) {
        position += ":" + std::to_string(finding.where.line);
        if (finding.where.column > 0) position += ":" + std::to_string(finding.where.column);
    }
    add(position);
    if (finding.at && !on_plan) add(fmt::format("{:.7f}, {:.7f}", finding.at->y, finding.at->x));
    return where.empty() ? where : "<span class=\"where\">" + where + "</span>";
}

std::string entry(const Numbered& one) {
    const Diagnostic& finding = *one.finding;
    const char* const severity = core::to_string(finding.severity);
    const std::string badge =
        one.level
            ? fmt::format("<a class=\"number {}\" href=\"#m{}\" title=\"Show on the plan\">{}</a>", severity,
                          one.number, one.number)
            : fmt::format("<span class=\"number\" title=\"Has no place on the plan\">{}</span>", one.number);
    const std::string advice =
        finding.advice.empty() ? "" : "<span class=\"advice\">" + xml_escaped(finding.advice) + "</span>";
    return fmt::format(
        "<li class=\"finding {}\" id=\"f{}\">{}<div><span class=\"message\">{}</span>{}{}</div></li>\n",
        severity, one.number, badge, xml_escaped(finding.message), where_of(finding, one.level.has_value()),
        advice);
}

// Findings of one severity, folded by code.
std::string list_of(Severity severity, const std::vector<Numbered>& findings) {
    std::string html;
    std::size_t total = 0;
    for (std::size_t i = 0; i < findings.size();) {
        const Diagnostic& first = *findings[i].finding;
        std::string entries;
        std::size_t count = 0;
        for (; i < findings.size() && findings[i].finding->severity == first.severity &&
               findings[i].finding->code == first.code;
             ++i, ++count) {
            if (first.severity == severity) entries += entry(findings[i]);
        }
        if (first.severity != severity) continue;
        total += count;
        html += fmt::format(
                    "<details open data-code=\"{}\"><summary>{} <span "
                    "class=\"count\">({})</span></summary>\n<ol>\n",
                    xml_escaped(first.code), xml_escaped(first.code), count) +
                entries + "</ol></details>\n";
    }
    if (html.empty()) return html;
    const std::string name = core::to_string(severity);
    return fmt::format("<section><h2 class=\"{}\">{}</h2>\n", name, plural(total, name)) + html +
           "</section>\n";
}

std::string counts_line(const core::Diagnostics& findings) {
    if (findings.empty()) return "<p class=\"counts\">No findings.</p>\n";
    std::string line;
    for (const Severity severity : severities) {
        const auto count = static_cast<std::size_t>(
            std::count_if(findings.begin(), findings.end(),
                          [severity](const Diagnostic& one) { return one.severity == severity; }));
        const std::string name = core::to_string(severity);
        if (count > 0)
            line +=
                fmt::format("{}<b class=\"{}\">{}</b>", line.empty() ? "" : ", ", name, plural(count, name));
    }
    return "<p class=\"counts\">" + line + "</p>\n";
}

std::string filter_form() {
    std::string form =
        "<form class=\"filter\" onsubmit=\"return false\">"
        "<input type=\"search\" id=\"search\" placeholder=\"Code, feature, words\" aria-label=\"Filter\">";
    for (const Severity severity : severities) {
        const std::string name = core::to_string(severity);
        form += fmt::format("<label><input type=\"checkbox\" value=\"{}\" checked> {}s</label>", name, name);
    }
    return form + "</form>\n";
}

std::string plans(const plan::Plan& plan, const std::vector<Numbered>& findings) {
    std::vector<plan::LevelIndex> levels(plan.levels.size());
    std::iota(levels.begin(), levels.end(), plan::LevelIndex{0});
    std::stable_sort(levels.begin(), levels.end(),
                     [&](auto a, auto b) { return plan.levels[a].ordinal < plan.levels[b].ordinal; });
    std::string html;
    for (const auto level : levels) html += html::level_figure(plan, level, findings);
    return html.empty() ? "<p>There is no plan to draw.</p>\n" : html;
}

}  // namespace

std::string html_report(const plan::Plan& plan, const core::Diagnostics& findings, const std::string& title) {
    const auto numbered = html::placed(plan, by_severity_and_code(findings));
    std::string list;
    for (const Severity severity : severities) list += list_of(severity, numbered);
    const std::string heading = xml_escaped(title);
    std::string page =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'; "
        "script-src 'unsafe-inline'\">\n";
    page +=
        "<title>" + heading + "</title>\n<style>" + std::string(html::style_sheet) + "</style>\n</head>\n";
    page += "<body>\n<header><h1>" + heading + "</h1>\n" + counts_line(findings) + "</header>\n<main>\n";
    page += "<div class=\"plans\">\n" + plans(plan, numbered) + "</div>\n";
    page += "<div class=\"list\">\n" + (findings.empty() ? std::string{} : filter_form()) + list + "</div>\n";
    page += "</main>\n<script>" + std::string(html::script) + "</script>\n</body>\n</html>\n";
    return page;
}

}  // namespace mallctl::exporters
