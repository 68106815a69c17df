#include "cli/commands/export.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/context.hpp"
#include "core/error.hpp"
#include "operations/history.hpp"

namespace mallctl::cli {

std::vector<Verb> declare_export(CLI::App& root) {
    CLI::App* app = root.add_subcommand(
        "export", "Write maps and posters to print, plans for other programs, and the catalog as files");
    app->require_subcommand(0, 1);
    app->footer(
        "Examples:\n"
        "  mallctl export plan --mall riverside -o riverside.svg\n"
        "  mallctl export plan --mall riverside --level G --highlight bakery -o bakery.svg\n"
        "  mallctl export qr --mall riverside --base-url https://guide.example -o posters.pdf\n"
        "  mallctl export manifest --mall riverside -o riverside\n"
        "  mallctl export search --format es-bulk --mall riverside -o riverside.ndjson");
    const auto no_verb = [](Context&) -> int {
        throw core::Error(core::Fault::usage,
                          "export needs to know what: plan, qr, manifest, search, openapi or completion",
                          "see: mallctl export --help");
    };
    return {
        {app, no_verb},
        declare_export_plan(*app),
        declare_export_qr(*app),
        declare_export_manifest(*app),
        declare_export_search(*app),
        declare_export_openapi(*app),
        declare_export_completion(*app),
        declare_export_man_page(*app),
    };
}

core::Instant committed_at(db::Session& session, const catalog::Mall& mall) {
    constexpr std::int64_t recent = 100;  // versions that others may have committed since the mall was read
    for (const auto& version : operations::list_history(session, mall.slug, recent).versions) {
        if (version.number == mall.version) return version.committed_at;
    }
    return {};
}

void refuse_on_terminal(Context& context, std::string_view format) {
    const auto& files = context.options.output;
    const bool to_stdout = files.empty() || std::find(files.begin(), files.end(), "-") != files.end();
    if (context.format() != format || !context.streams.out_is_tty || !to_stdout) return;
    throw core::Error(core::Fault::usage, std::string(format) + " is not text: it would garble the terminal",
                      "name a file with -o");
}

CLI::Option* add_words(CLI::App* app, const std::string& name, std::vector<std::string>& values,
                       const std::string& text, const std::string& type) {
    return app->add_option(name, values, text)->type_name(type)->delimiter(',')->allow_extra_args(false);
}

}  // namespace mallctl::cli
