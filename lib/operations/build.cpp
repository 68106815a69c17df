#include "operations/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "core/digest.hpp"
#include "db/mall_repository.hpp"
#include "db/plan_repository.hpp"
#include "nav/artifact/format.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
#include "plan/digest.hpp"

namespace mallctl::operations {

namespace {

core::Error no_plan(const std::string& mall_slug) {
    return {core::Fault::failed, fmt::format("the mall \"{}\" has no plan to build from", mall_slug),
            fmt::format("import one: mallctl import SRC... --mall {}", mall_slug)};
}

nav::BuildSettings settings_of(const catalog::Mall& mall) {
    return {mall.store_routes == "door" ? nav::StoreEnd::door : nav::StoreEnd::inside};
}

// `digest` is the plan::digest of the plan.
std::string input_of(const std::string& digest, const catalog::Mall& mall) {
    const bool ends_at_doors = settings_of(mall).store_end == nav::StoreEnd::door;
    return core::sha256_hex(
        fmt::format("nav {} {} {}", nav::format::version, ends_at_doors ? "door" : "inside", digest));
}

std::optional<std::string> current_nav_input(db::Transaction& transaction) {
    const auto header = db::PlanRepository(transaction).current_header();
    const auto mall = db::MallRepository(transaction).current();
    if (!header || !mall) return std::nullopt;
    return input_of(header->digest, *mall);
}

void check_graph(std::span<const std::byte> bytes) {
    const nav::Graph opened(bytes);
}

unsigned jobs_of(const BuildOptions& options) {
    return options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

const ArtifactKind& nav_kind() {
    static const ArtifactKind kind{"nav", "navigation graph", current_nav_input, check_graph};
    return kind;
}

std::string nav_input_sha256(const plan::Plan& plan, const catalog::Mall& mall) {
    return input_of(plan::digest(plan), mall);
}

BuildReport build_nav(db::Session& session, const std::string& mall_slug, const BuildOptions& options) {
    const auto read = [&](db::Transaction& transaction, const catalog::Mall& mall) -> Builder {
        auto plan = db::PlanRepository(transaction).current();
        if (!plan) throw no_plan(mall.slug);
        return [plan = std::move(*plan), settings = settings_of(mall), jobs = jobs_of(options),
                stop = options.stop](std::span<const std::byte> previous, BuildReport& report) {
            nav::BuildOptions wanted;
            wanted.settings = settings;
            wanted.previous = previous;
            wanted.jobs = jobs;
            wanted.stop = stop;
            nav::Build built = nav::build(plan, wanted, report.findings);
            report.parts_built = built.levels_built;
            report.parts_reused = built.levels_reused;
            return std::move(built.bytes);
        };
    };
    return build_artifact(session, mall_slug, nav_kind(), read, options.lock_timeout, options.stop);
}

}  // namespace mallctl::operations
