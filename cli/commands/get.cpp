#include "cli/commands/get.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "catalog/json_schema.hpp"
#include "cli/commands/api_key.hpp"
#include "cli/commands/get_audit.hpp"
#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/listing_writer.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "operations/json_parts.hpp"
#include "operations/listing.hpp"

namespace mallctl::cli {

namespace {

constexpr const char* schema = "schema";
constexpr const char* audit = "audit";

struct GetVerbOptions {
    operations::ListRequest request;
};

void say_rest(Context& context, const operations::Listing& listing) {
    if (!listing.rest()) return;
    context.say("there are more: go on with --after " + *listing.rest());
}

// The schema of the kind that stands where other lists have a key; without one those of all kinds, by name.
int run_schema(const std::string& name, Context& context) {
    context.allow_formats({"table", "json"});
    const catalog::Kind* wanted = name.empty() ? nullptr : catalog::find_kind(name);
    if (!name.empty() && wanted == nullptr) operations::listed_kind(name);  // says which kinds there are
    if (!name.empty() && wanted == nullptr)
        throw core::Error(core::Fault::usage, "a " + name + " is part of the plan and cannot be stated");
    context.write_result([&](std::string_view) {
        if (wanted != nullptr) return catalog::json_schema(*wanted);
        nlohmann::ordered_json all = nlohmann::ordered_json::object();
        for (const auto& kind : catalog::kinds())
            all[kind.name] = nlohmann::ordered_json::parse(catalog::json_schema(kind));
        return operations::to_text(all, 2) + "\n";
    });
    return exit_done;
}

int run_get(const GetVerbOptions& options, Context& context) {
    if (options.request.kind == schema) return run_schema(options.request.key, context);
    if (options.request.kind == audit) {
        return run_get_audit(options.request.where, options.request.limit, options.request.after, context);
    }
    if (is_api_key(options.request.kind)) {
        if (!options.request.where.empty() || !options.request.fields.empty())
            throw core::Error(core::Fault::usage, "API keys are listed whole",
                              "leave --where and --fields out");
        return run_get_api_keys(options.request.key, context);
    }
    context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    operations::ListRequest request = options.request;
    request.at = core::now();
    const std::string mall = operations::listed_kind(request.kind) == "mall" ? std::string{} : context.mall();
    ListingStyle style;
    style.all_columns = !request.fields.empty();
    style.paged = request.limit > 0;
    // Read once more for a second file: nobody holds the rows.
    std::unique_ptr<operations::Listing> listing = operations::open_listing(context.session(), request, mall);
    context.write_stream([&](std::string_view format, std::ostream& out) {
        if (!listing) listing = operations::open_listing(context.session(), request, mall);
        write_listing(*listing, format, style, out);
        say_rest(context, *listing);
        listing.reset();
    });
    return exit_done;
}

}  // namespace

Verb declare_get(CLI::App& root) {
    auto options = std::make_shared<GetVerbOptions>();
    CLI::App* app = root.add_subcommand("get", "Print rows of a kind, or one row");
    auto& request = options->request;
    app->add_option(
           "KIND", request.kind,
           fmt::format(
               "{}; apikey: the API keys; audit: the audit log; schema: the JSON Schema of rows of the kind "
               "that follows, or of all",
               fmt::join(operations::listed_kinds(), ", ")))
        ->required()
        ->type_name("");
    app->add_option("SLUG", request.key, "Only the row with this key (a unit: REF, REF@LEVEL or UUID)")
        ->type_name("");
    app->add_option("--where", request.where,
                    "Only rows of which this holds: a field and its value, with = or !=, and for numbers, "
                    "amounts, dates and times also with <, <=, > or >=; repeatable, all must hold")
        ->type_name("FIELD=VALUE")
        ->allow_extra_args(false);
    app->add_option("--fields", request.fields, "Only these fields, in this order")
        ->type_name("A,B")
        ->delimiter(',')
        ->allow_extra_args(false);
    app->add_option("--limit", request.limit, "At most this many rows")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000'000}));
    app->add_option(
           "--after", request.after,
           "Only rows behind the one with this key, entries behind this VERSION:ENTRY of the audit log")
        ->type_name("SLUG");
    app->footer(
        "Examples:\n"
        "  mallctl get mall\n"
        "  mallctl get store --mall riverside --where category=food.cafe --fields slug,name,units\n"
        "  mallctl get lease --mall riverside --format csv -o leases.csv\n"
        "  mallctl get offer --mall riverside --where state=live --where 'to<2026-12-01' --limit 100\n"
        "  mallctl get store bakery --mall riverside --format yaml\n"
        "  mallctl get audit --mall riverside --where kind=store --where since=2026-03-01\n"
        "  mallctl get apikey --mall riverside\n"
        "  mallctl get schema offer");
    return {app, [options](Context& context) { return run_get(*options, context); },
            [options] {
                const std::string& kind = options->request.kind;
                return kind == audit || is_api_key(kind) ||
                       (kind != schema && operations::listed_kind(kind) != "mall");
            }};
}

}  // namespace mallctl::cli
