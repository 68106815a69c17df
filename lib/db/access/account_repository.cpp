#include "db/access/account_repository.hpp"

#include <fmt/format.h>

#include "db/access/instants.hpp"
#include "db/transaction_impl.hpp"

namespace mallctl::db {

namespace {

constexpr const char* account_columns =
    "id, login, password_hash, coalesce(totp_secret, ''), totp_last_step, platform_admin, disabled, "
    "failures, "
    "extract(epoch from locked_until)::bigint";

Account read_account(const Rows& rows, std::size_t i) {
    Account account;
    account.id = rows.uuid(i, 0);
    account.login = rows.text(i, 1);
    account.password_hash = rows.text(i, 2);
    account.totp_secret = rows.text(i, 3);
    account.totp_last_step = rows.integer(i, 4);
    account.platform_admin = rows.flag(i, 5);
    account.disabled = rows.flag(i, 6);
    account.failures = rows.integer(i, 7);
    account.locked_until = instant_or_null(rows, i, 8);
    return account;
}

std::optional<Account> find_where(Transaction& transaction, const char* condition, const Params& params,
                                  Locking locking) {
    const Rows rows =
        transaction.impl().work.run(fmt::format("select {} from mallctl.account where {}{}", account_columns,
                                                condition, locking == Locking::row ? " for update" : ""),
                                    params);
    if (rows.empty()) return std::nullopt;
    return read_account(rows, 0);
}

void set_mall(Work& work, std::string_view mall) {
    work.run("select set_config('mallctl.mall', $1, true)", Params().add(mall));
}

}  // namespace

std::optional<Account> find_account(Transaction& transaction, std::string_view login, Locking locking) {
    return find_where(transaction, "login = $1", Params().add(login), locking);
}

std::optional<Account> find_account(Transaction& transaction, const core::Uuid& id, Locking locking) {
    return find_where(transaction, "id = $1", Params().add(id), locking);
}

std::vector<std::string> platform_admins(Transaction& transaction) {
    const Rows rows = transaction.impl().work.run(
        "select login from mallctl.account where platform_admin order by login collate \"C\"");
    std::vector<std::string> logins;
    for (std::size_t i = 0; i < rows.size(); ++i) logins.emplace_back(rows.text(i, 0));
    return logins;
}

void insert_account(Transaction& transaction, const Account& account, core::Instant now) {
    transaction.impl().work.run(
        "insert into mallctl.account (id, login, password_hash, totp_secret, totp_last_step, platform_admin, "
        "created_at) values ($1, $2, $3, nullif($4, ''), $5::bigint, $6::boolean, $7::timestamptz)",
        Params()
            .add(account.id)
            .add(account.login)
            .add(account.password_hash)
            .add(account.totp_secret)
            .add(account.totp_last_step)
            .add(account.platform_admin ? "true" : "false")
            .add(core::format_instant(now)));
}

// Only what changed is named: an update of a flag tells the servers, one of a count does not.
void update_account(Transaction& transaction, const Account& account) {
    Work& work = transaction.impl().work;
    work.run(
        "update mallctl.account set password_hash = $2, totp_secret = nullif($3, ''), "
        "totp_last_step = $4::bigint, failures = $5::int, locked_until = $6::timestamptz where id = $1",
        Params()
            .add(account.id)
            .add(account.password_hash)
            .add(account.totp_secret)
            .add(account.totp_last_step)
            .add(account.failures)
            .add(instant_text(account.locked_until)));
    work.run(
        "update mallctl.account set platform_admin = $2::boolean, disabled = $3::boolean "
        "where id = $1 and (platform_admin, disabled) is distinct from ($2::boolean, $3::boolean)",
        Params()
            .add(account.id)
            .add(account.platform_admin ? "true" : "false")
            .add(account.disabled ? "true" : "false"));
}

void put_recovery_codes(Transaction& transaction, const core::Uuid& account,
                        const std::vector<std::string>& digests) {
    Work& work = transaction.impl().work;
    work.run("delete from mallctl.recovery_code where account_id = $1", Params().add(account));
    work.run("insert into mallctl.recovery_code (account_id, digest) select $1, unnest($2::text[])",
             Params().add(account).add(texts_to_array(digests)));
}

bool use_recovery_code(Transaction& transaction, const core::Uuid& account, std::string_view digest,
                       core::Instant now) {
    return !transaction.impl()
                .work
                .run(
                    "update mallctl.recovery_code set used_at = $3::timestamptz "
                    "where account_id = $1 and digest = $2 and used_at is null returning 1",
                    Params().add(account).add(digest).add(core::format_instant(now)))
                .empty();
}

void link_user(Transaction& transaction, const core::Uuid& account, const core::Uuid& mall,
               const core::Uuid& user, core::Instant now) {
    transaction.impl().work.run(
        "insert into mallctl.account_user (mall, user_id, account_id, linked_at) "
        "values ($1, $2, $3, $4::timestamptz) "
        "on conflict (mall, user_id) do update set account_id = excluded.account_id, "
        "linked_at = excluded.linked_at",
        Params().add(mall).add(user).add(account).add(core::format_instant(now)));
}

std::vector<LinkedUser> linked_users(Transaction& transaction, const core::Uuid& account) {
    Work& work = transaction.impl().work;
    const Rows malls =
        work.run("select distinct mall::text from mallctl.account_user where account_id = $1 order by 1",
                 Params().add(account));
    std::vector<LinkedUser> users;
    for (const std::string& mall : malls.first_column()) {
        set_mall(work, mall);
        const Rows rows = work.run(
            "select u.mall_id, u.id, u.slug, u.name, u.role, coalesce(u.tenant, '') from mallctl.\"user\" u "
            "join mallctl.account_user a on a.mall = u.mall_id and a.user_id = u.id "
            "where a.account_id = $1 and u.mall_id = $2::uuid order by u.slug collate \"C\"",
            Params().add(account).add(mall));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            users.push_back({rows.uuid(i, 0), rows.uuid(i, 1), std::string(rows.text(i, 2)),
                             std::string(rows.text(i, 3)), std::string(rows.text(i, 4)),
                             std::string(rows.text(i, 5))});
        }
    }
    set_mall(work, "");
    return users;
}

std::optional<UserRow> find_user(Transaction& transaction, std::string_view slug) {
    const Rows rows = transaction.impl().work.run(
        "select u.id, u.name, u.email, u.role, coalesce(u.tenant, ''), coalesce(c.login, '') "
        "from mallctl.\"user\" u left join mallctl.account_user a on a.mall = u.mall_id and a.user_id = u.id "
        "left join mallctl.account c on c.id = a.account_id where u.mall_id = $1 and u.slug = $2",
        Params().add(mall_of(transaction)).add(slug));
    if (rows.empty()) return std::nullopt;
    return UserRow{rows.uuid(0, 0),
                   std::string(rows.text(0, 1)),
                   std::string(rows.text(0, 2)),
                   std::string(rows.text(0, 3)),
                   std::string(rows.text(0, 4)),
                   std::string(rows.text(0, 5))};
}

std::string role_of_user(Transaction& transaction, const core::Uuid& id) {
    const Rows rows =
        transaction.impl().work.run("select role from mallctl.\"user\" where mall_id = $1 and id = $2",
                                    Params().add(mall_of(transaction)).add(id));
    return rows.empty() ? std::string() : std::string(rows.text(0, 0));
}

}  // namespace mallctl::db
