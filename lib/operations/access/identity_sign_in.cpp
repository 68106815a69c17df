#include "operations/access/identity_sign_in.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "access/token.hpp"
#include "core/denied.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "db/access/identity_repository.hpp"
#include "operations/access/invite.hpp"
#include "operations/access/open_session.hpp"

namespace mallctl::operations {

namespace {

using Mode = db::Transaction::Mode;

// Longer than any token lives (access::JwtRules).
constexpr std::chrono::hours nonce_time{26};

std::string subject_of(const IdentityProof& proof) {
    return fmt::format("identity {} of {}", proof.subject, proof.issuer);
}

// Nothing where the proof was given before, or stands for nobody.
std::optional<SignedIn> try_sign_in(db::Session& session, const IdentityProof& proof, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    if (!db::use_nonce(transaction, access::token_digest(proof.nonce), now + nonce_time)) return std::nullopt;
    std::optional<SignedIn> signed_in;
    if (const auto identity = db::find_identity(transaction, proof.issuer, proof.subject)) {
        const auto account = db::find_account(transaction, identity->account, db::Locking::row);
        if (account && !account->disabled)
            signed_in = open_session(transaction, *account, db::SessionMethod::identity, false, now);
    }
    transaction.commit();
    return signed_in;
}

[[noreturn]] void refuse_replay() {
    throw core::DeniedError("this sign-in was taken before", "begin anew");
}

}  // namespace

SignedIn sign_in_with_identity(db::Session& session, const IdentityProof& proof, core::Instant now) {
    if (auto signed_in = try_sign_in(session, proof, now)) return *std::move(signed_in);
    note_refusal(session, proof.from, subject_of(proof), db::SessionMethod::identity, now);
    throw core::DeniedError(
        "nobody here is known by this identity",
        "accept an invitation with it, or sign in otherwise and link it with the account");
}

void require_acceptable(db::Session& session, std::string_view invitation, core::Instant now) {
    const OpenInvitation open = look_at_invitation(session, invitation, now);
    if (open.has_account) {
        throw core::DeniedError(
            "the address has an account already",
            "sign in to it, link the identity, and accept the invitation with its password");
    }
    if (open.needs_totp) {
        throw core::DeniedError(
            "the role asks for a second factor",
            "accept the invitation with a password and an authenticator, then link the identity");
    }
}

SignedIn accept_with_identity(db::Session& session, const IdentityProof& proof, std::string_view token,
                              core::Instant now) {
    require_acceptable(session, token, now);
    const std::string hash = hash_of_no_password();  // slow on purpose, and so outside of any lock
    db::Transaction transaction(session, std::nullopt, Mode::write);
    if (!db::use_nonce(transaction, access::token_digest(proof.nonce), now + nonce_time)) refuse_replay();
    const auto invitation = db::find_invitation(transaction, access::token_digest(token), now);
    if (!invitation || !invitation->mall ||
        db::find_account(transaction, invitation->login, db::Locking::none))
        throw core::DeniedError("the invitation was accepted meanwhile", "sign in");
    db::Account account;
    account.id = core::uuid_v4();
    account.login = invitation->login;
    account.password_hash = hash;
    db::insert_account(transaction, account, now);
    if (!db::insert_identity(transaction, {core::uuid_v4(), proof.issuer, proof.subject, account.id, now}))
        throw core::DeniedError("this identity is linked with another account already",
                                "sign in to that account to end the link, or accept with a password");
    db::link_user(transaction, account.id, *invitation->mall, *invitation->user, now);
    db::mark_accepted(transaction, invitation->digest, now);
    db::record_access(transaction,
                      {account.login, "accepted", "invitation by " + invitation->made_by, invitation->mall},
                      now);
    db::record_access(transaction, {account.login, "linked", subject_of(proof), std::nullopt}, now);
    SignedIn signed_in = open_session(transaction, account, db::SessionMethod::identity, false, now);
    transaction.commit();
    return signed_in;
}

}  // namespace mallctl::operations
