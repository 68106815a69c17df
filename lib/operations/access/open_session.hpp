// Of lib/operations/access alone: the session that every way to sign in ends with.
#pragma once

#include "db/access/account_repository.hpp"
#include "db/access/credential_repository.hpp"
#include "operations/access/sign_in.hpp"

namespace mallctl::operations {

// A new one, whatever the browser had before, and the entry in the log.
SignedIn open_session(db::Transaction& transaction, const db::Account& account, db::SessionMethod method,
                      bool second_factor, core::Instant now);

// The entry of an attempt that failed: who (an address) could not sign in as what.
void note_refusal(db::Session& session, const std::string& from, const std::string& subject,
                  db::SessionMethod method, core::Instant now);

// A hash that no password has, for accounts that sign in otherwise.
std::string hash_of_no_password();

}  // namespace mallctl::operations
