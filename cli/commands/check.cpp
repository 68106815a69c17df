#include "cli/commands/check.hpp"

#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>

#include "cli/code_filter.hpp"
#include "cli/commands/check_sources.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/check_report.hpp"
#include "core/error.hpp"
#include "exporters/findings/geojson.hpp"
#include "exporters/findings/github.hpp"
#include "exporters/findings/html.hpp"
#include "exporters/findings/junit.hpp"
#include "exporters/findings/sarif.hpp"
#include "operations/check_mall.hpp"

namespace mallctl::cli {

namespace {

struct CheckOptions {
    std::vector<std::string> paths;
    std::string mapping;
    std::string crs;
    std::string repair = "safe";
    std::string only;
    std::string ignore;
    std::string baseline;
    long long max_warnings = -1;
};

struct Checked {
    plan::Plan plan;
    exporters::FindingsReport report;
};

plan::RepairOptions repair_of(const std::string& mode) {
    plan::RepairOptions repair;
    repair.mode = mode == "off"   ? plan::RepairMode::off
                  : mode == "all" ? plan::RepairMode::all
                                  : plan::RepairMode::safe;
    return repair;
}

Checked check_paths(const CheckOptions& options, Context& context) {
    importers::ImportRequest request;
    if (!options.mapping.empty()) request.mapping = options.mapping;
    request.crs = options.crs;
    context.progress("reading " + options.paths.front());
    CheckedFiles files =
        check_files(sort_sources(options.paths), std::move(request), repair_of(options.repair));
    for (const auto& [what, value] : files.notes) context.say("note: " + what + ": " + value);
    Checked checked;
    checked.plan = std::move(files.plan);
    checked.report.findings = std::move(files.findings);
    checked.report.source = options.paths.front();
    return checked;
}

Checked check_mall(Context& context) {
    const std::string mall = context.mall();
    context.progress("checking the plan of " + mall);
    operations::CheckedMall stored = operations::check_mall(context.session(), mall);
    Checked checked;
    checked.plan = std::move(stored.plan);
    checked.report.findings = std::move(stored.findings);
    checked.report.source = mall;
    return checked;
}

std::string read_baseline(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (file) return text.str();
    throw core::Error(core::Fault::failed, "cannot read the baseline " + path,
                      "write one with: mallctl check ... -o " + path);
}

std::string render(const Checked& checked, std::string_view format) {
    const exporters::FindingsReport& report = checked.report;
    if (format == "sarif") return exporters::sarif(report);
    if (format == "junit") return exporters::junit(report);
    if (format == "github") return exporters::github(report);
    if (format == "geojson") return exporters::findings_geojson(report);
    if (format == "html") {
        return exporters::html_report(checked.plan, report.findings, "mallctl check " + report.source);
    }
    return check_report(report, format);
}

// Says on stderr why the check fails, or that it does not.
int verdict(const CheckOptions& options, const Checked& checked, Context& context) {
    const CheckCounts counts = count_findings(checked.report);
    const bool too_many =
        options.max_warnings >= 0 && counts.warnings > static_cast<std::size_t>(options.max_warnings);
    if (counts.errors == 0 && !too_many) return exit_done;
    std::string reason = counts_text(counts, !checked.report.known.empty());
    if (too_many) reason += "; at most " + std::to_string(options.max_warnings) + " warnings are allowed";
    context.say("the check failed: " + reason);
    return exit_rejected;
}

int run_check(const CheckOptions& options, Context& context) {
    context.allow_formats({"table", "json", "jsonl", "csv", "sarif", "junit", "geojson", "github", "html"});
    const CodeFilter filter(options.only, options.ignore);
    const std::string baseline = options.baseline.empty() ? std::string() : read_baseline(options.baseline);
    Checked checked = options.paths.empty() ? check_mall(context) : check_paths(options, context);
    exporters::FindingsReport& report = checked.report;
    filter.apply(report.findings);
    if (!options.baseline.empty()) {
        report.known = exporters::known_in_sarif(report.findings, baseline, options.baseline);
    }
    report.warnings_fail = options.max_warnings >= 0 &&
                           count_findings(report).warnings > static_cast<std::size_t>(options.max_warnings);
    context.write_result([&](std::string_view format) { return render(checked, format); });
    return verdict(options, checked, context);
}

}  // namespace

Verb declare_check(CLI::App& root) {
    auto options = std::make_shared<CheckOptions>();
    CLI::App* app = root.add_subcommand("check", "Check floor plans, manifests, or a mall: coded findings");
    app->add_option("PATH", options->paths,
                    "Floor plans, manifests or mall directories; default: the mall in the database")
        ->type_name("");
    app->add_option("--only", options->only, "Only these findings: a comma list, like P008,P03*,M*")
        ->type_name("CODES");
    app->add_option("--ignore", options->ignore, "All findings but these")->type_name("CODES");
    app->add_option("--baseline", options->baseline,
                    "A SARIF file of an earlier check: what it has is known and does not count")
        ->type_name("FILE");
    allow_range(app->add_option("--max-warnings", options->max_warnings,
                                "Fail where there are more warnings than this")
                    ->type_name("N"),
                0, 1'000'000'000);
    app->add_option("--mapping", options->mapping,
                    "Layers to classes, files to levels; default: mapping.yaml beside PATH")
        ->type_name("FILE");
    app->add_option("--crs", options->crs, "Coordinate system of a source that does not say, like EPSG:25832")
        ->type_name("CRS");
    allow_words(app->add_option("--repair", options->repair,
                                "What to mend before checking: off, safe or all (default: safe)")
                    ->type_name("MODE"),
                {"off", "safe", "all"});
    app->footer(
        "Examples:\n"
        "  mallctl check samples/riverside\n"
        "  mallctl check samples/riverside/imdf --only 'P00*' --max-warnings 0\n"
        "  mallctl check samples/riverside/plan -o check.sarif -o check.xml -o check.html\n"
        "  mallctl check samples/riverside/plan --baseline check.sarif --format github\n"
        "  mallctl check --mall riverside");
    return {app, [options](Context& context) { return run_check(*options, context); },
            [options] { return options->paths.empty(); }};
}

}  // namespace mallctl::cli
