#include "importers/xlsx/headings.hpp"

#include <set>

#include "catalog/columns/cell_text.hpp"

namespace mallctl::importers::xlsx {

std::vector<catalog::Heading> read_headings(const std::vector<std::string>& cells, const catalog::Kind& kind,
                                            core::SourcePosition where, catalog::Findings& findings) {
    std::vector<catalog::Heading> headings;
    std::set<std::string> seen;
    for (const auto& cell : cells) {
        const std::string text = catalog::columns::tidy(cell);
        where.column = static_cast<int>(headings.size()) + 1;
        // A column without a heading is of the sheet's author: notes, sums.
        headings.push_back(text.empty() ? catalog::Heading{}
                                        : catalog::read_heading(kind, text, where, findings));
        if (text.empty() || seen.insert(text).second) continue;
        findings.error("M002", where, "the column \"" + text + "\" is there twice");
        headings.back() = {};
    }
    const std::string& key = kind.fields.front().name;
    if (seen.count(key) > 0) return headings;
    where.column = 1;
    findings.error("M010", where, "there is no column \"" + key + "\"", "every row needs its key");
    return {};
}

}  // namespace mallctl::importers::xlsx
