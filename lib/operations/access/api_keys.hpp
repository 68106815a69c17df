// What programs sign in with: keys of one mall, that may do what they name and nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permission.hpp"
#include "core/clock.hpp"
#include "db/access/credential_repository.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

struct MadeApiKey {
    std::string token;  // shown once
    db::ApiKey key;
};

struct ApiKeyRequest {
    std::string mall;  // slug
    std::string name;  // a slug
    std::vector<access::Permission> permissions;
    std::optional<core::Instant> expires;  // nothing: when it is revoked
};

// Throws core::Error(failed) for an unknown mall, (rejected) for a name that is no slug or taken, no
// permission, an end that is past, and a permission that an administrator of the mall does not have.
MadeApiKey make_api_key(db::Session& session, const ApiKeyRequest& request, core::Instant now);

// Those of a mall that hold, by name; `all`: also those that ended.
std::vector<db::ApiKey> list_api_keys(db::Session& session, std::string_view mall, bool all);

// At once. Throws core::Error(failed), with the names that there are, where the mall has no such key.
void revoke_api_key(db::Session& session, std::string_view mall, std::string_view name, core::Instant now);

}  // namespace mallctl::operations
