#include "cli/commands/get.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/get_audit.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/listing_text.hpp"
#include "core/error.hpp"
#include "operations/listing.hpp"

namespace mallctl::cli {

namespace {

struct GetVerbOptions {
    std::string kind;
    std::string key;
    std::vector<std::string> where;
    std::vector<std::string> fields;
    std::int64_t limit = 0;
    std::string after;
};

void keep_matching(operations::Listing& listing, const std::string& condition) {
    const auto equals = condition.find('=');
    if (equals == std::string::npos) {
        throw core::Error(core::Fault::usage, "\"" + condition + "\" is not a condition",
                          "write --where FIELD=VALUE, as in --where tenant=acme");
    }
    operations::keep_where(listing, condition.substr(0, equals), condition.substr(equals + 1));
}

int run_get(const GetVerbOptions& options, Context& context) {
    if (options.kind == "audit") return run_get_audit(options.where, options.limit, options.after, context);
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    const std::string kind = operations::listed_kind(options.kind);
    const std::string mall = kind == "mall" ? std::string{} : context.mall();
    auto listing = operations::list_rows(context.session(), kind, mall);
    if (!options.key.empty()) operations::keep_key(listing, options.key);
    for (const auto& condition : options.where) keep_matching(listing, condition);
    if (!options.fields.empty()) operations::keep_fields(listing, options.fields);
    const bool single = !options.key.empty() && listing.rows.size() == 1;
    context.write_result([&](std::string_view format) {
        return listing_text(listing, format, single, !options.fields.empty());
    });
    return exit_done;
}

}  // namespace

Verb declare_get(CLI::App& root) {
    auto options = std::make_shared<GetVerbOptions>();
    CLI::App* app = root.add_subcommand("get", "Print rows of a kind, or one row");
    app->add_option("KIND", options->kind,
                    "mall, location, tenant, store, lease, level or unit; audit: the audit log")
        ->required()
        ->type_name("");
    app->add_option("SLUG", options->key, "Only the row with this key (a unit: REF, REF@LEVEL or UUID)")
        ->type_name("");
    app->add_option("--where", options->where,
                    "Only rows of which the field is the value; repeatable, all must hold")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    app->add_option("--fields", options->fields, "Only these fields, in this order")
        ->type_name("A,B")
        ->delimiter(',')
        ->allow_extra_args(false);
    app->add_option("--limit", options->limit, "Of the audit log: at most this many entries")->type_name("N");
    app->add_option("--after", options->after, "Of the audit log: only what follows this entry")
        ->type_name("VERSION:ENTRY");
    app->footer(
        "Examples:\n"
        "  mallctl get mall\n"
        "  mallctl get store --mall riverside --where category=food.cafe --fields slug,name,units\n"
        "  mallctl get lease --mall riverside --format csv -o leases.csv\n"
        "  mallctl get audit --mall riverside --where kind=store --where since=2026-03-01\n"
        "  mallctl get store bakery --mall riverside --format yaml");
    return {
        app, [options](Context& context) { return run_get(*options, context); },
        [options] { return options->kind == "audit" || operations::listed_kind(options->kind) != "mall"; }};
}

}  // namespace mallctl::cli
