#include "plan/match_edits.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/lookup.hpp"

namespace mallctl::plan {

namespace {

std::string text_of(const std::string& value) {
    return value;
}

// "Bakery", or "de: Bäckerei, en: Bakery".
std::string text_of(const Names& names) {
    if (names.size() == 1) return names.begin()->second;
    std::string text;
    for (const auto& [locale, name] : names) {
        text += fmt::format("{}{}{}{}", text.empty() ? "" : ", ", locale, locale.empty() ? "" : ": ", name);
    }
    return text;
}

class EditMerger {
  public:
    explicit EditMerger(Plan& plan) : plan_(plan) {}

    void merge(UnitIndex index, const Unit& old, bool own_export) {
        Unit& unit = plan_.units[index];
        // The ref first: references in conflicts say it.
        merge(index, own_export, "ref", unit.ref, unit.edits.ref, old.ref, old.edits.ref);
        merge(index, own_export, "name", unit.name, unit.edits.name, old.name, old.edits.name);
        merge(index, own_export, "category", unit.category, unit.edits.category, old.category,
              old.edits.category);
    }

    std::vector<EditConflict> conflicts;

  private:
    // `source` is what the plan says now, `edit` what the person set, `base` what the plan said then.
    template <typename T>
    void merge(UnitIndex index, bool own_export, const char* field, T& source, std::optional<T>& new_base,
               const T& edit, const std::optional<T>& base) {
        if (!base) return;
        if (source == edit) {
            if (own_export) new_base = base;
            return;
        }
        if (source != *base) {
            conflicts.push_back(
                {plan_.units[index].id, "", field, text_of(*base), text_of(source), text_of(edit)});
        }
        new_base = source;
        source = edit;
        if (!conflicts.empty() && conflicts.back().reference.empty()) {
            conflicts.back().reference = unit_reference(plan_, index);
        }
    }

    Plan& plan_;
};

}  // namespace

std::vector<EditConflict> merge_edits(Plan& fresh, const Plan& old, const Pairing& pairs) {
    EditMerger merger(fresh);
    for (UnitIndex i = 0; i < fresh.units.size(); ++i) {
        const auto j = pairs.old_of(i);
        if (j && old.units[*j].edits.any()) {
            merger.merge(i, old.units[*j], pairs.means_of(i) == Means::id);
        }
    }
    return std::move(merger.conflicts);
}

core::Diagnostic to_finding(const Plan& plan, const EditConflict& conflict) {
    core::Diagnostic finding;
    finding.code = "P075";
    finding.severity = core::Severity::warning;
    finding.message = fmt::format(
        "the {} of unit {} was set to \"{}\" by hand, and the source has changed it from \"{}\" to "
        "\"{}\"; the hand edit was kept",
        conflict.field, conflict.reference, conflict.kept, conflict.base, conflict.source);
    const bool numbered = conflict.reference.find('@') != std::string::npos;
    finding.advice = fmt::format("to take over what the source says, run: mallctl set unit {}{} {}-",
                                 numbered ? "" : "id:", conflict.reference, conflict.field);
    finding.feature = conflict.reference;
    const auto unit = std::find_if(plan.units.begin(), plan.units.end(),
                                   [&](const Unit& it) { return it.id == conflict.unit; });
    if (unit != plan.units.end()) {
        finding.level = plan.levels[unit->level].short_name;
        if (!unit->geometry.empty()) finding.at = representative_point(*unit);
    }
    return finding;
}

}  // namespace mallctl::plan
