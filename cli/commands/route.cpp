#include "cli/commands/route.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/route_batch.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/route_text.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "exporters/geojson/answers.hpp"
#include "exporters/svg/mall_map.hpp"
#include "operations/route_json.hpp"

namespace mallctl::cli {

namespace {

struct RouteVerbOptions {
    std::string from;
    std::vector<std::string> to;
    std::string profile = "walk";
    std::string prefer = "quickest";
    std::string at;
    std::string language;
    std::string batch;
    bool optimize = false;
    bool explain = false;
    bool require_fresh = false;
};

core::Error missing(const char* argument) {
    return {core::Fault::usage, std::string(argument) + " is required", "see: mallctl route --help"};
}

void check_places(const RouteVerbOptions& options) {
    if (options.batch.empty()) {
        if (options.from.empty()) throw missing("FROM");
        if (options.to.empty()) throw missing("TO");
    } else if (!options.from.empty()) {
        throw core::Error(core::Fault::usage, "--batch reads the places, and FROM is given too",
                          "leave out one of them");
    }
}

operations::RouteRequest request_of(const RouteVerbOptions& options) {
    operations::RouteRequest request;
    request.stops = options.to;
    request.stops.insert(request.stops.begin(), options.from);
    request.profile = nav::parse_profile(options.profile).value_or(nav::Profile::walk);
    request.preference = operations::parse_preference(options.prefer).value_or(nav::Preference::quickest);
    request.optimize = options.optimize;
    request.explain = options.explain;
    request.language = options.language;
    request.at = options.at.empty() ? core::now() : core::parse_instant(options.at);
    return request;
}

// A batch has one format, which needs not be named, and one output: its lines are read and answered once.
void allow_route_formats(const RouteVerbOptions& options, Context& context) {
    if (options.batch.empty()) {
        context.allow_formats({"table", "json", "geojson", "svg"});
    } else if (!context.options.format.empty() || !context.options.output.empty()) {
        context.allow_formats({"jsonl"});
    }
    if (!options.batch.empty() && context.options.output.size() > 1) {
        throw core::Error(core::Fault::usage, "--batch writes to one file, and -o is given more than once",
                          "write one, and copy it");
    }
}

int run_route(const RouteVerbOptions& options, Context& context) {
    allow_route_formats(options, context);
    check_places(options);
    const auto request = request_of(options);
    const auto snapshot = context.snapshot();
    context.warn_if_stale(*snapshot, options.require_fresh);
    context.warn_of_lost_closures(*snapshot, request.at);
    if (!options.batch.empty())
        return run_route_batch(context, options.batch, *snapshot, [&] { return request_of(options); });
    const auto answer = operations::route(*snapshot, request);
    context.write_result([&](std::string_view format) {
        if (format == "json") return operations::to_json(answer) + "\n";
        if (format == "geojson") return exporters::to_geojson(answer) + "\n";
        if (format == "svg")
            return exporters::floor_map_svg(snapshot->plan,
                                            exporters::map_of_route(*snapshot, answer, request.at));
        return route_text(answer);
    });
    return exit_done;
}

void declare_options(CLI::App* app, RouteVerbOptions& options) {
    app->add_option("FROM", options.from, "Where the way begins")->type_name("");
    app->add_option("TO", options.to, "Where it leads, in order; up to 100")->type_name("");
    app->add_flag("--optimize", options.optimize, "Visit the stops in the order that takes the least time");
    allow_words(app->add_option("--profile", options.profile, "walk, wheelchair, pram or staff")
                    ->type_name("NAME")
                    ->capture_default_str(),
                {"walk", "wheelchair", "pram", "staff"});
    allow_words(
        app->add_option("--prefer", options.prefer, "quickest, or fewest-turns: a quarter turn counts as 6 s")
            ->type_name("WHAT")
            ->capture_default_str(),
        {"quickest", "fewest-turns"});
    app->add_option("--at", options.at, "Leases and closures as of this time (RFC 3339); default: now")
        ->type_name("TIME");
    allow_words(app->add_option("--language", options.language,
                                "Of the instructions: en, de, fr, es, pt, zh or ar; default: the mall's own")
                    ->type_name("TAG"),
                {"en", "de", "fr", "es", "pt", "zh", "ar"});
    app->add_flag("--explain", options.explain, "Add what each leg costs, and what closures cost");
    app->add_option("--batch", options.batch, "Answer a query a line of this file, or of - (stdin), as jsonl")
        ->type_name("FILE");
    app->add_flag("--require-fresh", options.require_fresh, "Exit 5 when the plan is newer than the graph");
}

}  // namespace

Verb declare_route(CLI::App& root) {
    auto options = std::make_shared<RouteVerbOptions>();
    CLI::App* app = root.add_subcommand("route", "Print the best way from one place to others");
    declare_options(app, *options);
    app->footer(
        "A place is location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID or geo:LAT,LON@LEVEL;\n"
        "a bare word is tried as location, store and unit.\n\n"
        "Examples:\n"
        "  mallctl route north_entrance store:bakery --mall riverside\n"
        "  mallctl route north_entrance unit:2-07@2 --profile wheelchair --explain --mall riverside\n"
        "  mallctl route north_entrance store:bakery --language de --mall riverside\n"
        "  mallctl route north_entrance bakery kitchen south_entrance --optimize --mall riverside\n"
        "  mallctl route geo:49.4583,8.5629@G store:bakery --mall riverside -o way.geojson\n"
        "  mallctl route north_entrance store:bakery --mall riverside -o way.svg\n"
        "  printf 'north_entrance bakery\\nsouth_entrance kitchen\\n' | mallctl route --batch - --mall "
        "riverside");
    return {app, [options](Context& context) { return run_route(*options, context); }};
}

}  // namespace mallctl::cli
