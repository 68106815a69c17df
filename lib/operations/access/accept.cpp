#include <fmt/format.h>

#include "access/base64url.hpp"
#include "access/password.hpp"
#include "access/random.hpp"
#include "access/recovery_codes.hpp"
#include "access/role.hpp"
#include "access/token.hpp"
#include "access/totp.hpp"
#include "core/denied.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "operations/access/invite.hpp"

namespace mallctl::operations {

namespace {

using db::Account;
using db::Invitation;
using Mode = db::Transaction::Mode;

Invitation require_invitation(db::Transaction& transaction, std::string_view token, core::Instant now) {
    if (access::token_kind(token) == access::TokenKind::invitation) {
        if (auto found = db::find_invitation(transaction, access::token_digest(token), now)) return *found;
    }
    throw core::DeniedError("this is no invitation, or it was accepted, or it is over",
                            "ask whoever invited you for another");
}

// Nobody but who holds the token can know it, and nothing has to be kept between looking and accepting.
std::string secret_of(std::string_view token) {
    constexpr std::size_t secret_bytes = 20;
    return access::to_base32(
        access::hmac_sha256(token, "the secret of an authenticator").substr(0, secret_bytes));
}

bool role_needs_totp(db::Session& session, const Invitation& invitation) {
    if (!invitation.mall) return true;
    db::Transaction transaction(session, *invitation.mall, Mode::read);
    const auto role = access::parse_role(db::role_of_user(transaction, *invitation.user));
    return role && access::info(*role).needs_totp;
}

[[noreturn]] void refuse_password() {
    throw core::DeniedError("the password or the code is not that of the account",
                            "the address has an account already: its password and code are asked for");
}

void require_account(const Account& account, const Acceptance& acceptance) {
    if (account.disabled || !access::is_password(acceptance.password, account.password_hash))
        refuse_password();
}

// The recovery codes of a second factor that is set up now; none where it is not.
std::vector<std::string> set_up_factor(Account& account, const Acceptance& acceptance, bool needed,
                                       core::Instant now) {
    const bool has_one = !account.totp_secret.empty();
    if (!has_one && !needed && acceptance.code.empty()) return {};
    const std::string secret = has_one ? account.totp_secret : secret_of(acceptance.token);
    const auto step = access::accept_totp(secret, acceptance.code, now, account.totp_last_step);
    if (!step && has_one) refuse_password();
    if (!step) {
        throw core::DeniedError("the code is not the authenticator's",
                                "look that its clock is right, and give the code that it shows now");
    }
    account.totp_secret = secret;
    account.totp_last_step = *step;
    return has_one ? std::vector<std::string>{} : access::make_recovery_codes();
}

Account new_account(const std::string& login, const std::string& password_hash) {
    Account account;
    account.id = core::uuid_v4();
    account.login = login;
    account.password_hash = password_hash;
    return account;
}

std::vector<std::string> digests_of(const std::vector<std::string>& codes) {
    std::vector<std::string> digests;
    for (const std::string& code : codes) digests.push_back(access::recovery_digest(code).value());
    return digests;
}

}  // namespace

OpenInvitation look_at_invitation(db::Session& session, std::string_view token, core::Instant now) {
    OpenInvitation open;
    Invitation invitation;
    {
        db::Transaction transaction(session, std::nullopt, Mode::write);
        invitation = require_invitation(transaction, token, now);
        const auto account = db::find_account(transaction, invitation.login, db::Locking::none);
        open.has_account = account.has_value();
        if (!account || account->totp_secret.empty()) open.totp_secret = secret_of(token);
    }
    open.login = invitation.login;
    open.needs_totp = role_needs_totp(session, invitation);
    if (!open.totp_secret.empty()) open.totp_uri = access::totp_uri(open.totp_secret, open.login, "mallctl");
    return open;
}

Accepted accept_invitation(db::Session& session, const Acceptance& acceptance, core::Instant now) {
    const OpenInvitation open = look_at_invitation(session, acceptance.token, now);
    // Slow on purpose, and so outside of any lock.
    const std::string hash = open.has_account ? std::string() : access::hash_password(acceptance.password);
    db::Transaction transaction(session, std::nullopt, Mode::write);
    const Invitation invitation = require_invitation(transaction, acceptance.token, now);
    const auto found = db::find_account(transaction, invitation.login, db::Locking::row);
    if (found) require_account(*found, acceptance);
    Account account = found ? *found : new_account(invitation.login, hash);
    if (account.password_hash.empty()) refuse_password();  // the account went away meanwhile
    Accepted accepted{invitation.login, set_up_factor(account, acceptance, open.needs_totp, now)};
    if (!invitation.mall) account.platform_admin = true;
    if (!found) db::insert_account(transaction, account, now);
    db::update_account(transaction, account);
    if (!accepted.recovery_codes.empty())
        db::put_recovery_codes(transaction, account.id, digests_of(accepted.recovery_codes));
    if (invitation.mall) db::link_user(transaction, account.id, *invitation.mall, *invitation.user, now);
    db::mark_accepted(transaction, invitation.digest, now);
    db::record_access(transaction,
                      {account.login, "accepted", "invitation by " + invitation.made_by, invitation.mall},
                      now);
    transaction.commit();
    return accepted;
}

}  // namespace mallctl::operations
