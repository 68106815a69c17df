#include "importers/xlsx/headings.hpp"

#include <set>

#include "catalog/columns/cell_text.hpp"
#include "catalog/locale.hpp"
#include "core/closest.hpp"

namespace mallctl::importers::xlsx {

namespace {

// Nothing, and a finding, for a heading that the kind does not know.
Heading read_heading(const std::string& text, const catalog::Kind& kind, const core::SourcePosition& where,
                     catalog::Findings& findings) {
    if (catalog::is_only_told(kind, text)) return {};
    const auto colon = text.find(':');
    Heading heading{catalog::find_field(kind, text.substr(0, colon)), {}};
    if (colon != std::string::npos) heading.locale = text.substr(colon + 1);
    const bool names = heading.field != nullptr && heading.field->type == catalog::FieldType::names;
    const bool has_locale = colon != std::string::npos;
    if (heading.field != nullptr && (!has_locale || (names && catalog::is_locale(heading.locale))))
        return heading;
    std::string advice = core::did_you_mean(text.substr(0, colon), catalog::field_names(kind));
    if (heading.field != nullptr) {
        advice = names ? "after the colon stands a language tag, as in name:de"
                       : "\"" + heading.field->name + "\" has no languages";
    }
    findings.error("M002", where, "unknown column \"" + text + "\" of " + kind.plural, advice);
    return {};
}

}  // namespace

std::vector<Heading> read_headings(const std::vector<std::string>& cells, const catalog::Kind& kind,
                                   core::SourcePosition where, catalog::Findings& findings) {
    std::vector<Heading> headings;
    std::set<std::string> seen;
    for (const auto& cell : cells) {
        const std::string text = catalog::columns::tidy(cell);
        where.column = static_cast<int>(headings.size()) + 1;
        // A column without a heading is of the sheet's author: notes, sums.
        headings.push_back(text.empty() ? Heading{} : read_heading(text, kind, where, findings));
        if (text.empty() || seen.insert(text).second) continue;
        findings.error("M002", where, "the column \"" + text + "\" is there twice");
        headings.back() = {};
    }
    const std::string& key = kind.fields.front().name;
    if (seen.count(key) > 0) return headings;
    where.column = 1;
    findings.error("M010", where, "the column \"" + key + "\" is missing", "every row needs its key");
    return {};
}

}  // namespace mallctl::importers::xlsx
