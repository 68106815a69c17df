#include "cli/apply_plans.hpp"

#include <optional>

#include "cli/context.hpp"
#include "cli/plan_folder.hpp"
#include "core/error.hpp"
#include "db/mall_repository.hpp"
#include "operations/findings.hpp"

namespace mallctl::cli {

namespace {

bool is_stored(db::Session& session, const std::string& mall) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    return db::MallRepository(look_up).find(mall).has_value();
}

}  // namespace

std::vector<importers::ImportResult> read_plans(const std::vector<std::string>& paths, Context& context) {
    std::vector<importers::ImportResult> plans;
    for (const auto& path : paths) {
        const auto folder = plan_folder(path);
        if (!folder) continue;
        if (context.several_malls()) {
            throw core::Error(core::Fault::usage,
                              folder->string() + " is the floor plan of one mall, and --mall names several",
                              "leave it out with --no-plan, or name one mall");
        }
        context.progress("reading " + folder->string());
        importers::ImportRequest request;
        request.sources = {*folder};
        plans.push_back(importers::import_plan(request));
        if (!core::has_errors(plans.back().findings)) continue;
        throw core::Error(core::Fault::rejected, "the floor plan was rejected; nothing was written",
                          "mend the findings of severity error above, or leave it out with --no-plan",
                          plans.back().findings);
    }
    return plans;
}

void apply_plans(std::vector<importers::ImportResult> plans, const std::string& mall,
                 const PlanOptions& options, Context& context, operations::WriteReport& report) {
    if (plans.empty()) return;
    auto& session = context.session();
    if (options.dry_run && !is_stored(session, mall)) {
        context.say("note: the plan is not compared: the mall is not there yet");
        return;
    }
    operations::ImportOptions import;
    import.mall = mall;
    import.dry_run = options.dry_run;
    import.lock_timeout = options.lock_timeout;
    for (auto& plan : plans) {
        auto imported = operations::import_plan(session, std::move(plan.plan), import);
        for (const auto& [kind, counts] : imported.changed.by_kind) report.changed.by_kind[kind] += counts;
        report.version = imported.version;
        for (auto& finding : operations::join_findings(plan.findings, std::move(imported.findings)))
            report.findings.push_back(std::move(finding));
    }
}

}  // namespace mallctl::cli
