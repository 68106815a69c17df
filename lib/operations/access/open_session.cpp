#include "operations/access/open_session.hpp"

#include <fmt/format.h>

#include "access/base64url.hpp"
#include "access/password.hpp"
#include "access/random.hpp"
#include "access/token.hpp"
#include "db/access/access_log.hpp"

namespace mallctl::operations {

namespace {

std::string details_of(db::SessionMethod method) {
    return fmt::format(R"({{"method":"{}"}})", db::to_string(method));
}

}  // namespace

SignedIn open_session(db::Transaction& transaction, const db::Account& account, db::SessionMethod method,
                      bool second_factor, core::Instant now) {
    SignedIn signed_in{access::make_token(access::TokenKind::session), now + session_time, account.id,
                       account.login, second_factor};
    db::insert_session(transaction,
                       {access::token_digest(signed_in.token), account.id, now, now, signed_in.expires,
                        second_factor ? std::optional(now) : std::nullopt, method});
    db::record_access(transaction,
                      {account.login, "signed-in", account.login, std::nullopt, details_of(method)}, now);
    return signed_in;
}

void note_refusal(db::Session& session, const std::string& from, const std::string& subject,
                  db::SessionMethod method, core::Instant now) {
    db::Transaction transaction(session, std::nullopt, db::Transaction::Mode::write);
    db::record_access(transaction, {from, "sign-in-refused", subject, std::nullopt, details_of(method)}, now);
    transaction.commit();
}

std::string hash_of_no_password() {
    return access::hash_password(access::to_base64url(access::random_bytes(32)));
}

}  // namespace mallctl::operations
