#include "cli/global_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/option_checks.hpp"

namespace mallctl::cli {

void declare_global_options(CLI::App& root, GlobalOptions& options) {
    const auto add = [&root](const char* names, auto& value, const char* what, const char* type) {
        return root.add_option(names, value, what)->type_name(type)->group("Global options");
    };
    const auto add_flag = [&root](const char* names, bool& value, const char* what) {
        root.add_flag(names, value, what)->group("Global options");
    };
    add("--config", options.config, "Read settings from FILE", "FILE");
    add("--database", options.database,
        "A PostgreSQL server in place of the private cluster; MALLCTL_DATABASE does not show in ps", "URL");
    add("--data-dir", options.data_dir, "Where the private cluster lives", "DIR");
    add("--mall", options.mall,
        "The mall's slug, or several: a,b, 'river*' or all; default: that of the enclosing mall.yaml",
        "SLUG");
    add("--format", options.format, "table, json, jsonl, csv, yaml; some verbs: geojson", "FORMAT");
    add("-o,--output", options.output,
        "Write the result to FILE; format by its extension; {mall} in it is the mall; repeatable", "FILE")
        ->allow_extra_args(false);
    add_flag("--overwrite", options.overwrite, "Allow writing into a directory that is not empty, or over a backup");
    add_flag("-q,--quiet", options.quiet, "Say nothing on stderr but errors");
    add_flag("-v,--verbose", options.verbose, "Say which settings and database are used, and the time taken");
    allow_words(add("--log-level", options.log_level,
                    "What serve logs: trace, debug, info, warn, error or off", "LEVEL"),
                {"trace", "debug", "info", "warn", "error", "off"});
    allow_words(add("--color", options.color, "Colour findings and errors: auto, always or never", "WHEN"),
                {"auto", "always", "never"});
    allow_words(add("--progress", options.progress,
                    "Tell on stderr what is being done: auto (on a terminal), always or never", "WHEN"),
                {"auto", "always", "never"});
    add_flag("--no-input", options.no_input, "Never ask a question, nor let psql ask for a password");
}

}  // namespace mallctl::cli
