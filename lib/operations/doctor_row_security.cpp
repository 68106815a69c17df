#include "operations/doctor_row_security.hpp"

#include <algorithm>

#include "catalog/fields.hpp"
#include "db/security/row_security.hpp"
#include "db/session.hpp"
#include "operations/public_rows.hpp"

namespace mallctl::operations {

namespace {

// Of the kinds that no shopper reads.
std::vector<std::string> private_tables() {
    const auto& open = public_kinds();
    std::vector<std::string> tables;
    for (const catalog::Kind& kind : catalog::kinds()) {
        const bool is_public = std::any_of(open.begin(), open.end(),
                                           [&](const PublicKind& one) { return one.name == kind.name; });
        if (!is_public && kind.name != "mall" && kind.name != "unit") tables.push_back(kind.name);
    }
    return tables;
}

void add_lines(std::vector<HealthLine>& lines, const char* code, const char* check,
               const db::SecurityCheck& result) {
    if (result.findings.empty()) lines.push_back({code, check, Health::ok, result.looked_at, ""});
    for (const db::SecurityFinding& finding : result.findings) {
        lines.push_back({code, check, Health::error, finding.object + ": " + finding.what, finding.advice});
    }
}

}  // namespace

std::vector<HealthLine> examine_row_security(const db::Endpoint& endpoint) {
    static_cast<void>(db::Session(endpoint, "mallctl doctor"));  // looks at the schema
    const db::RowSecurity found = db::check_row_security(endpoint, private_tables());
    std::vector<HealthLine> lines;
    add_lines(lines, "D010", "protection", found.tables);
    add_lines(lines, "D011", "ways around", found.ways_around);
    add_lines(lines, "D012", "other malls", found.other_malls);
    add_lines(lines, "D013", "other callers", found.other_callers);
    return lines;
}

}  // namespace mallctl::operations
