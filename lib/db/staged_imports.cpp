#include "db/staged_imports.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "core/error.hpp"
#include "core/hex.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

using Json = nlohmann::json;

constexpr std::array<const char*, 8> names{"staged",   "checking", "checked", "refused",
                                           "applying", "applied",  "failed",  "expired"};
constexpr std::size_t chunk_size = std::size_t{1} << 20;
constexpr const char* columns =
    "id, state, made_by, floor(extract(epoch from created_at))::bigint, "
    "floor(extract(epoch from updated_at))::bigint, floor(extract(epoch from expires_at))::bigint, "
    "options::text, files::text, checked_version, version, report::text, failure::text";

ImportState state_named(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw core::Error(core::Fault::failed, "an import is in the unknown state " + std::string(name));
    return static_cast<ImportState>(found - names.begin());
}

core::Instant instant(std::int64_t seconds) {
    return core::Instant(std::chrono::seconds(seconds));
}

std::string states_array(const std::vector<ImportState>& states) {
    std::vector<std::string> texts;
    for (const ImportState state : states) texts.emplace_back(to_string(state));
    return texts_to_array(texts);
}

std::string files_json(const std::vector<StagedFile>& files) {
    Json json = Json::array();
    for (const StagedFile& file : files)
        json.push_back({{"name", file.name}, {"size", file.size}, {"sha256", file.sha256}});
    return json.dump();
}

std::vector<StagedFile> files_of(std::string_view text) {
    std::vector<StagedFile> files;
    for (const Json& file : Json::parse(text)) {
        files.push_back({file.at("name").get<std::string>(), file.at("size").get<std::int64_t>(),
                         file.at("sha256").get<std::string>()});
    }
    return files;
}

StagedImport import_of(const Rows& rows, std::size_t row) {
    StagedImport import;
    import.id = rows.uuid(row, 0);
    import.state = state_named(rows.text(row, 1));
    import.made_by = rows.text(row, 2);
    import.created = instant(rows.integer(row, 3));
    import.updated = instant(rows.integer(row, 4));
    import.expires = instant(rows.integer(row, 5));
    import.options = rows.text(row, 6);
    import.files = files_of(rows.text(row, 7));
    if (!rows.is_null(row, 8)) import.checked_version = rows.integer(row, 8);
    if (!rows.is_null(row, 9)) import.version = rows.integer(row, 9);
    import.report = rows.text(row, 10);
    if (!rows.is_null(row, 11)) import.failure = rows.text(row, 11);
    return import;
}

// Whether what was uploaded can still be looked at or applied.
bool keeps_bytes(ImportState state) {
    return state != ImportState::refused && state != ImportState::applied && state != ImportState::expired;
}

const std::vector<ImportState> open_states{ImportState::staged, ImportState::checking, ImportState::checked,
                                           ImportState::applying, ImportState::failed};

}  // namespace

const char* to_string(ImportState state) {
    return names.at(static_cast<std::size_t>(state));
}

// Instants are whole seconds; of two in one second the later one is listed as that.
void StagedImports::add(const StagedImport& import) {
    transaction_.impl().work.run(
        "insert into mallctl.staged_import (mall_id, id, state, made_by, created_at, updated_at, expires_at, "
        "options, files) select $1, $2, $3, $4, greatest($5::timestamptz, max(created_at) + interval '1 "
        "microsecond'), $5::timestamptz, $6::timestamptz, $7::jsonb, $8::jsonb from mallctl.staged_import "
        "where mall_id = $1",
        Params()
            .add(mall_of(transaction_))
            .add(import.id)
            .add(to_string(import.state))
            .add(import.made_by)
            .add(core::format_instant(import.created))
            .add(core::format_instant(import.expires))
            .add(import.options)
            .add(files_json(import.files)));
}

void StagedImports::add_bytes(const core::Uuid& id, std::size_t position, std::string_view bytes) {
    for (std::int64_t seq = 0; !bytes.empty(); ++seq) {
        const std::string_view chunk = bytes.substr(0, chunk_size);
        bytes.remove_prefix(chunk.size());
        transaction_.impl().work.run(
            "insert into mallctl.staged_chunk (mall_id, import_id, file, seq, bytes) values ($1, $2, "
            "$3::int, $4::int, $5::bytea)",
            Params()
                .add(mall_of(transaction_))
                .add(id)
                .add(static_cast<std::int64_t>(position))
                .add(seq)
                .add("\\x" + core::to_hex(std::as_bytes(std::span(chunk)))));
    }
}

void StagedImports::read_bytes(const core::Uuid& id, std::size_t position,
                               const std::function<void(std::string_view)>& take) {
    for (std::int64_t seq = 0;; ++seq) {
        const Rows rows = transaction_.impl().work.run(
            "select encode(bytes, 'hex') from mallctl.staged_chunk where mall_id = $1 and import_id = $2 and "
            "file = $3::int and seq = $4::int",
            Params().add(mall_of(transaction_)).add(id).add(static_cast<std::int64_t>(position)).add(seq));
        if (rows.empty()) return;
        const std::string_view text = rows.text(0, 0);
        std::vector<std::byte> bytes(text.size() / 2);
        if (!core::from_hex(text, bytes))
            throw core::Error(core::Fault::failed, "the database answered bytes in an unknown form");
        take({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
}

std::optional<StagedImport> StagedImports::find(const core::Uuid& id) {
    const Rows rows = transaction_.impl().work.run(
        std::string("select ") + columns + " from mallctl.staged_import where mall_id = $1 and id = $2",
        Params().add(mall_of(transaction_)).add(id));
    if (rows.empty()) return std::nullopt;
    return import_of(rows, 0);
}

std::vector<StagedImport> StagedImports::list(std::int64_t limit, const std::optional<core::Uuid>& after) {
    const Rows rows = transaction_.impl().work.run(
        std::string("select ") + columns +
            " from mallctl.staged_import where mall_id = $1 and ($2::uuid is null or (created_at, id) < "
            "(select created_at, id from mallctl.staged_import where mall_id = $1 and id = $2::uuid)) "
            "order by created_at desc, id desc limit $3::bigint",
        Params().add(mall_of(transaction_)).add(after).add(limit));
    std::vector<StagedImport> imports;
    for (std::size_t i = 0; i < rows.size(); ++i) imports.push_back(import_of(rows, i));
    return imports;
}

std::int64_t StagedImports::count_open() {
    return transaction_.impl()
        .work
        .run("select count(*) from mallctl.staged_import where mall_id = $1 and state = any($2::text[])",
             Params().add(mall_of(transaction_)).add(states_array(open_states)))
        .integer(0, 0);
}

bool StagedImports::move(const core::Uuid& id, const std::vector<ImportState>& from, ImportState to,
                         core::Instant now) {
    const Rows rows = transaction_.impl().work.run(
        "update mallctl.staged_import set state = $3, updated_at = $4::timestamptz where mall_id = $1 and "
        "id = $2 and state = any($5::text[]) returning 1",
        Params()
            .add(mall_of(transaction_))
            .add(id)
            .add(to_string(to))
            .add(core::format_instant(now))
            .add(states_array(from)));
    return !rows.empty();
}

void StagedImports::keep(const StagedImport& import, core::Instant now) {
    Work& work = transaction_.impl().work;
    Params params;
    params.add(mall_of(transaction_)).add(import.id).add(to_string(import.state));
    params.add(core::format_instant(now)).add(import.checked_version).add(import.version).add(import.report);
    if (import.failure.empty()) {
        params.add_null();
    } else {
        params.add(import.failure);
    }
    work.run(
        "update mallctl.staged_import set state = $3, updated_at = $4::timestamptz, checked_version = "
        "$5::bigint, version = $6::bigint, report = $7::jsonb, failure = $8::jsonb where mall_id = $1 and "
        "id = $2",
        params);
    if (keeps_bytes(import.state)) return;
    work.run("delete from mallctl.staged_chunk where mall_id = $1 and import_id = $2",
             Params().add(mall_of(transaction_)).add(import.id));
}

void StagedImports::remove(const core::Uuid& id) {
    transaction_.impl().work.run("delete from mallctl.staged_import where mall_id = $1 and id = $2",
                                 Params().add(mall_of(transaction_)).add(id));
}

std::vector<core::Uuid> StagedImports::left_behind(core::Instant untouched_since) {
    const Rows rows = transaction_.impl().work.run(
        "select id from mallctl.staged_import where mall_id = $1 and state in ('staged', 'checking', "
        "'applying') and updated_at <= $2::timestamptz order by created_at",
        Params().add(mall_of(transaction_)).add(core::format_instant(untouched_since)));
    std::vector<core::Uuid> ids;
    for (std::size_t i = 0; i < rows.size(); ++i) ids.push_back(rows.uuid(i, 0));
    return ids;
}

std::int64_t StagedImports::sweep(core::Instant now, core::Instant forget) {
    Work& work = transaction_.impl().work;
    const Rows expired = work.run(
        "with over as (update mallctl.staged_import set state = 'expired', updated_at = $2::timestamptz "
        "where mall_id = $1 and state in ('staged', 'checked', 'failed') and expires_at <= $2::timestamptz "
        "returning id), gone as (delete from mallctl.staged_chunk c using over where c.mall_id = $1 and "
        "c.import_id = over.id) select count(*) from over",
        Params().add(mall_of(transaction_)).add(core::format_instant(now)));
    const Rows forgotten = work.run(
        "with gone as (delete from mallctl.staged_import where mall_id = $1 and state in ('refused', "
        "'applied', 'expired') and updated_at <= $2::timestamptz returning 1) select count(*) from gone",
        Params().add(mall_of(transaction_)).add(core::format_instant(forget)));
    return expired.integer(0, 0) + forgotten.integer(0, 0);
}

}  // namespace mallctl::db
