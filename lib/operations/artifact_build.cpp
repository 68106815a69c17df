#include "operations/artifact_build.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/digest.hpp"
#include "core/error.hpp"
#include "db/work_lock.hpp"
#include "db/artifact_repository.hpp"
#include "db/mall_repository.hpp"
#include "db/outbox.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

// How often what an artifact is built from may change while it is being built.
constexpr int most_attempts = 3;

// True, with the report filled, where what is stored was built from this input and can be read.
bool is_stored(db::Transaction& transaction, const ArtifactKind& kind, const std::string& input,
               BuildReport& report) {
    const auto stored = db::ArtifactRepository(transaction).find(kind.name);
    if (!stored || stored->input_sha256 != input || !readable_bytes(transaction, kind)) return false;
    report.sha256 = stored->sha256;
    report.size = stored->size;
    return true;
}

struct Input {
    std::string digest;
    Builder build;
    ArtifactBytes previous;
};

// Nothing, with the report filled, where what is stored is what would be built.
std::optional<Input> read_input(db::Session& session, const catalog::Mall& mall, const ArtifactKind& kind,
                                const ReadInput& read, BuildReport& report) {
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::read);
    const auto digest = kind.input(transaction);
    if (digest && is_stored(transaction, kind, *digest, report)) return std::nullopt;
    const auto current = db::MallRepository(transaction).current().value_or(mall);
    Builder build = read(transaction, current);
    return Input{digest.value_or(""), std::move(build),
                 readable_bytes(transaction, kind).value_or(std::vector<std::byte>{})};
}

// False where the input is another one by now.
bool store(db::Session& session, const catalog::Mall& mall, const ArtifactKind& kind,
           const std::string& input, const std::vector<std::byte>& bytes,
           std::chrono::milliseconds lock_timeout, BuildReport& report) {
    db::Transaction transaction(session, mall.id, db::Transaction::Mode::write);
    transaction.lock_mall(lock_timeout);
    if (kind.input(transaction) != input) return false;
    if (is_stored(transaction, kind, input, report)) return true;
    report.rebuilt = true;
    report.sha256 = core::sha256_hex(bytes);
    report.size = static_cast<std::int64_t>(bytes.size());
    const auto version = db::MallRepository(transaction).find(mall.slug).value_or(mall).version;
    db::ArtifactRepository(transaction).put({kind.name, report.sha256, input, version, report.size}, bytes);
    const nlohmann::ordered_json payload = {
        {"artifact", kind.name}, {"sha256", report.sha256}, {"size", report.size}};
    db::record_event(transaction, "build", payload.dump());
    transaction.commit();
    return true;
}

}  // namespace

std::optional<std::vector<std::byte>> readable_bytes(db::Transaction& transaction, const ArtifactKind& kind) {
    try {
        auto bytes = db::ArtifactRepository(transaction).bytes(kind.name);
        if (bytes) kind.check(ArtifactBytes(*bytes).view());
        return bytes;
    } catch (const core::Error& error) {
        if (error.fault() != core::Fault::rejected) throw;
        return std::nullopt;
    }
}

ArtifactState artifact_state(db::Transaction& transaction, const ArtifactKind& kind) {
    const auto input = kind.input(transaction);
    if (!input) return ArtifactState::no_input;
    const auto stored = db::ArtifactRepository(transaction).find(kind.name);
    if (!stored) return ArtifactState::absent;
    return stored->input_sha256 == *input ? ArtifactState::fresh : ArtifactState::stale;
}

BuildReport build_artifact(db::Session& session, const std::string& mall_slug, const ArtifactKind& kind,
                           const ReadInput& read, std::chrono::milliseconds lock_timeout,
                           const std::stop_token& stop) {
    const auto mall = find_mall(session, mall_slug);
    const auto lock = db::WorkLock::take(session, mall.id, kind.name, lock_timeout);
    for (int attempt = 0; attempt < most_attempts; ++attempt) {
        BuildReport report;
        const auto input = read_input(session, mall, kind, read, report);
        if (!input) return report;
        if (stop.stop_requested()) throw core::Error(core::Fault::interrupted, "the build was stopped");
        const auto bytes = input->build(input->previous.view(), report);
        if (store(session, mall, kind, input->digest, bytes, lock_timeout, report)) return report;
    }
    throw core::Error(
        core::Fault::conflict,
        fmt::format("mall \"{}\" changed each time that its {} was being built", mall_slug, kind.title),
        fmt::format("when nobody else is changing it: mallctl build {} --mall {}", kind.name, mall_slug));
}

}  // namespace mallctl::operations
