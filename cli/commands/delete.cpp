#include "cli/commands/delete.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "catalog/fields.hpp"
#include "cli/commands/api_key.hpp"
#include "cli/confirm.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/edit_report.hpp"
#include "cli/refresh.hpp"
#include "cli/row_words.hpp"
#include "cli/write_options.hpp"
#include "core/error.hpp"
#include "operations/catalog_edit.hpp"
#include "operations/edit_rows.hpp"
#include "operations/matching_slugs.hpp"

namespace mallctl::cli {

namespace {

struct DeleteVerbOptions {
    std::string kind;
    std::vector<std::string> slugs;
    std::vector<std::string> where;
    bool yes = false;
    WriteOptions write;
};

// The slugs named, or those of the rows for which --where holds.
std::vector<std::string> slugs_of(const DeleteVerbOptions& options, const std::string& kind,
                                  const std::string& mall, Context& context) {
    if (options.slugs.empty() == options.where.empty()) {
        throw core::Error(core::Fault::usage,
                          options.where.empty() ? "it is not said which " + kind + " is to be deleted"
                                                : "slugs and --where are two ways to say what goes",
                          "name them: mallctl delete " + kind + " SLUG..., or say --where FIELD=VALUE");
    }
    if (options.where.empty()) return options.slugs;
    return operations::matching_slugs(context.session(), mall, kind, options.where);
}

// Shows what would go, and asks whether it may.
void ask_first(const std::string& kind, const std::vector<std::string>& slugs, operations::EditOptions edit,
               Context& context) {
    edit.dry_run = true;
    operations::delete_rows(context.session(), kind, slugs, edit);
    constexpr std::size_t most_named = 10;
    std::string named;
    for (std::size_t i = 0; i < std::min(slugs.size(), most_named); ++i)
        named += (i > 0 ? ", " : "") + slugs[i];
    if (slugs.size() > most_named) named += fmt::format(" and {} more", slugs.size() - most_named);
    const catalog::Kind& declared = operations::editable_kind(kind);
    const auto question = fmt::format("delete {} {} of {}: {}?", slugs.size(),
                                      slugs.size() == 1 ? declared.name : declared.plural, edit.mall, named);
    if (ask(context, question)) return;
    throw core::Error(core::Fault::failed, "not confirmed; nothing was changed");
}

int run_delete(const DeleteVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    if (is_api_key(options.kind)) {
        if (options.write.dry_run || !options.where.empty())
            throw core::Error(core::Fault::usage, "API keys are ended by their names",
                              "name them, and --yes");
        return run_delete_api_keys(options.slugs, options.yes, context);
    }
    const std::string kind = operations::editable_kind(options.kind).name;
    const auto edit = edit_options(options.write, context.mall(), context);
    const bool sure = options.yes || options.write.dry_run;
    require_answer(context, sure);
    const auto slugs = slugs_of(options, kind, edit.mall, context);
    auto& session = context.session();
    context.say("deleting in mall " + edit.mall + " of " + context.endpoint().label);
    if (!sure && !slugs.empty()) ask_first(kind, slugs, edit, context);
    auto report = operations::delete_rows(session, kind, slugs, edit);
    const auto not_built = refresh_after_commit(context, report.mall, options.write, report);
    print_edit_report(context, report, edit.mall);
    if (not_built) throw *not_built;
    return exit_done;
}

}  // namespace

Verb declare_delete(CLI::App& root) {
    auto options = std::make_shared<DeleteVerbOptions>();
    CLI::App* app = root.add_subcommand("delete", "Delete rows of a kind by hand");
    app->add_option("KIND", options->kind, edited_kinds() + ", apikey")->required()->type_name("");
    app->add_option("SLUG", options->slugs, "The rows to delete")->type_name("");
    app->add_option("--where", options->where, "Delete the rows of which this holds, as for get; repeatable")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    app->add_flag("--yes", options->yes, "Do not ask");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl delete lease lease-0001 lease-0002 --mall riverside --dry-run\n"
        "  mallctl delete lease --where tenant=zangolind --mall riverside --dry-run\n"
        "  mallctl delete apikey counters --yes --mall riverside");
    return {app, [options](Context& context) { return run_delete(*options, context); }, in_each_mall};
}

}  // namespace mallctl::cli
