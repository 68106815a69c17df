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
#include "exporters/drawing/svg.hpp"
#include "exporters/qr/mall_posters.hpp"
#include "exporters/svg/mall_map.hpp"
#include "operations/listing.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;

constexpr int cards_per_page = 10;
constexpr int most_per_page = 24;

struct ExportQrOptions {
    std::vector<std::string> locations;
    std::vector<std::string> where;
    std::string layout = "poster";
    int per_page = 0;  // 0: as the layout has it
    std::string base_url;
    std::vector<std::string> locales;
    std::string at;
};

// The slugs of the locations asked for; all where none is named.
std::vector<std::string> chosen(const ExportQrOptions& options, Context& context) {
    if (!options.locations.empty() && !options.where.empty())
        throw Error(Fault::usage, "locations are either named or chosen by --where", "leave one of them out");
    if (!options.locations.empty()) return options.locations;
    operations::ListRequest request;
    request.kind = "location";
    request.fields = {"slug"};
    for (const auto& condition : options.where) {
        // Manifests say location_kind, because kind is what the document is.
        request.where.push_back(condition.starts_with("kind=") ? "location_" + condition : condition);
    }
    const auto listing = operations::open_listing(context.session(), request, context.mall());
    std::vector<std::string> slugs;
    for (std::vector<catalog::FieldValue> row; listing->next(row);)
        slugs.push_back(std::get<std::string>(row.front()));
    if (slugs.empty())
        throw Error(Fault::failed, "there is no such location", "list them: mallctl get location");
    return slugs;
}

exporters::qr::SheetOptions sheet_options(const ExportQrOptions& options,
                                          const operations::Snapshot& snapshot) {
    exporters::MallMapRequest request;
    request.locales = options.locales;
    request.at = options.at.empty() ? core::now() : core::parse_instant(options.at);
    exporters::qr::SheetOptions sheet;
    const bool cards = options.layout == "card";
    sheet.layout = cards ? exporters::qr::Layout::card : exporters::qr::Layout::poster;
    sheet.per_page = static_cast<std::size_t>(options.per_page > 0 ? options.per_page
                                              : cards              ? cards_per_page
                                                                   : 1);
    sheet.map = exporters::map_of_mall(snapshot, request);
    return sheet;
}

int run_export_qr(const ExportQrOptions& options, Context& context) {
    if (context.options.format.empty() && context.options.output.empty()) {
        throw Error(Fault::usage, "export qr needs a format",
                    "name a file, as in -o posters.pdf, or one of --format svg and --format pdf");
    }
    context.allow_formats({"svg", "pdf"});
    refuse_on_terminal(context, "pdf");
    const std::string& setting = context.config().get("base-url").text;
    const std::string& given = options.base_url.empty() ? setting : options.base_url;
    if (given.empty()) {
        throw Error(Fault::usage, "export qr needs the address that shoppers reach the server at",
                    "give it as in --base-url https://guide.example, or as MALLCTL_BASE_URL");
    }
    const std::string base_url = exporters::qr::checked_base_url(given);
    const auto slugs = chosen(options, context);
    const auto snapshot = context.snapshot();
    const auto places = exporters::qr::places_of_mall(*snapshot, slugs, options.locales, base_url);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i].level)
            context.say("warning: location " + slugs[i] + " is on no level of the plan: it gets no map");
    }
    const auto document = exporters::qr::sheets(snapshot->plan, places, sheet_options(options, *snapshot));
    const auto committed = committed_at(context.session(), snapshot->mall);
    context.write_result([&](std::string_view format) {
        return format == "pdf" ? exporters::drawing::to_pdf(document, committed)
                               : exporters::drawing::to_svg(document);
    });
    return exit_done;
}

}  // namespace

Verb declare_export_qr(CLI::App& parent) {
    auto options = std::make_shared<ExportQrOptions>();
    CLI::App* app =
        parent.add_subcommand("qr", "Write posters or cards with QR codes for locations (pdf, svg)");
    app->add_option("LOCATION", options->locations, "Slugs of locations; default: all")->type_name("");
    app->add_option("--where", options->where, "Only locations of which the field is the value; repeatable")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    allow_words(app->add_option("--layout", options->layout, "poster (A4) or card (90 x 55 mm)")
                    ->type_name("NAME")
                    ->capture_default_str(),
                {"poster", "card"});
    allow_range(app->add_option("--per-page", options->per_page,
                                "How many on an A4 page, with cut marks; default: 1 poster, 10 cards")
                    ->type_name("N"),
                1, most_per_page);
    app->add_option("--base-url", options->base_url, "The address that shoppers reach the server at")
        ->type_name("URL");
    add_words(app, "--locale", options->locales, "Languages of names, most wanted first", "TAG");
    app->add_option("--at", options->at, "Leases as of this time (RFC 3339); default: now")
        ->type_name("TIME");
    app->footer(
        "Examples:\n"
        "  mallctl export qr --mall riverside --base-url https://guide.example -o posters.pdf\n"
        "  mallctl export qr info_kiosk --mall riverside --base-url https://guide.example --locale de -o "
        "kiosk.svg\n"
        "  mallctl export qr --where kind=entrance --layout card --mall riverside --base-url "
        "https://guide.example -o "
        "cards.pdf");
    return {app, [options](Context& context) { return run_export_qr(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
