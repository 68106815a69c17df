#include "operations/access/invite.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "access/role.hpp"
#include "access/token.hpp"
#include "core/denied.hpp"
#include "db/access/access_log.hpp"
#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "operations/access/login.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

using core::Error;
using core::Fault;
using Mode = db::Transaction::Mode;

std::string require_login(std::string_view text, const std::string& whose) {
    if (auto login = normal_login(text)) return *std::move(login);
    throw Error(Fault::rejected, fmt::format("{} has no e-mail address to be invited by", whose),
                "give the row one: mallctl set user SLUG email=ADDRESS");
}

MadeInvitation make_invitation(db::Transaction& transaction, const std::optional<core::Uuid>& mall,
                               const std::optional<core::Uuid>& user, const std::string& login,
                               const std::string& subject, core::Instant now) {
    MadeInvitation made{access::make_token(access::TokenKind::invitation), login, now + invitation_time};
    const std::string author = db::author_of(transaction);
    db::insert_invitation(transaction,
                          {access::token_digest(made.token), mall, user, login, author, made.expires}, now);
    db::record_access(transaction, {author, "invited", subject, mall}, now);
    return made;
}

std::string advice_of(const std::vector<std::string>& platform_admins) {
    if (platform_admins.empty()) return "nobody is: mallctl grant platform_admin ADDRESS makes somebody one";
    return fmt::format("those who are: {}", fmt::join(platform_admins, ", "));
}

}  // namespace

MadeInvitation invite_user(db::Session& session, std::string_view mall_slug, std::string_view slug,
                           core::Instant now) {
    const catalog::Mall mall = find_mall(session, mall_slug);
    db::Transaction transaction(session, mall.id, Mode::write);
    const auto user = db::find_user(transaction, slug);
    if (!user) {
        throw Error(Fault::failed, fmt::format("there is no user \"{}\" in mall {}", slug, mall.slug),
                    "list them: mallctl get user --mall " + mall.slug);
    }
    const std::string subject = fmt::format("user {}", slug);
    const std::string login = require_login(user->email, subject);
    MadeInvitation made = make_invitation(transaction, mall.id, user->id, login, subject, now);
    transaction.commit();
    return made;
}

std::optional<MadeInvitation> grant_platform_admin(db::Session& session, std::string_view text,
                                                   core::Instant now) {
    const auto login = normal_login(text);
    if (!login) {
        throw Error(Fault::usage, fmt::format("\"{}\" is no e-mail address", text),
                    "administrators of the platform are named by theirs");
    }
    db::Transaction transaction(session, std::nullopt, Mode::write);
    auto account = db::find_account(transaction, *login, db::Locking::row);
    std::optional<MadeInvitation> made;
    if (account && !account->totp_secret.empty()) {
        account->platform_admin = true;
        db::update_account(transaction, *account);
        db::record_access(transaction,
                          {db::author_of(transaction), "granted platform_admin", *login, std::nullopt}, now);
    } else {
        made = make_invitation(transaction, std::nullopt, std::nullopt, *login, *login, now);
    }
    transaction.commit();
    return made;
}

void revoke_platform_admin(db::Session& session, std::string_view text, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, Mode::write);
    auto account = db::find_account(transaction, normal_login(text).value_or(""), db::Locking::row);
    if (!account || !account->platform_admin) {
        throw Error(Fault::failed, fmt::format("\"{}\" is no administrator of the platform", text),
                    advice_of(db::platform_admins(transaction)));
    }
    account->platform_admin = false;
    db::update_account(transaction, *account);
    db::record_access(transaction,
                      {db::author_of(transaction), "revoked platform_admin", account->login, std::nullopt},
                      now);
    transaction.commit();
}

}  // namespace mallctl::operations
