#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
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

// What every format may draw on: the mall as it is, and what of it is asked for.
struct ExportSource {
    const operations::Snapshot& snapshot;
    exporters::MallMapRequest request;
};

std::string write_svg(const ExportSource& source) {
    return exporters::floor_map_svg(source.snapshot.plan,
                                    exporters::map_of_mall(source.snapshot, source.request));
}

struct Format {
    std::string_view name;
    std::string (*write)(const ExportSource&);
};

constexpr std::array<Format, 1> formats = {{{"svg", write_svg}}};

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

int run_export_plan(const ExportPlanOptions& options, Context& context) {
    if (context.options.format.empty() && context.options.output.empty()) {
        throw Error(Fault::usage, "export plan needs a format",
                    "name one, as in --format svg, or a file, as in -o map.svg");
    }
    context.allow_formats({"svg"});
    const auto request = request_of(options);
    const auto snapshot = operations::load_snapshot(context.session(), context.mall());
    if (!options.route.empty()) context.warn_if_stale(*snapshot, false);
    context.write_result([&](std::string_view name) {
        const auto* const format =
            std::find_if(formats.begin(), formats.end(), [&](const Format& one) { return one.name == name; });
        return format->write({*snapshot, request});
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
    CLI::App* app = parent.add_subcommand("plan", "Write the plan as a floor map (SVG), a page a level");
    add_words(app, "--level", options->levels,
              "Only these levels; all: every one. Default: those of the way, or of the highlights, or all",
              "L");
    add_words(app, "--highlight", options->highlights, "Stores or units to point out", "PLACE");
    app->add_option("--route", options->route, "Draw the quickest way between two places")
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
        "  mallctl export plan --mall riverside --level G --locale de --format svg > erdgeschoss.svg\n"
        "  mallctl export plan --mall riverside --highlight bakery,unit:2-07@2 -o here.svg\n"
        "  mallctl export plan --mall riverside --route north_entrance,unit:2-07@2 -o way.svg");
    return {app, [options](Context& context) { return run_export_plan(*options, context); }};
}

}  // namespace mallctl::cli
