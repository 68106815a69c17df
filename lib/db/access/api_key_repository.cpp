#include "db/access/credential_repository.hpp"
#include "db/access/instants.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

const std::string key_columns =
    "id, mall, name, permissions, made_by, extract(epoch from created_at)::bigint, "
    "extract(epoch from expires_at)::bigint, extract(epoch from revoked_at)::bigint, "
    "coalesce(last_used_on::text, '')";

ApiKey read_key(const Rows& rows, std::size_t i) {
    ApiKey key;
    key.id = rows.uuid(i, 0);
    key.mall = rows.uuid(i, 1);
    key.name = rows.text(i, 2);
    key.permissions = rows.array(i, 3);
    key.made_by = rows.text(i, 4);
    key.created = *instant_or_null(rows, i, 5);
    key.expires = instant_or_null(rows, i, 6);
    key.revoked = instant_or_null(rows, i, 7);
    key.last_used_on = rows.text(i, 8);
    return key;
}

}  // namespace

void insert_api_key(Transaction& transaction, const ApiKey& key, std::string_view digest) {
    transaction.impl().work.run(
        "insert into mallctl.api_key (id, mall, name, digest, permissions, made_by, created_at, expires_at) "
        "values ($1, $2, $3, $4, $5::text[], $6, $7::timestamptz, $8::timestamptz)",
        Params()
            .add(key.id)
            .add(key.mall)
            .add(key.name)
            .add(digest)
            .add(texts_to_array(key.permissions))
            .add(key.made_by)
            .add(core::format_instant(key.created))
            .add(instant_text(key.expires)));
}

std::optional<ApiKey> find_api_key(Transaction& transaction, std::string_view digest, core::Instant now) {
    const Rows rows =
        transaction.impl().work.run("select " + key_columns +
                                        " from mallctl.api_key where digest = $1 and revoked_at is null "
                                        "and (expires_at is null or expires_at > $2::timestamptz)",
                                    Params().add(digest).add(core::format_instant(now)));
    if (rows.empty()) return std::nullopt;
    return read_key(rows, 0);
}

std::vector<ApiKey> list_api_keys(Transaction& transaction, const core::Uuid& mall, bool revoked) {
    const Rows rows = transaction.impl().work.run(
        "select " + key_columns +
            " from mallctl.api_key where mall = $1 and ($2::boolean or revoked_at is null) "
            "order by name collate \"C\", created_at, id",
        Params().add(mall).add(revoked ? "true" : "false"));
    std::vector<ApiKey> keys;
    for (std::size_t i = 0; i < rows.size(); ++i) keys.push_back(read_key(rows, i));
    return keys;
}

void touch_api_key(Transaction& transaction, const core::Uuid& id, core::Instant now) {
    transaction.impl().work.run(
        "update mallctl.api_key set last_used_on = ($2::timestamptz at time zone 'UTC')::date "
        "where id = $1 and last_used_on is distinct from ($2::timestamptz at time zone 'UTC')::date",
        Params().add(id).add(core::format_instant(now)));
}

bool revoke_api_key(Transaction& transaction, const core::Uuid& mall, std::string_view name,
                    core::Instant now) {
    return !transaction.impl()
                .work
                .run(
                    "update mallctl.api_key set revoked_at = $3::timestamptz "
                    "where mall = $1 and name = $2 and revoked_at is null returning 1",
                    Params().add(mall).add(name).add(core::format_instant(now)))
                .empty();
}

}  // namespace mallctl::db
