#include "cli/commands/near.hpp"

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <memory>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/rows.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "exporters/geojson/answers.hpp"
#include "operations/near.hpp"

namespace mallctl::cli {

namespace {

struct NearVerbOptions {
    operations::NearRequest request;
    std::string profile = "walk";
    std::string within;
    std::string at;
    bool isochrone = false;
    bool require_fresh = false;
};

// A unit without a number has only its UUID, which tells a person nothing: a table leaves it out.
std::string units_of(const operations::NearHit& hit, bool for_people) {
    std::vector<std::string> units = hit.units;
    if (for_people) std::erase_if(units, [](const std::string& unit) { return core::parse_uuid(unit); });
    return fmt::format("{}", fmt::join(units, ";"));
}

Rows to_rows(const operations::NearAnswer& answer, bool for_people) {
    Rows rows;
    rows.columns = {{"name"},
                    {"reference"},
                    {"category"},
                    {"level"},
                    {"units", CellKind::list},
                    {"distance_m", CellKind::number},
                    {"duration_s", CellKind::number},
                    {"state"}};
    for (const auto& hit : answer.hits) {
        const std::string reference =
            hit.slug.empty() ? "id:" + core::to_string(hit.id) : "store:" + hit.slug;
        std::optional<std::string> duration;
        if (hit.duration_s) duration = fmt::format("{:.0f}", *hit.duration_s);
        rows.rows.push_back({hit.name, reference, hit.category, hit.level, units_of(hit, for_people),
                             fmt::format("{:.1f}", hit.distance_m), duration, hit.state});
    }
    return rows;
}

operations::NearRequest request_of(const NearVerbOptions& options) {
    auto request = options.request;
    request.profile = nav::parse_profile(options.profile).value_or(nav::Profile::walk);
    if (!options.within.empty()) operations::read_within(options.within, request);
    request.at = options.at.empty() ? core::now() : core::parse_instant(options.at);
    return request;
}

int list_nearest(const operations::NearRequest& request, const operations::Snapshot& snapshot,
                 Context& context) {
    const auto answer = operations::near(snapshot, request);
    context.write_result([&](std::string_view format) {
        if (format == "json") return operations::to_json(answer) + "\n";
        if (format == "geojson") return exporters::to_geojson(answer) + "\n";
        return format_rows(to_rows(answer, format == "table"), format);
    });
    if (answer.unreachable > 0) {
        context.say(fmt::format("{} more cannot be reached on foot from {}", answer.unreachable,
                                answer.from.reference));
    }
    return exit_done;
}

int draw_isochrone(const operations::NearRequest& request, const operations::Snapshot& snapshot,
                   Context& context) {
    const auto areas = operations::reached_areas(snapshot, request);
    context.write_result([&](std::string_view) { return exporters::to_geojson(areas) + "\n"; });
    return exit_done;
}

// An isochrone has one format, which needs not be named.
void allow_near_formats(const NearVerbOptions& options, Context& context) {
    if (!options.isochrone) {
        context.allow_formats({"table", "json", "jsonl", "csv", "yaml", "geojson"});
    } else if (!context.options.format.empty() || !context.options.output.empty()) {
        context.allow_formats({"geojson"});
    }
}

int run_near(const NearVerbOptions& options, Context& context) {
    allow_near_formats(options, context);
    const auto request = request_of(options);
    if (options.isochrone && options.within.empty()) {
        throw core::Error(core::Fault::usage, "--isochrone needs --within",
                          "say how far: --within 5min, or --within 200m");
    }
    const auto snapshot = context.snapshot();
    if (!request.straight_line) {
        context.warn_if_stale(*snapshot, options.require_fresh);
        context.warn_of_lost_closures(*snapshot, request.at);
    }
    return options.isochrone ? draw_isochrone(request, *snapshot, context)
                             : list_nearest(request, *snapshot, context);
}

}  // namespace

Verb declare_near(CLI::App& root) {
    auto options = std::make_shared<NearVerbOptions>();
    auto& request = options->request;
    CLI::App* app = root.add_subcommand("near", "List the nearest stores or amenities, by walking time");
    app->add_option("FROM", request.from, "Where you are: a place as in mallctl route")
        ->required()
        ->type_name("");
    app->add_option("--within", options->within, "Only this far: 50m, 1.2km, 90s or 5min")
        ->type_name("REACH");
    allow_words(
        app->add_option("--kind", request.kind, "store or amenity")->type_name("KIND")->capture_default_str(),
        {"store", "amenity"});
    app->add_option("--category", request.category,
                    "Only this category, or those below it: food finds food.cafe")
        ->type_name("CATEGORY");
    allow_range(
        app->add_option("--limit", request.limit, "At most this many")->type_name("N")->capture_default_str(),
        1, 100000);
    app->add_flag("--open-now", request.open_now, "Only stores that are open when you get there");
    app->add_flag("--straight-line", request.straight_line,
                  "Measure through walls and across levels, in plan view");
    app->add_flag("--isochrone", options->isochrone,
                  "Draw what is reached --within a time, as geojson: a polygon a level");
    allow_words(app->add_option("--profile", options->profile, "walk, wheelchair, pram or staff")
                    ->type_name("NAME")
                    ->capture_default_str(),
                {"walk", "wheelchair", "pram", "staff"});
    app->add_option("--at", options->at,
                    "When you leave: opening hours, leases and closures then (RFC 3339); default: now")
        ->type_name("TIME");
    app->add_flag("--require-fresh", options->require_fresh, "Exit 5 when the plan is newer than the graph");
    app->footer(
        "Examples:\n"
        "  mallctl near north_entrance --mall riverside\n"
        "  mallctl near store:bakery --kind amenity --category restroom --within 5min --mall riverside\n"
        "  mallctl near north_entrance --category food --open-now --format json --mall riverside\n"
        "  mallctl near north_entrance --within 2min --isochrone --mall riverside -o reach.geojson");
    return {app, [options](Context& context) { return run_near(*options, context); }};
}

}  // namespace mallctl::cli
