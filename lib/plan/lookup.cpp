#include "plan/lookup.hpp"

#include <algorithm>

namespace mallctl::plan {

namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [lower](char x, char y) { return lower(x) == lower(y); });
}

template <typename Matches>
std::vector<LevelIndex> levels_where(const Plan& plan, Matches matches) {
    std::vector<LevelIndex> found;
    for (LevelIndex level = 0; level < plan.levels.size(); ++level) {
        if (matches(level)) found.push_back(level);
    }
    return found;
}

template <typename Matches>
std::vector<UnitIndex> units_where(const Plan& plan, Matches matches) {
    std::vector<UnitIndex> found;
    for (UnitIndex unit = 0; unit < plan.units.size(); ++unit) {
        if (matches(plan.units[unit])) found.push_back(unit);
    }
    return found;
}

}  // namespace

std::vector<LevelIndex> find_levels(const Plan& plan, std::string_view text) {
    auto found = levels_where(plan, [&](LevelIndex i) { return level_label(plan, i) == text; });
    if (found.empty()) found = levels_where(plan, [&](LevelIndex i) { return plan.levels[i].short_name == text; });
    if (found.empty()) {
        found = levels_where(plan, [&](LevelIndex i) { return equal_ignoring_case(plan.levels[i].short_name, text); });
    }
    if (found.empty()) {
        found = levels_where(plan, [&](LevelIndex i) { return std::to_string(plan.levels[i].ordinal) == text; });
    }
    return found;
}

std::vector<UnitIndex> find_units(const Plan& plan, std::string_view text) {
    if (const auto id = core::parse_uuid(text)) {
        auto found = units_where(plan, [&](const Unit& unit) { return unit.id == *id; });
        return found.empty() ? units_where(plan, [&](const Unit& unit) { return unit.source_id == text; }) : found;
    }
    if (text.empty()) return {};
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) return units_where(plan, [&](const Unit& unit) { return unit.ref == text; });
    const auto levels = find_levels(plan, text.substr(at + 1));
    return units_where(plan, [&](const Unit& unit) {
        return unit.ref == text.substr(0, at) &&
               std::find(levels.begin(), levels.end(), unit.level) != levels.end();
    });
}

UnitLookup::UnitLookup(const Plan& plan) : plan_(plan) {
    for (UnitIndex i = 0; i < plan.units.size(); ++i) {
        const Unit& unit = plan.units[i];
        by_ref_[unit.ref].push_back(i);
        by_source_id_[unit.source_id].push_back(i);
        by_id_.emplace(unit.id, i);
    }
}

std::vector<UnitIndex> UnitLookup::find(std::string_view text) const {
    const auto in = [](const auto& index, std::string_view key) {
        const auto found = index.find(key);
        return found == index.end() ? std::vector<UnitIndex>() : found->second;
    };
    if (text.empty()) return {};
    if (const auto id = core::parse_uuid(text)) {
        const auto found = by_id_.find(*id);
        return found == by_id_.end() ? in(by_source_id_, text) : std::vector{found->second};
    }
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos) return in(by_ref_, text);
    const auto levels = find_levels(plan_, text.substr(at + 1));
    auto units = in(by_ref_, text.substr(0, at));
    std::erase_if(units, [&](UnitIndex unit) {
        return std::find(levels.begin(), levels.end(), plan_.units[unit].level) == levels.end();
    });
    return units;
}

std::string unit_reference(const Plan& plan, UnitIndex unit) {
    const Unit& value = plan.units[unit];
    return value.ref.empty() ? core::to_string(value.id) : value.ref + "@" + level_label(plan, value.level);
}

}  // namespace mallctl::plan
