#include "operations/build.hpp"

#include <fmt/format.h>

#include <chrono>
#include <nlohmann/json.hpp>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/artifact_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "db/plan_repository.hpp"
#include "nav/artifact_format.hpp"
#include "nav/build.hpp"
#include "operations/find_mall.hpp"
#include "plan/digest.hpp"

namespace mallctl::operations {

namespace {

constexpr const char* kind = "nav";

// As long as a writer waits by default: a build never needs to be quick.
constexpr std::chrono::seconds lock_timeout{60};

}  // namespace

std::string nav_input_of_digest(const std::string& digest) {
    return core::sha256_hex(fmt::format("nav {} {}", nav::format::version, digest));
}

std::string nav_input_sha256(const plan::Plan& plan) {
    return nav_input_of_digest(plan::digest(plan));
}

BuildReport build_nav(db::Session& session, const std::string& mall_slug) {
    db::Transaction transaction(session, find_mall(session, mall_slug).id, db::Transaction::Mode::write);
    // Two builds at once would do the work twice, and an import in between would make the result stale at
    // birth.
    transaction.lock_mall(lock_timeout);
    const auto mall = db::MallRepository(transaction).find(mall_slug);
    const auto plan = db::PlanRepository(transaction).current();
    if (!mall || !plan) {
        throw core::Error(core::Fault::failed,
                          fmt::format("the mall \"{}\" has no plan to build from", mall_slug),
                          fmt::format("import one: mallctl import SRC... --mall {}", mall_slug));
    }
    db::ArtifactRepository artifacts(transaction);
    const std::string input = nav_input_sha256(*plan);
    BuildReport report;
    if (const auto stored = artifacts.find(kind); stored && stored->input_sha256 == input) {
        report.sha256 = stored->sha256;
        report.size = stored->size;
        return report;
    }
    const std::vector<std::byte> bytes = nav::build(*plan, report.findings);
    report.rebuilt = true;
    report.sha256 = core::sha256_hex(bytes);
    report.size = static_cast<std::int64_t>(bytes.size());
    artifacts.put({kind, report.sha256, input, mall->version, report.size}, bytes);
    const nlohmann::ordered_json payload = {
        {"artifact", kind}, {"sha256", report.sha256}, {"size", report.size}};
    db::record_event(transaction, "build", payload.dump());
    transaction.commit();
    return report;
}

}  // namespace mallctl::operations
