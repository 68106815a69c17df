#include "importers/osm/levels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace mallctl::importers::osm {

namespace {

// More than a range can name is no list of floors.
constexpr std::size_t max_levels_of_one = 2 * static_cast<std::size_t>(max_level) + 1;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// Takes a number off the front of `text`: "-1.5", without exponent.
std::optional<double> take_number(std::string_view& text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc() || !std::isfinite(value) || std::abs(value) > max_level) return std::nullopt;
    text = trimmed(text.substr(static_cast<std::size_t>(stop - text.data())));
    return value == 0 ? 0.0 : value;  // no -0
}

bool add_part(std::string_view part, std::set<double>& levels) {
    const auto from = take_number(part);
    if (!from) return false;
    levels.insert(*from);
    if (part.empty()) return true;
    if (!part.starts_with('-')) return false;
    part.remove_prefix(1);
    const auto to = take_number(part);
    if (!to || !part.empty() || *to < *from) return false;
    for (double level = std::floor(*from) + 1; level < *to; ++level) levels.insert(level == 0 ? 0.0 : level);
    levels.insert(*to);
    return true;
}

}  // namespace

std::optional<std::vector<double>> parse_levels(std::string_view text) {
    std::set<double> levels;
    while (true) {
        const std::size_t end = text.find(';');
        const std::string_view part = trimmed(text.substr(0, end));
        if (!part.empty() && !add_part(part, levels)) return std::nullopt;
        if (levels.size() > max_levels_of_one) return std::nullopt;
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    if (levels.empty()) return std::nullopt;
    return std::vector<double>(levels.begin(), levels.end());
}

std::string level_text(double level) {
    if (level == std::floor(level)) return std::to_string(static_cast<int>(level));
    return fmt::format("{}", level);
}

std::map<double, int> ordinals_of(const std::set<double>& levels) {
    std::map<double, int> ordinals;
    int above = 0;
    for (const double level : levels) {
        if (level < 0) continue;
        if (level > 0) above = std::max(above + 1, static_cast<int>(std::ceil(level)));
        ordinals[level] = above;
    }
    int below = 0;
    for (auto it = levels.rbegin(); it != levels.rend(); ++it) {
        if (*it >= 0) continue;
        below = std::min(below - 1, static_cast<int>(std::floor(*it)));
        ordinals[*it] = below;
    }
    return ordinals;
}

LevelTable::LevelTable(const std::set<double>& levels, plan::Plan& plan) {
    for (const auto& [level, ordinal] : ordinals_of(levels)) {
        by_level_[level] = plan.levels.size();
        plan::Level& made = plan.levels.emplace_back();
        made.ordinal = ordinal;
        made.short_name = level_text(level);
    }
}

std::optional<plan::LevelIndex> LevelTable::find(double level) const {
    const auto it = by_level_.find(level);
    return it == by_level_.end() ? std::nullopt : std::optional(it->second);
}

std::vector<plan::LevelIndex> LevelTable::find_all(const std::vector<double>& levels) const {
    std::vector<plan::LevelIndex> found;
    for (const double level : levels) {
        if (const auto index = find(level)) found.push_back(*index);
    }
    return found;
}

plan::LevelIndex LevelTable::nearest(double level, const std::set<plan::LevelIndex>& among) const {
    plan::LevelIndex best = *among.begin();
    for (const auto& [value, index] : by_level_) {
        if (value <= level && among.contains(index)) best = index;
    }
    return best;
}

}  // namespace mallctl::importers::osm
