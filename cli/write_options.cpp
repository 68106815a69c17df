#include "cli/write_options.hpp"

#include <CLI/CLI.hpp>
#include <utility>

#include "cli/context.hpp"
#include "cli/duration.hpp"

namespace mallctl::cli {

void declare_write_options(CLI::App& verb, WriteOptions& options) {
    verb.add_flag("--no-build", options.leaves_build,
                  "Leave a graph or search index that is out of date to mallctl build");
    verb.add_flag("--dry-run", options.dry_run, "Do everything, report it, then roll it back");
    verb.add_option("--lock-timeout", options.lock_timeout,
                    "How long to wait for another writer of this mall (default: 60s)")
        ->type_name("TIME");
}

std::chrono::milliseconds lock_timeout(const WriteOptions& options, Context& context) {
    if (!options.lock_timeout.empty()) return parse_duration(options.lock_timeout, "--lock-timeout");
    const config::Value& setting = context.config().get("lock-timeout");
    return parse_duration(setting.text, setting.source + ": lock-timeout");
}

operations::EditOptions edit_options(const WriteOptions& options, std::string mall, Context& context) {
    operations::EditOptions edit;
    edit.mall = std::move(mall);
    edit.dry_run = options.dry_run;
    edit.lock_timeout = lock_timeout(options, context);
    return edit;
}

}  // namespace mallctl::cli
