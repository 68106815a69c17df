#include "cli/commands/offer.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/output/offer_report.hpp"
#include "cli/refresh.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/find_mall.hpp"
#include "operations/offer_edits.hpp"
#include "operations/redeem.hpp"

namespace mallctl::cli {

namespace {

struct OfferVerbOptions {
    std::string slug;
    WriteOptions write;
};

struct RedeemVerbOptions {
    std::string slug;
    std::string id;
    std::string redeemer;
};

using OfferEdit = operations::OfferReport (*)(db::Session&, const std::string&, core::Instant,
                                              const operations::EditOptions&);

int run_edit(const char* doing, OfferEdit change, const OfferVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const auto edit = edit_options(options.write, context.mall(), context);
    auto& session = context.session();
    context.say(fmt::format("{} in mall {} of {}", doing, edit.mall, context.endpoint().label));
    auto report = change(session, options.slug, core::now(), edit);
    const auto not_built = refresh_after_commit(context, report.mall, options.write, report);
    detail_fields(context, report);
    context.say_findings(report.findings);
    context.write_result([&](std::string_view format) {
        return format == "json" ? offer_report_json(report, edit.mall)
                                : offer_report_table(report, edit.mall);
    });
    if (not_built) throw *not_built;
    return exit_done;
}

core::Uuid id_of(const RedeemVerbOptions& options) {
    if (options.id.empty()) return core::uuid_v4();
    if (const auto id = core::parse_uuid(options.id)) return *id;
    throw core::Error(core::Fault::usage, "\"" + options.id + "\" is no UUID",
                      "write it as 8-4-4-4-12 digits, or leave --id out for a new one");
}

int run_redeem(const RedeemVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const auto id = id_of(options);
    auto& session = context.session();
    const auto mall = operations::find_mall(session, context.mall());
    context.say("redeeming in mall " + mall.slug + " of " + context.endpoint().label);
    const auto redemption =
        operations::redeem(session, mall.id, options.slug, id, options.redeemer, core::now());
    if (!redemption.is_redeemed()) {
        throw core::Error(core::Fault::failed,
                          fmt::format("offer \"{}\" is not redeemed: {}", options.slug,
                                      operations::why_not(redemption, mall.time_zone)),
                          "what is live: mallctl get offer --where state=live");
    }
    context.write_result([&](std::string_view format) {
        if (format == "json") return redemption_json(redemption, mall.slug, options.slug, id);
        const bool before = redemption.outcome == operations::Redeeming::redeemed_before;
        const std::string cap = redemption.cap ? fmt::format(" of {}", *redemption.cap) : "";
        return fmt::format("offer {} {} redeemed as {} ({}{})\n", options.slug, before ? "was" : "is",
                           core::to_string(id), redemption.redeemed, cap);
    });
    return exit_done;
}

Verb declare_edit(CLI::App& offer, const char* name, const char* about, const char* doing, OfferEdit change,
                  const char* examples) {
    auto options = std::make_shared<OfferVerbOptions>();
    CLI::App* app = offer.add_subcommand(name, about);
    app->add_option("SLUG", options->slug, "The offer")->required()->type_name("");
    declare_write_options(*app, options->write);
    app->footer(examples);
    return {app,
            [options, doing, change](Context& context) { return run_edit(doing, change, *options, context); },
            in_each_mall};
}

Verb declare_redeem(CLI::App& offer) {
    auto options = std::make_shared<RedeemVerbOptions>();
    CLI::App* app = offer.add_subcommand("redeem", "Redeem a live offer once");
    app->add_option("SLUG", options->slug, "The offer")->required()->type_name("");
    app->add_option("--id", options->id,
                    "Of this redemption: the same one again changes nothing (default: a new one)")
        ->type_name("UUID");
    app->add_option("--redeemer", options->redeemer, "Who takes it, as text that is kept beside it")
        ->type_name("TEXT");
    app->footer(
        "Examples:\n"
        "  mallctl offer redeem rye_week --mall riverside\n"
        "  mallctl offer redeem rye_week --id 0b9e7a52-53a4-4f6c-9d0a-1a2f6f5b8c11 --redeemer till-3 "
        "--mall riverside");
    return {app, [options](Context& context) { return run_redeem(*options, context); }, {}};
}

}  // namespace

std::vector<Verb> declare_offer(CLI::App& root) {
    CLI::App* app = root.add_subcommand("offer", "Publish, end and redeem offers");
    app->require_subcommand(0, 1);
    app->footer("Examples:\n  mallctl offer publish lunch_for_two --mall riverside --dry-run");
    const auto no_verb = [](Context&) -> int {
        throw core::Error(core::Fault::usage, "offer needs a verb: publish, end or redeem",
                          "see: mallctl offer --help");
    };
    return {{app, no_verb, {}},
            declare_edit(*app, "publish", "Make a draft an offer that is live at its time", "publishing",
                         operations::publish_offer,
                         "Examples:\n"
                         "  mallctl offer publish lunch_for_two --mall riverside --dry-run\n"
                         "  mallctl offer publish lunch_for_two --mall riverside"),
            declare_edit(*app, "end", "End a live offer now", "ending", operations::end_offer,
                         "Examples:\n  mallctl offer end coffee_now --mall riverside"),
            declare_redeem(*app)};
}

}  // namespace mallctl::cli
