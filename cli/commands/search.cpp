#include "cli/commands/search.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/line_batch.hpp"
#include "cli/option_checks.hpp"
#include "cli/output/search_text.hpp"
#include "core/clock.hpp"
#include "core/error.hpp"
#include "operations/search_batch.hpp"

namespace mallctl::cli {

namespace {

struct SearchVerbOptions {
    std::vector<std::string> words;
    operations::SearchRequest request;
    std::string sort = "relevance";
    std::string at;
    std::string batch;
    bool require_fresh = false;
};

search::Sort sort_of(const std::string& word) {
    if (word == "distance") return search::Sort::distance;
    return word == "name" ? search::Sort::name : search::Sort::relevance;
}

operations::SearchRequest request_of(const SearchVerbOptions& options) {
    auto request = options.request;
    for (const auto& word : options.words) request.text += (request.text.empty() ? "" : " ") + word;
    request.sort = sort_of(options.sort);
    request.at = options.at.empty() ? core::now() : core::parse_instant(options.at);
    return request;
}

bool filters_anything(const operations::SearchRequest& request) {
    return !request.levels.empty() || !request.category.empty() || !request.kinds.empty() ||
           request.open_now || request.has_offer || !request.near.empty();
}

void check_query(const SearchVerbOptions& options, const operations::SearchRequest& request) {
    if (!options.batch.empty() && !options.words.empty())
        throw core::Error(core::Fault::usage, "--batch reads the queries, and QUERY is given too",
                          "leave out one of them");
    if (options.batch.empty() && options.words.empty() && !filters_anything(request))
        throw core::Error(core::Fault::usage, "it is not said what to search for",
                          "name it: mallctl search coffee; or list by a filter: mallctl search --open-now");
}

// A batch has one format, which needs not be named, and one output: its lines are read and answered once.
void allow_search_formats(const SearchVerbOptions& options, Context& context) {
    if (options.batch.empty()) {
        context.allow_formats({"table", "json", "jsonl", "csv", "yaml"});
    } else if (!context.options.format.empty() || !context.options.output.empty()) {
        context.allow_formats({"jsonl"});
    }
    if (!options.batch.empty() && context.options.output.size() > 1)
        throw core::Error(core::Fault::usage, "--batch writes to one file, and -o is given more than once",
                          "write one, and copy it");
}

int run_batch(const SearchVerbOptions& options, const operations::Snapshot& snapshot, Context& context) {
    operations::search_of(snapshot);  // without one no line has an answer
    return run_line_batch(context, options.batch, operations::longest_search,
                          [&](std::size_t number, std::string_view line) -> LineAnswer {
                              auto answer =
                                  operations::answer_search(snapshot, number, line, request_of(options));
                              return {std::move(answer.json), answer.fault};
                          });
}

bool is_filtered(const operations::SearchRequest& request) {
    return !request.levels.empty() || !request.category.empty() || !request.kinds.empty() ||
           request.open_now || request.has_offer;
}

int run_search(const SearchVerbOptions& options, Context& context) {
    allow_search_formats(options, context);
    const auto request = request_of(options);
    check_query(options, request);
    const auto snapshot = context.snapshot();
    context.warn_if_search_stale(*snapshot, options.require_fresh);
    if (!request.near.empty()) context.warn_if_stale(*snapshot, options.require_fresh);
    if (!options.batch.empty()) return run_batch(options, *snapshot, context);
    const auto answer = operations::search(*snapshot, request);
    context.write_result([&](std::string_view format) { return search_text(answer, format); });
    for (const auto& remark : search_remarks(answer, is_filtered(request))) context.say(remark);
    return exit_done;
}

void declare_filters(CLI::App& app, SearchVerbOptions& options) {
    auto& request = options.request;
    app.add_option("--level", request.levels, "Only on this level: short name or ordinal; may be repeated")
        ->type_name("LEVEL")
        ->allow_extra_args(false);
    app.add_option("--category", request.category,
                   "Only this category, or those below it: food finds food.cafe")
        ->type_name("CATEGORY");
    app.add_flag("--open-now", request.open_now, "Only what is open");
    app.add_flag("--has-offer", request.has_offer, "Only what has an offer that is live");
    allow_words(app.add_option("--kind", request.kinds,
                               "Only this kind: store, amenity, location, offer or product; may be repeated")
                    ->type_name("KIND")
                    ->allow_extra_args(false),
                {"store", "amenity", "location", "offer", "product"});
}

}  // namespace

Verb declare_search(CLI::App& root) {
    auto options = std::make_shared<SearchVerbOptions>();
    auto& request = options->request;
    CLI::App* app =
        root.add_subcommand("search", "Find stores, products, offers and amenities as people type them");
    app->add_option("QUERY", options->words, "What to search for; several words are one query")
        ->type_name("");
    app->add_option("--near", request.near, "Where you are: a place as in mallctl route")->type_name("PLACE");
    declare_filters(*app, *options);
    allow_words(app->add_option("--sort", options->sort, "relevance, distance (walking, from --near) or name")
                    ->type_name("ORDER")
                    ->capture_default_str(),
                {"relevance", "distance", "name"});
    allow_range(
        app->add_option("--limit", request.limit, "At most this many")->type_name("N")->capture_default_str(),
        1, 100000);
    app->add_flag("--explain", request.explain, "Say of each hit why it stands where it does");
    app->add_option("--at", options->at,
                    "Opening hours, offers, leases and closures at this time (RFC 3339); default: now")
        ->type_name("TIME");
    app->add_option("--batch", options->batch, "Answer a query a line of this file as JSON Lines; - is stdin")
        ->type_name("FILE");
    app->add_flag("--require-fresh", options->require_fresh,
                  "Exit 5 when the rows are newer than the search index");
    app->footer(
        "Examples:\n"
        "  mallctl search Starbuks --mall riverside\n"
        "  mallctl search cofee nera me --near north_entrance --mall riverside\n"
        "  mallctl search 'schuhe 2. stock' --explain --mall riverside\n"
        "  mallctl search --category food --open-now --near north_entrance --sort distance --mall riverside\n"
        "  printf 'starbux\\nh&m\\n' | mallctl search --batch - --mall riverside -o hits.jsonl");
    return {app, [options](Context& context) { return run_search(*options, context); }};
}

}  // namespace mallctl::cli
