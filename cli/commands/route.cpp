#include "cli/commands/route.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <cmath>
#include <memory>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/rows.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "exporters/geojson/answers.hpp"
#include "operations/route.hpp"

namespace mallctl::cli {

namespace {

struct RouteVerbOptions {
    std::string from;
    std::string to;
    std::string profile = "walk";
    std::string at;
    std::string language;
    bool require_fresh = false;
};

std::string minutes(double seconds) {
    const auto whole = static_cast<long long>(std::llround(seconds));
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

std::string as_table(const operations::RouteAnswer& answer) {
    Rows rows;
    rows.columns = {{"step", CellKind::number}, {"level"}, {"metres", CellKind::number}, {"instruction"}};
    for (const auto& step : answer.instructions) {
        rows.rows.push_back({std::to_string(rows.rows.size() + 1), answer.levels[step.level].label,
                             fmt::format("{:.1f}", step.distance_m), step.text});
    }
    return fmt::format("{} -> {} ({}): {:.1f} m, {}\n", answer.from.name, answer.to.name,
                       nav::to_string(answer.profile), answer.route.distance_m,
                       minutes(answer.route.duration_s)) +
           format_rows(rows, "table");
}

int run_route(const RouteVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json", "geojson"});
    const auto profile = nav::parse_profile(options.profile);
    if (!profile)
        throw core::Error(core::Fault::usage, "no profile \"" + options.profile + "\"", "walk or wheelchair");
    const auto at = options.at.empty() ? core::now() : core::parse_instant(options.at);
    const auto snapshot = operations::load_snapshot(context.session(), context.mall());
    context.warn_if_stale(*snapshot, options.require_fresh);
    const auto answer =
        operations::route(*snapshot, options.from, options.to, *profile, at, options.language);
    context.write_result([&](std::string_view format) {
        if (format == "json") return operations::to_json(answer) + "\n";
        if (format == "geojson") return exporters::to_geojson(answer) + "\n";
        return as_table(answer);
    });
    return exit_done;
}

}  // namespace

Verb declare_route(CLI::App& root) {
    auto options = std::make_shared<RouteVerbOptions>();
    CLI::App* app = root.add_subcommand("route", "Print the quickest way from one place to another");
    app->add_option("FROM", options->from, "Where the walk begins")->required()->type_name("");
    app->add_option("TO", options->to, "Where it ends")->required()->type_name("");
    allow_words(app->add_option("--profile", options->profile, "walk or wheelchair")
                    ->type_name("NAME")
                    ->capture_default_str(),
                {"walk", "wheelchair"});
    app->add_option("--at", options->at, "Leases as of this time (RFC 3339); default: now")
        ->type_name("TIME");
    allow_words(app->add_option("--language", options->language,
                                "Of the instructions: en, de, fr, es, pt, zh or ar; default: the mall's own")
                    ->type_name("TAG"),
                {"en", "de", "fr", "es", "pt", "zh", "ar"});
    app->add_flag("--require-fresh", options->require_fresh, "Exit 5 when the plan is newer than the graph");
    app->footer(
        "A place is location:SLUG, store:SLUG, unit:REF@LEVEL, id:UUID or geo:LAT,LON@LEVEL;\n"
        "a bare word is tried as location, store and unit.\n\n"
        "Examples:\n"
        "  mallctl route north_entrance store:bakery --mall riverside\n"
        "  mallctl route north_entrance unit:2-07@2 --profile wheelchair --mall riverside\n"
        "  mallctl route north_entrance store:bakery --language de --mall riverside\n"
        "  mallctl route geo:49.4583,8.5629@G store:bakery --mall riverside -o way.geojson");
    return {app, [options](Context& context) { return run_route(*options, context); }};
}

}  // namespace mallctl::cli
