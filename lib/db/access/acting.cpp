#include "db/access/acting.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "db/session_impl.hpp"

namespace mallctl::db {

namespace {

std::string_view kind_name(access::Principal::Kind kind) {
    switch (kind) {
        case access::Principal::Kind::nobody:
            return "nobody";
        case access::Principal::Kind::guest:
            return "guest";
        case access::Principal::Kind::user:
            return "user";
        case access::Principal::Kind::service:
            return "service";
        case access::Principal::Kind::key:
            break;
    }
    return "key";
}

void append(std::string& list, std::string_view word) {
    if (!list.empty()) list += ',';
    list += word;
}

}  // namespace

ActingFor acting_for(const access::Principal& principal, const std::optional<core::Uuid>& mall,
                     core::Instant now) {
    ActingFor acting;
    acting.principal = fmt::format("{}:{}", kind_name(principal.kind), principal.id);
    acting.author = principal.name.empty() ? acting.principal : principal.name;
    for (const access::PermissionInfo& known : access::permissions()) {
        if (access::judge(principal, known.permission, mall, "", now) != access::Verdict::allowed) continue;
        const auto tenants = mall ? access::tenants_of(principal, known.permission, *mall) : std::nullopt;
        if (!tenants || known.anybody) append(acting.permissions, known.name);
        if (!tenants) continue;
        for (const std::string_view tenant : *tenants)
            append(acting.tenants, fmt::format("{}:{}", known.name, tenant));
    }
    return acting;
}

Acting::Acting(Session& session, const access::Principal& principal, const std::optional<core::Uuid>& mall)
    : session_(session) {
    auto& acting = session_.impl().acting;
    if (acting) throw std::logic_error("the session acts for somebody already");
    acting = acting_for(principal, mall, core::now());
}

Acting::~Acting() {
    session_.impl().acting.reset();
}

}  // namespace mallctl::db
