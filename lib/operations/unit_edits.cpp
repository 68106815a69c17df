#include "operations/unit_edits.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "catalog/findings.hpp"
#include "core/closest.hpp"
#include "plan/categories.hpp"
#include "plan/edit.hpp"
#include "plan/lookup.hpp"

namespace mallctl::operations {

namespace {

using catalog::Row;
using plan::UnitIndex;

// The text that a field states; empty where it is cleared.
std::string stated_text(const Row& row, std::size_t field) {
    const auto* text = std::get_if<std::string>(&row.values[field]);
    return text == nullptr ? std::string() : *text;
}

// What a row states of a name, over the name that the unit has.
core::Names stated_name(const Row& row, std::size_t field, core::Names name) {
    const auto* stated = std::get_if<core::Names>(&row.values[field]);
    if ((row.partial >> field & 1) == 0) return stated == nullptr ? core::Names{} : *stated;
    for (const auto& [locale, text] : *stated) name[locale] = text;
    std::erase_if(name, [](const auto& one) { return one.second.empty(); });
    return name;
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
    Editor(plan::Plan& plan, const std::vector<Row>& rows, const std::vector<std::string>& files)
        : plan_(plan), rows_(rows), files_(files) {}

    UnitEditing edit() {
        const Names names(plan_);
        std::vector<std::pair<UnitIndex, const Row*>> found;
        for (const auto& row : rows_) {
            if (const auto unit = find(names, row)) {
                found.emplace_back(*unit, &row);
                count(edit(plan_.units[*unit], row));
            }
        }
        for (const auto& [unit, row] : found) check_ref(unit, *row);
        return std::move(result_);
    }

  private:
    std::optional<UnitIndex> find(const Names& names, const Row& row) {
        const auto units = names.find(row.key());
        if (units.size() != 1) {
            add("M014", core::Severity::error, row, 0,
                std::string("the current plan has ") + (units.empty() ? "no" : "more than one") + " unit \"" +
                    row.key() + "\"",
                units.empty() ? "list them: mallctl get unit"
                              : "write REF@LEVEL, or the UUID of mallctl get unit");
            return std::nullopt;
        }
        const auto [it, is_new] = edited_.emplace(units[0], &row);
        if (is_new) return units[0];
        add("M014", core::Severity::error, row, 0,
            "the unit \"" + row.key() + "\" is \"" + it->second->key() + "\", which is edited already",
            "put what is to be changed of one unit into one row");
        return std::nullopt;
    }

    // True where the unit is another afterwards.
    bool edit(plan::Unit& unit, const Row& row) {
        const auto before = std::tuple(unit.name, unit.category, unit.ref, unit.edits);
        const auto is_reverted = [&row](std::size_t field) { return (row.reverted >> field & 1) != 0; };
        if (row.states(name_)) {
            is_reverted(name_) ? plan::revert_name(unit)
                               : plan::edit_name(unit, stated_name(row, name_, unit.name));
        }
        if (row.states(ref_))
            is_reverted(ref_) ? plan::revert_ref(unit) : plan::edit_ref(unit, stated_text(row, ref_));
        if (row.states(category_) && is_reverted(category_)) plan::revert_category(unit);
        if (row.states(category_) && !is_reverted(category_)) {
            const std::string category = stated_text(row, category_);
            plan::edit_category(unit, category.empty() ? "unspecified" : category);  // IMDF's word for none
            check_category(unit.category, row);
        }
        return before != std::tuple(unit.name, unit.category, unit.ref, unit.edits);
    }

    void check_category(const std::string& category, const Row& row) {
        if (plan::is_unit_category(category)) return;
        std::vector<std::string> known{"retail"};
        for (const auto name : plan::imdf_unit_category_names()) known.emplace_back(name);
        add("P074", core::Severity::warning, row, category_,
            "the category \"" + category + "\" is none of IMDF's; it is kept as it is",
            core::did_you_mean(category, known));
    }

    void check_ref(UnitIndex index, const Row& row) {
        const auto& unit = plan_.units[index];
        if (unit.ref.empty() || !row.states(ref_)) return;
        if (refs_.empty()) {
            for (const auto& other : plan_.units) ++refs_[{other.level, other.ref}];
        }
        if (refs_.at({unit.level, unit.ref}) == 1) return;
        add("M015", core::Severity::error, row, 0,
            "another unit of level " + plan::level_label(plan_, unit.level) + " has the number \"" +
                unit.ref + "\" too",
            "give it another one, or change the other's in the same command");
    }

    void count(bool changed) { ++(changed ? result_.counts.updated : result_.counts.unchanged); }

    // At the place of a field.
    void add(const char* code, core::Severity severity, const Row& row, std::size_t field,
             std::string message, std::string advice) {
        core::Diagnostic finding;
        finding.code = code;
        finding.severity = severity;
        finding.message = std::move(message);
        finding.advice = std::move(advice);
        finding.feature = "unit " + row.key();
        if (row.file < files_.size()) {
            const auto place = row.places[field];
            finding.where = {files_[row.file], static_cast<int>(row.line) + place.line, place.column};
        }
        result_.findings.push_back(std::move(finding));
    }

    const catalog::Kind& kind_ = *catalog::find_kind("unit");
    const std::size_t name_ = catalog::field_index(kind_, "name");
    const std::size_t ref_ = catalog::field_index(kind_, "ref");
    const std::size_t category_ = catalog::field_index(kind_, "category");
    plan::Plan& plan_;
    const std::vector<Row>& rows_;
    const std::vector<std::string>& files_;
    UnitEditing result_;
    std::map<UnitIndex, const Row*> edited_;
    std::map<std::pair<plan::LevelIndex, std::string>, int> refs_;  // how many units have it
};

}  // namespace

UnitEditing edit_units(plan::Plan& plan, const std::vector<Row>& rows,
                       const std::vector<std::string>& files) {
    return Editor(plan, rows, files).edit();
}

}  // namespace mallctl::operations
