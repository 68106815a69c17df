#include "operations/audit.hpp"

#include <fmt/format.h>

#include "db/mall_repository.hpp"
#include "operations/find_mall.hpp"

namespace mallctl::operations {

namespace {

core::Diagnostic finding_of(const catalog::Mall& mall, const db::AuditBreak& broken) {
    core::Diagnostic finding;
    finding.code = "M070";
    finding.severity = core::Severity::error;
    finding.feature = fmt::format("mall {}", mall.slug);
    finding.message = broken.entry
                          ? fmt::format("the audit log of mall \"{}\" was altered: version {}, entry {}: {}",
                                        mall.slug, broken.version, *broken.entry, broken.what)
                          : fmt::format("the audit log of mall \"{}\" was altered: version {}: {}", mall.slug,
                                        broken.version, broken.what);
    finding.advice = "compare it with a backup; who can write to these tables as a superuser?";
    return finding;
}

}  // namespace

std::vector<db::AuditEntry> list_audit(db::Session& session, const std::string& mall,
                                       const db::AuditFilter& filter) {
    const auto found = find_mall(session, mall);
    db::Transaction transaction(session, found.id, db::Transaction::Mode::read);
    return db::list_audit(transaction, filter);
}

std::vector<CheckedAudit> check_audits(db::Session& session, const std::optional<std::string>& mall) {
    std::vector<catalog::Mall> malls;
    if (mall) {
        malls.push_back(find_mall(session, *mall));
    } else {
        db::Transaction look_up(session, std::nullopt, db::Transaction::Mode::read);
        malls = db::MallRepository(look_up).list();
    }
    std::vector<CheckedAudit> result;
    for (const auto& it : malls) {
        db::Transaction transaction(session, it.id, db::Transaction::Mode::read);
        CheckedAudit checked{it.slug, db::check_audit(transaction), std::nullopt};
        if (checked.check.broken) checked.finding = finding_of(it, *checked.check.broken);
        result.push_back(std::move(checked));
    }
    return result;
}

}  // namespace mallctl::operations
