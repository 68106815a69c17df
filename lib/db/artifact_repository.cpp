#include "db/artifact_repository.hpp"

#include "core/clock.hpp"
#include "core/digest.hpp"
#include "core/error.hpp"
#include "core/hex.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

using core::Error;
using core::Fault;

namespace {

// PostgreSQL's hexadecimal form of bytea.
constexpr std::string_view hex_prefix = "\\x";

std::vector<std::byte> from_bytea(std::string_view text) {
    if (text.starts_with(hex_prefix)) {
        text.remove_prefix(hex_prefix.size());
        std::vector<std::byte> bytes(text.size() / 2);
        if (core::from_hex(text, bytes)) return bytes;
    }
    throw Error(Fault::failed, "the database answered bytes in an unknown form", "set bytea_output to hex");
}

}  // namespace

std::optional<ArtifactInfo> ArtifactRepository::find(std::string_view kind) {
    const Rows rows = transaction_.impl().work.run(
        "select kind, sha256, input_sha256, version, octet_length(bytes) from mallctl.artifact "
        "where mall_id = $1 and kind = $2",
        Params().add(mall_of(transaction_)).add(kind));
    if (rows.empty()) return std::nullopt;
    return ArtifactInfo{std::string(rows.text(0, 0)), std::string(rows.text(0, 1)),
                        std::string(rows.text(0, 2)), rows.integer(0, 3), rows.integer(0, 4)};
}

std::optional<std::vector<std::byte>> ArtifactRepository::bytes(std::string_view kind) {
    const Rows rows = transaction_.impl().work.run(
        "select bytes, sha256 from mallctl.artifact where mall_id = $1 and kind = $2",
        Params().add(mall_of(transaction_)).add(kind));
    if (rows.empty()) return std::nullopt;
    std::vector<std::byte> bytes = from_bytea(rows.text(0, 0));
    if (core::sha256_hex(bytes) != rows.text(0, 1)) {
        throw Error(Fault::rejected,
                    "the stored " + std::string(kind) + " artifact is damaged: its SHA-256 differs",
                    "run: mallctl build " + std::string(kind));
    }
    return bytes;
}

void ArtifactRepository::put(const ArtifactInfo& info, std::span<const std::byte> bytes) {
    transaction_.impl().work.run(
        "insert into mallctl.artifact (mall_id, kind, version, sha256, input_sha256, bytes, built_at) "
        "values ($1, $2, $3::bigint, $4, $5, $6::bytea, $7::timestamptz) "
        "on conflict (mall_id, kind) do update set version = excluded.version, sha256 = excluded.sha256, "
        "input_sha256 = excluded.input_sha256, bytes = excluded.bytes, built_at = excluded.built_at",
        Params()
            .add(mall_of(transaction_))
            .add(info.kind)
            .add(info.version)
            .add(info.sha256)
            .add(info.input_sha256)
            .add(std::string(hex_prefix) + core::to_hex(bytes))
            .add(core::format_instant(core::now())));
}

}  // namespace mallctl::db
