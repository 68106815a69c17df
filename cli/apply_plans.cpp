#include "cli/apply_plans.hpp"

#include <fmt/format.h>

#include <optional>

#include "cli/context.hpp"
#include "cli/plan_folder.hpp"
#include "core/error.hpp"
#include "db/mall_repository.hpp"
#include "importers/importer.hpp"
#include "operations/findings.hpp"

namespace mallctl::cli {

namespace {

bool is_stored(db::Session& session, const std::string& mall) {
    db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
    return db::MallRepository(look_up).find(mall).has_value();
}

}  // namespace

std::vector<FolderPlan> read_plans(const std::vector<std::string>& paths, Context& context) {
    std::vector<FolderPlan> plans;
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
        importers::ImportResult read = importers::import_plan(request);
        const char* const otherwise = ", or leave it out with --no-plan";
        operations::require_sound({{}, {}, read.findings}, otherwise);
        plans.push_back({operations::prepare_plan(std::move(read.plan), {}), std::move(read.findings)});
        operations::require_sound(plans.back().prepared, otherwise);
    }
    return plans;
}

std::optional<core::Error> apply_plans(std::vector<FolderPlan> plans, const std::string& mall,
                                       const PlanOptions& options, Context& context,
                                       operations::WriteReport& report) {
    if (plans.empty()) return std::nullopt;
    auto& session = context.session();
    if (options.dry_run && !is_stored(session, mall)) {
        context.say("note: the plan is not compared: the mall is not there yet");
        return std::nullopt;
    }
    operations::ImportOptions import;
    import.mall = mall;
    import.dry_run = options.dry_run;
    import.lock_timeout = options.lock_timeout;
    for (auto& plan : plans) {
        operations::ImportReport imported;
        try {
            imported = operations::import_prepared(session, std::move(plan.prepared), import);
        } catch (const core::Error& failure) {
            if (options.dry_run) throw;
            return core::Error(
                failure.fault(),
                fmt::format("mall {} is at version {}, which stays, but its floor plan was not imported: {}",
                            mall, report.version, failure.what()),
                failure.advice().empty() ? "apply it again" : failure.advice() + "; then apply it again",
                failure.findings());
        }
        for (const auto& [kind, counts] : imported.changed.by_kind) report.changed.by_kind[kind] += counts;
        report.version = imported.version;
        for (auto& finding : operations::join_findings(plan.reading, std::move(imported.findings)))
            report.findings.push_back(std::move(finding));
    }
    return std::nullopt;
}

}  // namespace mallctl::cli
