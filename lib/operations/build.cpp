#include "operations/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/digest.hpp"
#include "db/artifact_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "nav/artifact/format.hpp"
#include "nav/build.hpp"
#include "nav/graph.hpp"
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

nav::BuildSettings settings_of(const catalog::Mall& mall) {
    return {mall.store_routes == "door" ? nav::StoreEnd::door : nav::StoreEnd::inside};
}

// `digest` is the plan::digest of the plan.
std::string input_of(const std::string& digest, const catalog::Mall& mall) {
    const bool ends_at_doors = settings_of(mall).store_end == nav::StoreEnd::door;
    return core::sha256_hex(
        fmt::format("nav {} {} {}", nav::format::version, ends_at_doors ? "door" : "inside", digest));
}

// What the graph of the current plan is named by; nothing without a plan.
std::optional<std::string> current_input(db::Transaction& transaction) {
    const auto header = db::PlanRepository(transaction).current_header();
    const auto mall = db::MallRepository(transaction).current();
    if (!header || !mall) return std::nullopt;
    return input_of(header->digest, *mall);
}

// True, with the report filled, where the stored graph was built from this input and can be read.
bool is_stored(db::Transaction& transaction, const std::string& input, BuildReport& report) {
    const auto stored = db::ArtifactRepository(transaction).find(kind);
    if (!stored || stored->input_sha256 != input || !readable_graph(transaction)) return false;
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

// What a build starts from.
struct Input {
    std::string digest;
    plan::Plan plan;
    nav::BuildSettings settings;
    std::vector<std::byte> previous;  // the graph that is stored; empty for none that can be read
};

// Nothing, with the report filled, where what is stored is what would be built.
std::optional<Input> read_input(db::Session& session, const catalog::Mall& mall, BuildReport& report) {
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    const auto digest = current_input(transaction);
    if (!digest) throw no_plan(mall.slug);
    if (is_stored(transaction, *digest, report)) return std::nullopt;
    auto plan = db::PlanRepository(transaction).current();
    if (!plan) throw no_plan(mall.slug);
    const auto current = db::MallRepository(transaction).current().value_or(mall);
    return Input{*digest, std::move(*plan), settings_of(current),
                 readable_graph(transaction).value_or(std::vector<std::byte>{})};
}

unsigned jobs_of(const BuildOptions& options) {
    return options.jobs > 0 ? options.jobs : std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

std::string nav_input_sha256(const plan::Plan& plan, const catalog::Mall& mall) {
    return input_of(plan::digest(plan), mall);
}

std::optional<std::vector<std::byte>> readable_graph(db::Transaction& transaction) {
    try {
        auto bytes = db::ArtifactRepository(transaction).bytes(kind);
        if (bytes) const nav::Graph opened(*bytes);
        return bytes;
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected) throw;
        return std::nullopt;
    }
}

GraphState graph_state(db::Transaction& transaction) {
    const auto input = current_input(transaction);
    if (!input) return GraphState::no_plan;
    const auto stored = db::ArtifactRepository(transaction).find(kind);
    if (!stored) return GraphState::absent;
    return stored->input_sha256 == *input ? GraphState::fresh : GraphState::stale;
}

BuildReport build_nav(db::Session& session, const std::string& mall_slug, const BuildOptions& options) {
    const auto mall = find_mall(session, mall_slug);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        BuildReport report;
        const auto input = read_input(session, mall, report);
        if (!input) return report;
        nav::BuildOptions wanted;
        wanted.settings = input->settings;
        wanted.previous = input->previous;
        wanted.jobs = jobs_of(options);
        const nav::Build built = nav::build(input->plan, wanted, report.findings);
        report.floors_built = built.levels_built;
        report.floors_reused = built.levels_reused;
        if (store(session, mall, input->digest, built.bytes, options.lock_timeout, report)) return report;
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
        BuildReport built = build_nav(session, mall_slug, {options.lock_timeout, 0});
        report.state = GraphState::fresh;
        report.rebuilt = built.rebuilt;
        report.findings = std::move(built.findings);
    } catch (const core::Error& error) {
        report.failure = error;
    }
    return report;
}

bool may_make_stale(const core::ChangeSummary& changed) {
    const auto mall = changed.by_kind.find("mall");
    if (mall != changed.by_kind.end() && mall->second.updated > 0) return true;
    for (const auto& [plan_kind, none] : plan::digests(plan::Plan{})) {
        const auto it = changed.by_kind.find(plan_kind);
        if (it != changed.by_kind.end() && it->second.any()) return true;
    }
    return false;
}

}  // namespace mallctl::operations
