#include "cli/apply_saved.hpp"

#include <algorithm>
#include <fstream>
#include <optional>

#include "cli/context.hpp"
#include "cli/exit_code.hpp"
#include "cli/output/catalog_changes_text.hpp"
#include "cli/output/write_report.hpp"
#include "cli/refresh.hpp"
#include "core/error.hpp"
#include "operations/change_set/apply_change_set.hpp"

namespace mallctl::cli {

namespace {

using core::Error;
using core::Fault;

void require_alone(const ApplySaved& options, Context& context) {
    if (options.paths.size() > 1) {
        throw Error(Fault::usage, "a change set is applied alone, and there are other files beside it",
                    "apply them one after the other");
    }
    if (!options.senseless.empty()) {
        const std::string& flag = options.senseless.front();
        const bool is_of_apply = flag == "--no-plan" || flag == "--rejects";  // diff has no such flag
        throw Error(Fault::usage, flag + " makes no sense with a change set, which is applied as it is",
                    is_of_apply ? "leave it out" : "leave it out, or give it to mallctl diff --save");
    }
    if (context.several_malls()) {
        throw Error(Fault::usage, "a change set is for one mall, and --mall names several",
                    "leave out --mall: the change set names its mall");
    }
}

}  // namespace

bool names_change_set(const std::vector<std::string>& paths) {
    return std::any_of(paths.begin(), paths.end(), operations::is_change_set);
}

int apply_saved(const ApplySaved& options, Context& context) {
    require_alone(options, context);
    const std::string& file = options.paths.front();
    std::ifstream in(file, std::ios::binary);
    operations::ChangeSetReader changes(in, file);
    operations::ApplyOptions apply;
    apply.mall = context.config().get("mall").text;
    apply.dry_run = options.write.dry_run;
    apply.lock_timeout = lock_timeout(options.write, context);
    apply.max_deletes = options.max_deletes;
    ChangeList list;
    if (context.options.verbose) apply.on_change = [&](const auto& change) { list.add(change); };
    auto& session = context.session();
    context.say("applying a change set to mall " + changes.header().mall + " of " + context.endpoint().label);
    auto report = operations::apply_change_set(session, changes, file, apply);
    detail_changes(context, list);
    const auto not_built = refresh_after_commit(context, report.mall, options.write, report);
    print_write_report(context, report, report.mall);
    if (not_built) throw *not_built;
    return exit_done;
}

}  // namespace mallctl::cli
