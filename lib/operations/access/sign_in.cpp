#include "operations/access/sign_in.hpp"

#include <algorithm>

#include "access/password.hpp"
#include "access/recovery_codes.hpp"
#include "access/token.hpp"
#include "access/totp.hpp"
#include "core/denied.hpp"
#include "core/utf8.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "operations/access/login.hpp"
#include "operations/access/open_session.hpp"

namespace mallctl::operations {

namespace {

using db::Account;
using Mode = db::Transaction::Mode;

[[noreturn]] void refuse() {
    throw core::DeniedError("the login, the password or the code is wrong",
                            "after some failures an account waits before it takes another attempt");
}

std::chrono::seconds pause_after(std::int64_t failures) {
    constexpr std::chrono::seconds first{30};
    constexpr std::chrono::seconds longest = std::chrono::minutes{15};
    if (failures < free_attempts) return std::chrono::seconds{0};
    const auto doublings = std::min<std::int64_t>(failures - free_attempts, 10);
    return std::min(first * (std::int64_t{1} << doublings), longest);
}

// The account, when it may try: the attempt counts as failed until it has succeeded.
std::optional<Account> begin_attempt(db::Session& session, const std::string& login, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    auto account = db::find_account(transaction, login, db::Locking::row);
    if (!account || account->disabled || (account->locked_until && *account->locked_until > now))
        return std::nullopt;
    ++account->failures;
    const auto pause = pause_after(account->failures);
    if (pause.count() > 0) account->locked_until = now + pause;
    db::update_account(transaction, *account);
    transaction.commit();
    return account;
}

// Takes the second factor, which must be there where the account has one. Keeps what was used.
bool take_second_factor(db::Transaction& transaction, Account& account, std::string_view code, bool recovery,
                        core::Instant now) {
    if (const auto step = access::accept_totp(account.totp_secret, code, now, account.totp_last_step)) {
        account.totp_last_step = *step;
        return true;
    }
    const auto digest = access::recovery_digest(code);
    return recovery && digest && db::use_recovery_code(transaction, account.id, *digest, now);
}

// With the password right: the rest, under the lock of the account's row.
std::optional<SignedIn> finish(db::Session& session, const Attempt& attempt, const core::Uuid& id,
                               const std::string& new_hash, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    auto account = db::find_account(transaction, id, db::Locking::row);
    if (!account || account->disabled) return std::nullopt;
    const bool has_factor = !account->totp_secret.empty();
    if (has_factor && !take_second_factor(transaction, *account, attempt.code, true, now))
        return std::nullopt;
    account->failures = 0;
    account->locked_until.reset();
    if (!new_hash.empty()) account->password_hash = new_hash;
    db::update_account(transaction, *account);
    SignedIn signed_in = open_session(transaction, *account, db::SessionMethod::password, has_factor, now);
    transaction.commit();
    return signed_in;
}

}  // namespace

SignedIn sign_in(db::Session& session, const Attempt& attempt, core::Instant now) {
    const std::string login = normal_login(attempt.login).value_or("");
    const auto account = begin_attempt(session, login, now);
    if (!account) access::pretend_to_check(attempt.password);
    if (account && access::is_password(attempt.password, account->password_hash)) {
        const bool old = access::needs_rehash(account->password_hash);
        const std::string new_hash = old ? access::hash_password(attempt.password) : std::string();
        if (auto signed_in = finish(session, attempt, account->id, new_hash, now)) return *signed_in;
    }
    note_refusal(session, attempt.from, login.empty() ? "(no e-mail address)" : login,
                 db::SessionMethod::password, now);
    refuse();
}

void step_up(db::Session& session, std::string_view token, std::string_view code, core::Instant now) {
    const std::string digest = access::token_digest(token);
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const auto open = db::find_session(transaction, digest, now);
    if (!open) refuse();
    auto account = db::find_account(transaction, open->account, db::Locking::row);
    if (!account || account->disabled || account->totp_secret.empty() ||
        (account->locked_until && *account->locked_until > now))
        refuse();
    const bool right = take_second_factor(transaction, *account, code, false, now);
    account->failures = right ? 0 : account->failures + 1;
    const auto pause = pause_after(account->failures);
    account->locked_until = pause.count() > 0 ? std::optional(now + pause) : std::nullopt;
    db::update_account(transaction, *account);
    if (right) db::set_second_factor(transaction, digest, now);
    db::record_access(
        transaction, {account->login, right ? "stepped-up" : "step-up-refused", account->login, std::nullopt},
        now);
    transaction.commit();
    if (!right) refuse();
}

bool sign_out(db::Session& session, std::string_view token, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const std::string digest = access::token_digest(token);
    const auto open = db::find_session(transaction, digest, now);
    const bool ended = db::revoke_session(transaction, digest, now);
    const auto account =
        open && ended ? db::find_account(transaction, open->account, db::Locking::none) : std::nullopt;
    if (account)
        db::record_access(transaction, {account->login, "signed-out", account->login, std::nullopt}, now);
    transaction.commit();
    return ended;
}

std::int64_t end_sessions(db::Session& session, const core::Uuid& account, std::string_view but,
                          core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const std::string stays = but.empty() ? std::string() : access::token_digest(but);
    const std::int64_t ended = db::revoke_sessions(transaction, account, stays, now);
    if (const auto whose = db::find_account(transaction, account, db::Locking::none))
        db::record_access(transaction, {whose->login, "signed-out-everywhere", whose->login, std::nullopt},
                          now);
    transaction.commit();
    return ended;
}

}  // namespace mallctl::operations
