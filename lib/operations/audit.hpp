// The audit log of a mall: listed, and checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/diagnostic.hpp"
#include "db/audit_check.hpp"
#include "db/audit_listing.hpp"
#include "db/session.hpp"

namespace mallctl::operations {

// The entries of the mall with this slug that hold for `filter`, newest version first. Throws
// core::Error(failed) for an unknown mall.
std::vector<db::AuditEntry> list_audit(db::Session& session, const std::string& mall,
                                       const db::AuditFilter& filter);

struct CheckedAudit {
    std::string mall;  // slug
    db::AuditCheck check;
    std::optional<core::Diagnostic> finding;  // M070, where the log is not what was sealed
};

// The log of the mall with this slug, or of every mall. Throws core::Error(failed) for an unknown mall.
std::vector<CheckedAudit> check_audits(db::Session& session, const std::optional<std::string>& mall);

}  // namespace mallctl::operations
