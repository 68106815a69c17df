#include "operations/unit_edits.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "catalog/findings.hpp"
#include "catalog/merge.hpp"
#include "core/closest.hpp"
#include "plan/categories.hpp"
#include "plan/edit.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using catalog::RowOrigin;
using catalog::UnitEdit;
using plan::UnitIndex;

core::Diagnostic make(const char* code, core::Severity severity, const RowOrigin& origin, std::string message,
                      std::string advice) {
    core::Diagnostic finding;
    finding.code = code;
    finding.severity = severity;
    finding.message = std::move(message);
    finding.advice = std::move(advice);
    finding.feature = "unit " + origin.slug;
    finding.where = origin.where;
    return finding;
}

// Units by what rows may call them. plan::find_units looks at every unit for one name; a file names many.
class Names {
  public:
    explicit Names(const plan::Plan& plan) : plan_(plan) {
        for (UnitIndex i = 0; i < plan.units.size(); ++i) {
            const auto& unit = plan.units[i];
            ids_[core::to_string(unit.id)].push_back(i);
            if (!unit.source_id.empty()) source_ids_[unit.source_id].push_back(i);
            add(refs_, unit.ref, i);
            if (unit.edits.ref) add(source_refs_, *unit.edits.ref, i);
        }
    }

    std::vector<UnitIndex> find(const std::string& text) const {
        if (core::parse_uuid(text)) {
            const auto found = at(ids_, core::to_string(*core::parse_uuid(text)));
            return found.empty() ? at(source_ids_, text) : found;
        }
        const auto found = on_level(refs_, text);
        return found.empty() ? on_level(source_refs_, text) : found;
    }

  private:
    using Index = std::map<std::string, std::vector<UnitIndex>>;

    static void add(Index& index, const std::string& ref, UnitIndex unit) {
        if (!ref.empty()) index[ref].push_back(unit);
    }

    static std::vector<UnitIndex> at(const Index& index, const std::string& name) {
        const auto it = index.find(name);
        return it == index.end() ? std::vector<UnitIndex>{} : it->second;
    }

    // As plan::find_units: a bare REF on any level.
    std::vector<UnitIndex> on_level(const Index& index, const std::string& text) const {
        const auto separator = text.rfind('@');
        if (separator == std::string::npos) return at(index, text);
        const auto levels = plan::find_levels(plan_, text.substr(separator + 1));
        auto found = at(index, text.substr(0, separator));
        std::erase_if(found, [&](UnitIndex unit) {
            return std::find(levels.begin(), levels.end(), plan_.units[unit].level) == levels.end();
        });
        return found;
    }

    const plan::Plan& plan_;
    Index ids_;
    Index source_ids_;
    Index refs_;
    Index source_refs_;
};

class Editor {
  public:
    Editor(plan::Plan& plan, const catalog::Manifest& manifest) : plan_(plan), manifest_(manifest) {}

    UnitEditing edit() {
        const Names names(plan_);
        auto row = manifest_.units.begin();
        std::vector<std::pair<UnitIndex, const RowOrigin*>> found;
        for (const auto& origin : manifest_.origins) {
            if (origin.kind != "unit") continue;
            if (const auto unit = find(names, origin)) {
                found.emplace_back(*unit, &origin);
                count(edit(plan_.units[*unit], *row, origin));
            }
            ++row;
        }
        for (const auto& [unit, origin] : found) check_ref(unit, *origin);
        return std::move(result_);
    }

  private:
    std::optional<UnitIndex> find(const Names& names, const RowOrigin& origin) {
        const auto units = names.find(origin.slug);
        if (units.size() != 1) {
            add("M014", core::Severity::error, origin,
                std::string("the current plan has ") + (units.empty() ? "no" : "more than one") + " unit \"" +
                    origin.slug + "\"",
                units.empty() ? "list them: mallctl get unit"
                              : "write REF@LEVEL, or the UUID of mallctl get unit");
            return std::nullopt;
        }
        const auto [it, is_new] = edited_.emplace(units[0], &origin);
        if (is_new) return units[0];
        add("M014", core::Severity::error, origin,
            "the unit \"" + origin.slug + "\" is \"" + it->second->slug + "\", which is edited already",
            "put what is to be changed of one unit into one row");
        return std::nullopt;
    }

    // True where the unit is another afterwards.
    bool edit(plan::Unit& unit, const UnitEdit& row, const RowOrigin& origin) {
        const auto before = std::tuple(unit.name, unit.category, unit.ref, unit.edits);
        UnitEdit wanted{origin.slug, unit.name, unit.category, unit.ref};
        catalog::merge_stated(wanted, row, origin.stated);
        if (wanted.category.empty()) wanted.category = "unspecified";  // IMDF's word for none
        for (const auto& stated : origin.stated) {
            if (stated.faulty) continue;
            if (stated.name == "name")
                stated.reverted ? plan::revert_name(unit) : plan::edit_name(unit, wanted.name);
            if (stated.name == "ref")
                stated.reverted ? plan::revert_ref(unit) : plan::edit_ref(unit, wanted.ref);
            if (stated.name != "category") continue;
            stated.reverted ? plan::revert_category(unit) : plan::edit_category(unit, wanted.category);
            if (!stated.reverted) check_category(unit.category, origin, stated);
        }
        return before != std::tuple(unit.name, unit.category, unit.ref, unit.edits);
    }

    void check_category(const std::string& category, const RowOrigin& origin,
                        const catalog::StatedField& stated) {
        if (plan::is_unit_category(category)) return;
        std::vector<std::string> known{"retail"};
        for (const auto name : plan::imdf_unit_category_names()) known.emplace_back(name);
        add("P074", core::Severity::warning, origin,
            "the category \"" + category + "\" is none of IMDF's; it is kept as it is",
            core::did_you_mean(category, known));
        result_.findings.back().where = stated.where;
    }

    void check_ref(UnitIndex index, const RowOrigin& origin) {
        const auto& unit = plan_.units[index];
        if (unit.ref.empty() || !origin.states("ref")) return;
        if (refs_.empty()) {
            for (const auto& other : plan_.units) ++refs_[{other.level, other.ref}];
        }
        if (refs_.at({unit.level, unit.ref}) == 1) return;
        add("M015", core::Severity::error, origin,
            "another unit of level " + plan::level_label(plan_, unit.level) + " has the number \"" +
                unit.ref + "\" too",
            "give it another one, or change the other's in the same command");
    }

    void count(bool changed) { ++(changed ? result_.counts.updated : result_.counts.unchanged); }

    void add(const char* code, core::Severity severity, const RowOrigin& origin, std::string message,
             std::string advice) {
        result_.findings.push_back(make(code, severity, origin, std::move(message), std::move(advice)));
    }

    plan::Plan& plan_;
    const catalog::Manifest& manifest_;
    UnitEditing result_;
    std::map<UnitIndex, const RowOrigin*> edited_;
    std::map<std::pair<plan::LevelIndex, std::string>, int> refs_;  // how many units have it
};

}  // namespace

UnitEditing edit_units(plan::Plan& plan, const catalog::Manifest& manifest) {
    return Editor(plan, manifest).edit();
}

}  // namespace mallctl::operations
