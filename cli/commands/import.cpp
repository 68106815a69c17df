#include "cli/commands/import.hpp"

#include <malloc.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <memory>
#include <optional>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/import_report.hpp"
#include "cli/refresh.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "importers/importer.hpp"
#include "operations/findings.hpp"
#include "operations/import.hpp"

namespace mallctl::cli {

namespace {

struct ImportVerbOptions {
    std::vector<std::string> sources;
    std::string mapping;
    std::string crs;
    std::optional<double> max_rms_m;
    std::string repair = "safe";
    bool create = false;
    std::string time_zone;
    std::string currency;
    WriteOptions write;
    bool exit_code = false;
};

importers::ImportRequest request_of(const ImportVerbOptions& options) {
    importers::ImportRequest request;
    request.sources.assign(options.sources.begin(), options.sources.end());
    if (!options.mapping.empty()) request.mapping = options.mapping;
    request.crs = options.crs;
    request.max_rms_m = options.max_rms_m;
    return request;
}

plan::RepairMode repair_mode(const std::string& word) {
    if (word == "off") return plan::RepairMode::off;
    return word == "all" ? plan::RepairMode::all : plan::RepairMode::safe;
}

operations::ImportOptions operation_of(const ImportVerbOptions& options, const std::string& mall,
                                       Context& context) {
    operations::ImportOptions import;
    import.mall = mall;
    import.create = options.create;
    import.time_zone = options.time_zone;
    import.currency = options.currency;
    import.repair.mode = repair_mode(options.repair);
    import.dry_run = options.write.dry_run;
    import.lock_timeout = lock_timeout(options.write, context);
    return import;
}

// An import holds a large plan once and much beside it for a moment. By itself glibc raises the size from
// which freed memory goes back to the system with every large block that it sees, so that what one step has
// freed is still held while the next one takes its own.
void return_freed_memory() {
    constexpr int bytes = 128 * 1024;  // where glibc begins
    mallopt(M_MMAP_THRESHOLD, bytes);
    mallopt(M_TRIM_THRESHOLD, bytes);
}

int run_import(const ImportVerbOptions& options, Context& context) {
    return_freed_memory();
    context.allow_formats({"table", "json"});
    if (options.create && (options.time_zone.empty() || options.currency.empty())) {
        throw core::Error(core::Fault::usage, "--create needs --time-zone and --currency",
                          "for example: --create --time-zone Europe/Berlin --currency EUR");
    }
    if (options.exit_code && !options.write.dry_run) {
        throw core::Error(core::Fault::usage,
                          "--exit-code needs --dry-run: an import that changes something is done",
                          "add --dry-run to ask only");
    }
    const std::string mall = context.mall();
    const auto operation = operation_of(options, mall, context);
    context.progress("reading " + options.sources.front());
    auto result = importers::import_plan(request_of(options));
    if (core::has_errors(result.findings)) {
        throw core::Error(core::Fault::rejected, "the floor plan was rejected; nothing was written",
                          "mend the findings of severity error above and import again", result.findings);
    }
    const PlanSummary summary = summarise(result);
    auto& session = context.session();
    context.say("importing into mall " + mall + " of " + context.endpoint().label);
    context.progress("comparing with the plan that is there, and writing");
    auto report = operations::import_plan(session, std::move(result.plan), operation);
    report.findings = operations::join_findings(result.findings, std::move(report.findings));
    const auto not_built = refresh_after_commit(context, mall, options.write, report, Refresh::all);
    context.say_findings(report.findings);
    for (const plan::Repair& repair : report.repairs) context.detail(core::to_line(repair.finding));
    for (const auto& [what, value] : summary.notes) context.say("note: " + what + ": " + value);
    context.write_result([&](std::string_view format) {
        return format == "json" ? import_report_json(report, mall, summary)
                                : import_report_table(report, mall, summary);
    });
    if (not_built) throw *not_built;
    return options.exit_code && report.changed.any() ? exit_differences : exit_done;
}

}  // namespace

Verb declare_import(CLI::App& root) {
    auto options = std::make_shared<ImportVerbOptions>();
    CLI::App* app = root.add_subcommand(
        "import", "Import floor plans (IMDF, GeoJSON, OSM, GIS tables, DXF) as the mall's newest plan");
    app->add_option("SRC", options->sources,
                    "Files or folders: IMDF, GeoJSON, OpenStreetMap, GeoPackage, shapefile, FlatGeobuf, DXF, "
                    "Azure manifest.json")
        ->required()
        ->type_name("");
    app->add_flag("--create", options->create,
                  "Create the mall when there is none; needs --time-zone and --currency");
    app->add_option("--time-zone", options->time_zone, "With --create: IANA name, like Europe/Berlin")
        ->type_name("ZONE");
    app->add_option("--currency", options->currency, "With --create: ISO 4217 code, like EUR")
        ->type_name("CODE");
    app->add_option("--mapping", options->mapping,
                    "Layers to classes, files to levels; default: mapping.yaml beside SRC")
        ->type_name("FILE");
    app->add_option("--crs", options->crs, "Coordinate system of a source that does not say, like EPSG:25832")
        ->type_name("CRS");
    app->add_option("--max-rms", options->max_rms_m,
                    "Refuse control points that fit worse than this, in metres (root mean square)")
        ->type_name("METRES")
        ->check([](const std::string& given) -> std::string {
            double metres = 0;
            const char* const end = given.data() + given.size();
            const auto [stopped, error] = std::from_chars(given.data(), end, metres);
            if (error == std::errc{} && stopped == end && metres >= 0) return {};
            return "\"" + given + "\" is no length in metres of 0 or more";
        });
    allow_words(app->add_option("--repair", options->repair,
                                "What to mend: off, safe (closes, orients and splits rings), or all (also "
                                "snaps, makes rooms of walls, drops slivers and copies); default: safe")
                    ->type_name("HOW"),
                {"off", "safe", "all"});
    declare_write_options(*app, options->write);
    app->add_flag("--exit-code", options->exit_code,
                  "With --dry-run: exit 6 when the import would change something");
    app->footer(
        "Examples:\n"
        "  mallctl import samples/riverside/plan --mall riverside\n"
        "  mallctl import IMDFData.zip --mall polytech --create --time-zone Europe/Moscow --currency RUB\n"
        "  mallctl import samples/riverside/geojson/riverside.geojson --mall riverside --repair all "
        "--dry-run\n"
        "  mallctl import samples/riverside/imdf --mall riverside --dry-run --format json\n"
        "  mallctl import samples/riverside/plan --mall riverside --dry-run --exit-code");
    return {app, [options](Context& context) { return run_import(*options, context); }};
}

}  // namespace mallctl::cli
