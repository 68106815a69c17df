#include "operations/build.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/digest.hpp"
#include "db/artifact_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "nav/artifact/format.hpp"
#include "nav/build.hpp"
#include "operations/find_mall.hpp"
#include "plan/digest.hpp"

namespace mallctl::operations {

namespace {

constexpr const char* kind = "nav";

// How often a plan may change while its graph is being built.
constexpr int most_attempts = 3;

core::Error no_plan(const std::string& mall_slug) {
    return {core::Fault::failed, fmt::format("the mall \"{}\" has no plan to build from", mall_slug),
            fmt::format("import one: mallctl import SRC... --mall {}", mall_slug)};
}

// What the graph of the current plan is named by; nothing without a plan.
std::optional<std::string> current_input(db::Transaction& transaction) {
    const auto header = db::PlanRepository(transaction).current_header();
    if (!header) return std::nullopt;
    return nav_input_of_digest(header->digest);
}

// True, with the report filled, where the stored graph was built from this input.
bool is_stored(db::Transaction& transaction, const std::string& input, BuildReport& report) {
    const auto stored = db::ArtifactRepository(transaction).find(kind);
    if (!stored || stored->input_sha256 != input) return false;
    report.sha256 = stored->sha256;
    report.size = stored->size;
    return true;
}

// False where the plan is another one by now.
bool store(db::Session& session, const catalog::Mall& mall, const std::string& input,
           const std::vector<std::byte>& bytes, std::chrono::milliseconds lock_timeout, BuildReport& report) {
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
    transaction.lock_mall(lock_timeout);
    if (current_input(transaction) != input) return false;
    if (is_stored(transaction, input, report)) return true;
    report.rebuilt = true;
    report.sha256 = core::sha256_hex(bytes);
    report.size = static_cast<std::int64_t>(bytes.size());
    const auto version = db::MallRepository(transaction).find(mall.slug).value_or(mall).version;
    db::ArtifactRepository(transaction).put({kind, report.sha256, input, version, report.size}, bytes);
    const nlohmann::ordered_json payload = {
        {"artifact", kind}, {"sha256", report.sha256}, {"size", report.size}};
    db::record_event(transaction, "build", payload.dump());
    transaction.commit();
    return true;
}

}  // namespace

std::string nav_input_of_digest(const std::string& digest) {
    return core::sha256_hex(fmt::format("nav {} {}", nav::format::version, digest));
}

std::string nav_input_sha256(const plan::Plan& plan) {
    return nav_input_of_digest(plan::digest(plan));
}

GraphState graph_state(db::Transaction& transaction) {
    const auto input = current_input(transaction);
    if (!input) return GraphState::no_plan;
    const auto stored = db::ArtifactRepository(transaction).find(kind);
    if (!stored) return GraphState::absent;
    return stored->input_sha256 == *input ? GraphState::fresh : GraphState::stale;
}

BuildReport build_nav(db::Session& session, const std::string& mall_slug,
                      std::chrono::milliseconds lock_timeout) {
    const auto mall = find_mall(session, mall_slug);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        BuildReport report;
        std::string input;
        std::optional<plan::Plan> plan;
        {
            db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
            const auto current = current_input(transaction);
            if (!current) throw no_plan(mall_slug);
            input = *current;
            if (is_stored(transaction, input, report)) return report;
            plan = db::PlanRepository(transaction).current();
        }
        if (!plan) throw no_plan(mall_slug);
        const std::vector<std::byte> bytes = nav::build(*plan, report.findings);
        if (store(session, mall, input, bytes, lock_timeout, report)) return report;
    }
    throw core::Error(
        core::Fault::conflict,
        fmt::format("the plan of mall \"{}\" changed each time that its graph was being built", mall_slug),
        fmt::format("when nobody else is changing it: mallctl build nav --mall {}", mall_slug));
}

RefreshReport refresh_artifacts(db::Session& session, const std::string& mall_slug,
                                const RefreshOptions& options) {
    RefreshReport report;
    {
        const auto mall = find_mall(session, mall_slug);
        db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
        report.state = graph_state(transaction);
    }
    const bool is_wanted =
        report.state == GraphState::stale || (report.state == GraphState::absent && options.first);
    if (!options.build || !is_wanted) return report;
    if (options.on_build) options.on_build();
    try {
        BuildReport built = build_nav(session, mall_slug, options.lock_timeout);
        report.state = GraphState::fresh;
        report.rebuilt = built.rebuilt;
        report.findings = std::move(built.findings);
    } catch (const core::Error& error) {
        report.failure = error;
    }
    return report;
}

bool changes_plan(const core::ChangeSummary& changed) {
    for (const auto& [plan_kind, none] : plan::digests(plan::Plan{})) {
        const auto it = changed.by_kind.find(plan_kind);
        if (it != changed.by_kind.end() && it->second.any()) return true;
    }
    return false;
}

}  // namespace mallctl::operations
