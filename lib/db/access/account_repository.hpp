// Accounts: what somebody signs in with, and the rows of malls' users that they were invited for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct Account {
    core::Uuid id;
    std::string login;  // an e-mail address in lower case
    std::string password_hash;
    std::string totp_secret;  // base 32; empty: no second factor
    std::int64_t totp_last_step = 0;
    bool platform_admin = false;
    bool disabled = false;
    std::int64_t failures = 0;
    std::optional<core::Instant> locked_until;
};

// What an account may do in a mall: a row of its users, as it is now.
struct LinkedUser {
    core::Uuid mall;
    core::Uuid id;
    std::string slug;
    std::string name;
    std::string role;    // empty: none
    std::string tenant;  // empty: none
};

// Of a transaction without a mall. `lock`: nobody else changes the account until the transaction ends.
enum class Locking { none, row };
std::optional<Account> find_account(Transaction& transaction, std::string_view login, Locking locking);
std::optional<Account> find_account(Transaction& transaction, const core::Uuid& id, Locking locking);

// The logins of those who administer the platform, sorted.
std::vector<std::string> platform_admins(Transaction& transaction);

// Throws core::Error(rejected) where the login is taken.
void insert_account(Transaction& transaction, const Account& account, core::Instant now);

// Everything but id and login.
void update_account(Transaction& transaction, const Account& account);

// Replaces the recovery codes by those with these digests.
void put_recovery_codes(Transaction& transaction, const core::Uuid& account,
                        const std::vector<std::string>& digests);

// True once for each code.
bool use_recovery_code(Transaction& transaction, const core::Uuid& account, std::string_view digest,
                       core::Instant now);

// Links the account with the row, and takes it from any other account.
void link_user(Transaction& transaction, const core::Uuid& account, const core::Uuid& mall,
               const core::Uuid& user, core::Instant now);

// The rows that the account is linked with, in the order of malls and slugs. Looks into one mall after the
// other: leaves the transaction without a mall.
std::vector<LinkedUser> linked_users(Transaction& transaction, const core::Uuid& account);

// A row of the users of the transaction's mall. Nothing where there is none.
struct UserRow {
    core::Uuid id;
    std::string name;
    std::string email;
    std::string role;
    std::string tenant;
    std::string login;  // of the account that is linked with it; empty: none
};
std::optional<UserRow> find_user(Transaction& transaction, std::string_view slug);

// The role of a row of the transaction's mall; empty for none, and where there is no row.
std::string role_of_user(Transaction& transaction, const core::Uuid& id);

}  // namespace mallctl::db
