#include "cli/global_options.hpp"

#include <CLI/CLI.hpp>

namespace mallctl::cli {

void declare_global_options(CLI::App& root, GlobalOptions& options) {
    const auto group = "Global options";
    const auto when = CLI::IsMember({"auto", "always", "never"});
    root.add_option("--config", options.config, "Read settings from FILE")->type_name("FILE")->group(group);
    root.add_option("--database", options.database,
                    "Use this PostgreSQL server, not the private cluster (better: MALLCTL_DATABASE, "
                    "which does not show in ps)")
        ->type_name("URL")
        ->group(group);
    root.add_option("--data-dir", options.data_dir, "Where the private cluster and the artifacts live")
        ->type_name("DIR")
        ->group(group);
    root.add_option("--mall", options.mall, "The mall's slug; default: that of the enclosing mall.yaml")
        ->type_name("SLUG")
        ->group(group);
    root.add_option("--format", options.format, "table, json, jsonl, csv, yaml; some verbs: geojson")
        ->type_name("FORMAT")
        ->group(group);
    root.add_option("-o,--output", options.output,
                    "Write the result to FILE; format by its extension; repeatable")
        ->type_name("FILE")
        ->allow_extra_args(false)
        ->group(group);
    root.add_flag("--overwrite", options.overwrite, "Allow writing into a directory that is not empty")
        ->group(group);
    root.add_flag("-q,--quiet", options.quiet, "Say nothing on stderr but errors")->group(group);
    root.add_flag("-v,--verbose", options.verbose, "Say more")->group(group);
    root.add_option("--log-level", options.log_level, "trace, debug, info, warn or error")
        ->type_name("LEVEL")
        ->check(CLI::IsMember({"trace", "debug", "info", "warn", "error"}))
        ->group(group);
    root.add_option("--color", options.color, "auto, always or never")
        ->type_name("WHEN")
        ->check(when)
        ->group(group);
    root.add_option("--progress", options.progress, "auto, always or never")
        ->type_name("WHEN")
        ->check(when)
        ->group(group);
    root.add_flag("--no-input", options.no_input, "Never ask a question")->group(group);
}

}  // namespace mallctl::cli
