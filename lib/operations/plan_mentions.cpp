#include "operations/plan_mentions.hpp"

#include "catalog/findings.hpp"
#include "operations/closed_features.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

constexpr const char* later = "it is used as soon as a plan with it is imported";

}  // namespace

void PlanMentions::add(Mentions& to, const std::string& name, const catalog::Row& row, std::size_t field) {
    if (name.empty() || to.size() >= most || to.count(name) > 0) return;
    const catalog::FieldPlace place = row.places[field];
    to[name] = {row.file, row.line + place.line, place.column == 0 ? row.column : place.column,
                row.kind->name + ' ' + row.key()};
}

std::vector<PlanMentions::Naming> PlanMentions::names_of(const catalog::Kind& kind) {
    static const std::map<std::string, Mentions PlanMentions::*> by_name = {
        {"level", &PlanMentions::levels_},     {"unit", &PlanMentions::units_},
        {"units", &PlanMentions::units_},      {"connector", &PlanMentions::connectors_},
        {"opening", &PlanMentions::openings_},
    };
    std::vector<Naming> naming;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        const auto it = by_name.find(kind.fields[i].name);
        if (it != by_name.end()) naming.push_back({i, it->second});
    }
    return naming;
}

void PlanMentions::add(const catalog::Row& row) {
    if (row.kind != kind_) {
        kind_ = row.kind;
        naming_ = names_of(*row.kind);
    }
    for (const Naming& naming : naming_) {
        if (!row.states(naming.field)) continue;
        const catalog::FieldValue& value = row.values[naming.field];
        if (const auto* text = std::get_if<std::string>(&value))
            add(this->*naming.to, *text, row, naming.field);
        const auto* texts = std::get_if<std::vector<std::string>>(&value);
        if (texts == nullptr) continue;
        for (const auto& text : *texts) add(this->*naming.to, text, row, naming.field);
    }
}

core::Diagnostics PlanMentions::check(const plan::Plan& plan, const std::vector<std::string>& files) const {
    core::Diagnostics findings;
    const auto warn = [&](const Mention& mention, const char* what, const std::string& name, bool is_none,
                          std::string advice) {
        core::Diagnostic& finding = findings.emplace_back();
        finding.code = "M011";
        finding.severity = core::Severity::warning;
        finding.message = std::string("the current plan has ") + (is_none ? "no " : "more than one ") + what +
                          " \"" + name + "\"";
        finding.advice = std::move(advice);
        finding.feature = mention.feature;
        finding.where = {mention.file < files.size() ? files[mention.file] : std::string(),
                         static_cast<int>(mention.line), static_cast<int>(mention.column)};
    };
    const plan::UnitLookup names(plan);
    for (const auto& [unit, mention] : units_) {
        const auto found = names.find(unit);
        if (found.size() == 1) continue;
        warn(mention, "unit", unit, found.empty(), found.empty() ? later : "write REF@LEVEL");
    }
    for (const auto& [level, mention] : levels_) {
        const auto found = plan::find_levels(plan, level);
        if (found.size() != 1)
            warn(mention, "level", level, found.empty(), found.empty() ? "" : "write BUILDING/LEVEL");
    }
    for (const auto& [connector, mention] : connectors_) {
        if (!has_connector(plan, connector)) warn(mention, "connector", connector, true, later);
    }
    for (const auto& [opening, mention] : openings_) {
        if (!has_opening(plan, opening)) warn(mention, "opening", opening, true, later);
    }
    catalog::sort_by_place(findings);
    return findings;
}

}  // namespace mallctl::operations
