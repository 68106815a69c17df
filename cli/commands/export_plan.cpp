#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "exporters/plan_export.hpp"
#include "exporters/svg/mall_map.hpp"
#include "operations/history.hpp"

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

core::Instant committed_at(db::Session& session, const catalog::Mall& mall) {
    constexpr std::int64_t recent = 100;  // versions that others may have committed since the mall was read
    for (const auto& version : operations::list_history(session, mall.slug, recent).versions) {
        if (version.number == mall.version) return version.committed_at;
    }
    return {};
}

// A map is drawn; every other format carries the plan alone.
std::string write_plan(const exporters::PlanFormat& format, const ExportPlanOptions& options,
                       const operations::Snapshot& snapshot, core::Instant committed) {
    if (!options.route.empty() || !options.highlights.empty()) {
        throw Error(Fault::usage, "--route and --highlight are drawn on maps only",
                    "leave them out, or write --format svg");
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

void refuse_binary_on_terminal(Context& context) {
    const auto* const format = data_format(context.format());
    if (format == nullptr || !format->binary || !context.streams.out_is_tty) return;
    const auto& files = context.options.output;
    if (!files.empty() && std::find(files.begin(), files.end(), "-") == files.end()) return;
    throw Error(Fault::usage, std::string(format->name) + " is not text: it would garble the terminal",
                "name a file with -o");
}

int run_export_plan(const ExportPlanOptions& options, Context& context) {
    if (context.options.format.empty() && context.options.output.empty()) {
        throw Error(Fault::usage, "export plan needs a format",
                    "name one, as in --format svg, or a file, as in -o map.svg");
    }
    context.allow_formats({"svg", "imdf", "geojson", "gpkg", "dxf"});
    refuse_binary_on_terminal(context);
    const auto request = request_of(options);
    const auto snapshot = operations::load_snapshot(context.session(), context.mall());
    if (!options.route.empty()) context.warn_if_stale(*snapshot, false);
    const auto committed = committed_at(context.session(), snapshot->mall);
    context.write_result([&](std::string_view name) {
        if (const auto* const format = data_format(name))
            return write_plan(*format, options, *snapshot, committed);
        return exporters::floor_map_svg(snapshot->plan, exporters::map_of_mall(*snapshot, request));
    });
    return exit_done;
}

CLI::Option* add_words(CLI::App* app, const std::string& name, std::vector<std::string>& values,
                       const std::string& text, const std::string& type) {
    return app->add_option(name, values, text)->type_name(type)->delimiter(',')->allow_extra_args(false);
}

}  // namespace

Verb declare_export_plan(CLI::App& parent) {
    auto options = std::make_shared<ExportPlanOptions>();
    CLI::App* app = parent.add_subcommand(
        "plan", "Write the plan as a floor map (svg), or for other programs (imdf, geojson, gpkg, dxf)");
    add_words(app, "--level", options->levels,
              "Only these levels; all: every one. Default: those of the way, or of the highlights, or all",
              "L");
    add_words(app, "--highlight", options->highlights, "Stores or units to point out (svg)", "PLACE");
    app->add_option("--route", options->route, "Draw the quickest way between two places (svg)")
        ->type_name("FROM,TO");
    allow_words(app->add_option("--profile", options->profile, "Of the way: walk or wheelchair")
                    ->type_name("NAME")
                    ->capture_default_str(),
                {"walk", "wheelchair"});
    add_words(app, "--locale", options->locales, "Languages of names and legend, most wanted first (svg)",
              "TAG");
    app->add_option("--at", options->at, "Leases as of this time (RFC 3339); default: now")
        ->type_name("TIME");
    app->footer(
        "Examples:\n"
        "  mallctl export plan --mall riverside -o riverside.svg\n"
        "  mallctl export plan --mall riverside --format imdf -o riverside.zip\n"
        "  mallctl export plan --mall riverside --level G --locale de --format svg > erdgeschoss.svg\n"
        "  mallctl export plan --mall riverside --highlight bakery,unit:2-07@2 -o here.svg\n"
        "  mallctl export plan --mall riverside --route north_entrance,unit:2-07@2 -o way.svg");
    return {app, [options](Context& context) { return run_export_plan(*options, context); }};
}

}  // namespace mallctl::cli
