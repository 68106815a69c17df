#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>

#include "cli/commands/export.hpp"
#include "cli/context.hpp"
#include "cli/each_mall.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/output_directory.hpp"
#include "core/error.hpp"
#include "exporters/manifest/mall_manifest.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;
using exporters::ManifestFormat;

ManifestFormat wanted_format(const std::string& name) {
    if (name.empty()) return ManifestFormat::as_suits;
    if (name == "yaml") return ManifestFormat::yaml;
    if (name == "csv") return ManifestFormat::csv;
    throw Error(Fault::usage, "format \"" + name + "\" is not one that this verb writes",
                "choose one of: yaml, csv; without it each kind has the one that suits it");
}

std::string wanted_output(Context& context) {
    const auto& output = context.options.output;
    if (output.size() == 1) {
        if (context.several_malls() && !Context::is_file_a_mall(output.front()))
            throw Error(Fault::usage, "each mall needs a directory of its own",
                        "write {mall} in its name, as in -o malls/{mall}");
        return context.output_path(output.front());
    }
    throw Error(Fault::usage, "export manifest needs one directory",
                "name it as in -o riverside, or write one YAML stream with -o -");
}

// What apply reads of a directory, and so would read beside the files that are written now.
bool is_manifest_file(const std::filesystem::path& path) {
    static const std::vector<std::string> extensions = {".yaml", ".yml", ".csv", ".json", ".jsonl", ".xlsx"};
    return !path.filename().string().starts_with('.') &&
           std::find(extensions.begin(), extensions.end(), path.extension()) != extensions.end();
}

int run_export_manifest(Context& context) {
    const ManifestFormat format = wanted_format(context.options.format);
    const std::string output = wanted_output(context);
    const std::string mall = context.mall();
    if (output == "-") {
        if (format == ManifestFormat::csv)
            throw Error(Fault::usage, "CSV has a file for each kind", "name a directory, as in -o riverside");
        exporters::write_mall_manifest(context.session(), mall, context.streams.out);
        return exit_done;
    }
    OutputDirectory directory(output, context.options.overwrite);
    const auto counts = exporters::write_mall_manifest(context.session(), mall, format,
                                                       [&](const std::string& name, const auto& write) {
                                                           context.progress("writing " + name);
                                                           directory.write(name, write);
                                                       });
    directory.publish(is_manifest_file);
    context.say(
        fmt::format("wrote {} rows of {} into {} files in {}", counts.rows, mall, counts.files, output));
    return exit_done;
}

}  // namespace

Verb declare_export_manifest(CLI::App& parent) {
    CLI::App* app = parent.add_subcommand(
        "manifest", "Write the whole catalog as the files that apply reads: a mall directory");
    app->footer(
        "Examples:\n"
        "  mallctl export manifest --mall riverside -o riverside\n"
        "  mallctl export manifest --mall riverside --format csv -o tables --overwrite\n"
        "  mallctl export manifest --mall all -o 'malls/{mall}'\n"
        "  mallctl export manifest --mall riverside -o - | mallctl diff -");
    return {app, [](Context& context) { return run_export_manifest(context); }, in_each_mall};
}

}  // namespace mallctl::cli
