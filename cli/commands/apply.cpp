#include "cli/commands/apply.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/write_report.hpp"
#include "cli/write_options.hpp"
#include "operations/apply.hpp"

namespace mallctl::cli {

namespace {

struct ApplyVerbOptions {
    std::vector<std::string> paths;
    std::string kind;
    WriteOptions write;
};

// Which mall the files are for: their own mall document, or what --mall and its kin say. Faulty files are
// reported first.
std::string named_mall(const catalog::Manifest& manifest, Context& context) {
    const std::string& named = context.config().get("mall").text;
    const bool must_ask = named.empty() && !manifest.mall && !core::has_errors(manifest.findings);
    return must_ask ? context.mall() : named;
}

void mention_plans(const std::vector<std::string>& paths, const std::string& mall, Context& context) {
    for (const auto& path : paths) {
        const auto plan = std::filesystem::path(path) / "plan";
        std::error_code ignored;
        if (std::filesystem::is_directory(plan, ignored)) {
            context.say("note: " + plan.string() + " is not applied; see: mallctl import " + plan.string() +
                        " --mall " + mall);
        }
    }
}

int run_apply(const ApplyVerbOptions& options, Context& context) {
    context.allow_formats({"table", "json"});
    const auto manifest = catalog::read_manifest({options.paths.begin(), options.paths.end()},
                                                 context.streams.in, options.kind);
    operations::ApplyOptions apply;
    apply.mall = named_mall(manifest, context);
    apply.dry_run = options.write.dry_run;
    apply.lock_timeout = lock_timeout(options.write, context);
    auto& session = context.session();
    const std::string mall = manifest.mall ? manifest.mall->slug : apply.mall;
    if (!mall.empty()) context.say("applying to mall " + mall + " of " + context.endpoint().label);
    const auto report = operations::apply(session, manifest, apply);
    mention_plans(options.paths, mall, context);
    print_write_report(context, report, mall);
    return exit_done;
}

}  // namespace

Verb declare_apply(CLI::App& root) {
    auto options = std::make_shared<ApplyVerbOptions>();
    CLI::App* app = root.add_subcommand("apply", "Make the database match a mall's files (YAML and CSV)");
    app->add_option("PATH", options->paths, "Mall directories, YAML and CSV files; - is stdin")
        ->required()
        ->type_name("");
    app->add_option("--kind", options->kind,
                    "Kind of rows that do not say theirs: mall, location, tenant, store, lease, unit")
        ->type_name("KIND");
    declare_write_options(*app, options->write);
    app->footer(
        "Examples:\n"
        "  mallctl apply samples/riverside\n"
        "  mallctl apply stores.food.csv --mall riverside --dry-run\n"
        "  mallctl get store --mall riverside --format yaml | mallctl apply - --mall riverside");
    return {app, [options](Context& context) { return run_apply(*options, context); }};
}

}  // namespace mallctl::cli
