// Whom a request comes from, as the program believes it after checking the credential.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permission.hpp"
#include "core/clock.hpp"
#include "core/uuid.hpp"

namespace mallctl::access {

struct Grant {
    Role role = Role::shopper;
    std::optional<core::Uuid> mall;  // nothing for roles with scope platform, which are for every mall
    std::string tenant;              // its slug; empty but for roles with scope tenant
};

struct Principal {
    enum class Kind : std::uint8_t {
        nobody,   // no credential
        guest,    // an anonymous signed session
        user,     // an account: password, one-time code, or OIDC
        service,  // a bearer JWT of a trusted issuer
        key,      // an API key
    };

    Kind kind = Kind::nobody;
    std::string id;    // stable: the account's, key's or guest session's id, "iss|sub" of a JWT
    std::string name;  // as the audit log names it
    std::vector<Grant> grants;
    // Of an API key or a token: no more than these, whatever the grants say. Nothing: all of the grants.
    std::optional<std::vector<Permission>> only;
    std::optional<core::Instant> second_factor_at;  // when TOTP was last given in this session
};

// How long a second factor answers for sensitive permissions.
inline constexpr std::chrono::minutes step_up_time{10};

enum class Verdict : std::uint8_t {
    allowed,
    unknown,  // no credential: 401
    denied,   // 403
    step_up,  // allowed once the second factor is given again: 403 with its own problem type
};

// Whether the principal may do this in the mall (nothing: to the platform), to rows of `tenant`. An empty
// tenant asks whether there is any tenant for which it may: the rows are then checked one by one. A key or
// service is never asked to step up, as nobody sits there: sensitive permissions are in `only` by name.
Verdict judge(const Principal& principal, Permission permission, const std::optional<core::Uuid>& mall,
              std::string_view tenant, core::Instant now);

// The tenants of the mall for which the principal has the permission; nothing: for all rows of the mall.
std::optional<std::vector<std::string_view>> tenants_of(const Principal& principal, Permission permission,
                                                        const core::Uuid& mall);

}  // namespace mallctl::access
