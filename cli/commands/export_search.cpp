#include <CLI/CLI.hpp>
#include <memory>

#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "core/error.hpp"
#include "exporters/search/elasticsearch.hpp"
#include "operations/search_corpus.hpp"

namespace mallctl::cli {

namespace {

int run_export_search(const std::string& index, Context& context) {
    if (context.options.format.empty())
        throw core::Error(core::Fault::usage, "export search needs a format",
                          "say --format es-bulk for the documents, --format es-mapping for their index");
    context.allow_formats({"es-bulk", "es-mapping"});
    const std::string mall = context.mall();
    const auto corpus = operations::search_corpus(context.session(), mall);
    context.write_stream([&](std::string_view format, std::ostream& out) {
        if (format == "es-mapping") {
            out << exporters::index_mapping(corpus);
        } else {
            exporters::write_bulk(corpus, index.empty() ? mall : index, out);
        }
    });
    return exit_done;
}

}  // namespace

Verb declare_export_search(CLI::App& parent) {
    auto index = std::make_shared<std::string>();
    CLI::App* app = parent.add_subcommand("search", "Write what is searched for Elasticsearch or OpenSearch");
    app->add_option("--index", *index, "The name of the index; default: the mall's slug")->type_name("NAME");
    app->footer(
        "Examples:\n"
        "  mallctl export search --format es-mapping --mall riverside -o riverside.json\n"
        "  mallctl export search --format es-bulk --mall riverside -o riverside.ndjson\n"
        "  curl -X PUT localhost:9200/riverside -H 'Content-Type: application/json' -d @riverside.json\n"
        "  curl localhost:9200/_bulk -H 'Content-Type: application/x-ndjson' --data-binary "
        "@riverside.ndjson");
    return {app, [index](Context& context) { return run_export_search(*index, context); }, in_each_mall};
}

}  // namespace mallctl::cli
