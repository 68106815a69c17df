#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "exporters/drawing/pdf.hpp"
#include "exporters/plan_export.hpp"
#include "exporters/svg/mall_map.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;

struct ExportPlanOptions {
    std::vector<std::string> levels;
    std::vector<std::string> highlights;
    std::string route;
    std::string profile = "walk";
    std::vector<std::string> locales;
    std::string at;
};

// "FROM,TO". The comma of geo:LAT,LON@LEVEL belongs to its place.
std::pair<std::string, std::string> ends_of_route(const std::string& text) {
    std::vector<std::string> places;
    std::size_t from = 0;
    while (from <= text.size()) {
        std::size_t comma = text.find(',', from);
        if (text.compare(from, 4, "geo:") == 0 && comma != std::string::npos)
            comma = text.find(',', comma + 1);
        comma = std::min(comma, text.size());
        places.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
    if (places.size() == 2 && !places[0].empty() && !places[1].empty()) return {places[0], places[1]};
    throw Error(Fault::usage, "--route \"" + text + "\" does not name two places",
                "write --route FROM,TO, as in --route north_entrance,store:bakery");
}

exporters::MallMapRequest request_of(const ExportPlanOptions& options) {
    exporters::MallMapRequest request;
    request.levels = options.levels;
    request.highlights = options.highlights;
    request.locales = options.locales;
    request.profile = *nav::parse_profile(options.profile);
    request.at = options.at.empty() ? core::now() : core::parse_instant(options.at);
    if (!options.route.empty()) std::tie(request.route_from, request.route_to) = ends_of_route(options.route);
    return request;
}

const exporters::PlanFormat* data_format(std::string_view name) {
    const auto formats = exporters::plan_formats();
    const auto it =
        std::find_if(formats.begin(), formats.end(), [&](const auto& one) { return one.name == name; });
    return it == formats.end() ? nullptr : &*it;
}

// A map is drawn; every other format carries the plan alone.
std::string write_plan(const exporters::PlanFormat& format, const ExportPlanOptions& options,
                       const operations::Snapshot& snapshot, core::Instant committed) {
    if (!options.route.empty() || !options.highlights.empty()) {
        throw Error(Fault::usage, "--route and --highlight are drawn on maps only",
                    "leave them out, or write --format svg or pdf");
    }
    const bool whole = options.levels.empty() || options.levels == std::vector<std::string>{"all"};
    if (whole) return format.write({snapshot.mall, snapshot.plan, committed});
    const auto levels = exporters::named_levels(snapshot.plan, options.levels);
    if (levels.size() != 1) {
        throw Error(Fault::usage, "a file of format " + std::string(format.name) + " has one level or all",
                    "name one with --level, or leave it out");
    }
    return format.write({snapshot.mall, exporters::plan_of_level(snapshot.plan, levels.front()), committed});
}

int run_export_plan(const ExportPlanOptions& options, Context& context) {
    if (context.options.format.empty() && context.options.output.empty()) {
        throw Error(Fault::usage, "export plan needs a format",
                    "name one, as in --format svg, or a file, as in -o map.svg");
    }
    context.allow_formats({"svg", "pdf", "imdf", "geojson", "gpkg", "dxf"});
    refuse_on_terminal(context, "pdf");
    for (const auto& format : exporters::plan_formats()) {
        if (format.binary) refuse_on_terminal(context, format.name);
    }
    const auto request = request_of(options);
    const auto snapshot = context.snapshot();
    exporters::require_plan(*snapshot);
    if (!options.route.empty()) context.warn_if_stale(*snapshot, false);
    const auto committed = committed_at(context.session(), snapshot->mall);
    context.write_result([&](std::string_view name) {
        if (const auto* const format = data_format(name))
            return write_plan(*format, options, *snapshot, committed);
        const auto map = exporters::map_of_mall(*snapshot, request);
        if (name == "svg") return exporters::floor_map_svg(snapshot->plan, map);
        return exporters::drawing::to_pdf(exporters::draw_map(snapshot->plan, map), committed);
    });
    return exit_done;
}

}  // namespace

Verb declare_export_plan(CLI::App& parent) {
    auto options = std::make_shared<ExportPlanOptions>();
    CLI::App* app = parent.add_subcommand(
        "plan", "Write the plan as a floor map (svg, pdf), or for other programs (imdf, geojson, gpkg, dxf)");
    add_words(app, "--level", options->levels,
              "Only these levels; all: every one. Default: those of the way, or of the highlights, or all",
              "L");
    add_words(app, "--highlight", options->highlights, "Stores or units to point out on a map", "PLACE");
    app->add_option("--route", options->route,
                    "Draw the quickest way between two places on a map, and where it changes level")
        ->type_name("FROM,TO");
    allow_words(app->add_option("--profile", options->profile, "Of the way: walk or wheelchair")
                    ->type_name("NAME")
                    ->capture_default_str(),
                {"walk", "wheelchair"});
    add_words(app, "--locale", options->locales, "Languages of names and legend, most wanted first", "TAG");
    app->add_option("--at", options->at, "Leases as of this time (RFC 3339); default: now")
        ->type_name("TIME");
    app->footer(
        "Examples:\n"
        "  mallctl export plan --mall riverside -o riverside.svg\n"
        "  mallctl export plan --mall riverside --format imdf -o riverside.zip\n"
        "  mallctl export plan --mall riverside --level G --locale de --format svg > erdgeschoss.svg\n"
        "  mallctl export plan --mall riverside --highlight bakery,unit:2-07@2 -o here.svg\n"
        "  mallctl export plan --mall riverside --route north_entrance,unit:2-07@2 -o way.svg");
    return {app, [options](Context& context) { return run_export_plan(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
