// Whom issuers of tokens know an account as. Of transactions without a mall.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/clock.hpp"
#include "core/uuid.hpp"
#include "db/session.hpp"

namespace mallctl::db {

struct Identity {
    core::Uuid id;
    std::string issuer;
    std::string subject;
    core::Uuid account;
    core::Instant linked;
};

std::optional<Identity> find_identity(Transaction& transaction, std::string_view issuer,
                                      std::string_view subject);

// By issuer and subject.
std::vector<Identity> list_identities(Transaction& transaction, const core::Uuid& account);

// False where the subject is linked already, with whatever account: nothing is changed then.
bool insert_identity(Transaction& transaction, const Identity& identity);

// Nothing where the account has no such identity.
std::optional<Identity> delete_identity(Transaction& transaction, const core::Uuid& account,
                                        const core::Uuid& id);

// True once for each nonce, which is kept until `expires`.
bool use_nonce(Transaction& transaction, std::string_view digest, core::Instant expires);

}  // namespace mallctl::db
