#include "cli/output/unit_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <vector>

#include "operations/json_parts.hpp"

namespace mallctl::cli {

namespace {

using Json = nlohmann::ordered_json;
using plan::Fate;
using plan::UnitChange;

constexpr std::array fates{Fate::kept,   Fate::moved, Fate::resized, Fate::split,
                           Fate::merged, Fate::added, Fate::removed};

// More lines than this nobody reads on a terminal.
constexpr std::size_t most_lines = 50;

std::int64_t count_of(const operations::ImportReport& report, Fate fate) {
    if (report.units.empty() && fate == Fate::added) {
        const auto units = report.changed.by_kind.find("unit");
        return units == report.changed.by_kind.end() ? 0 : units->second.added;
    }
    return std::count_if(report.units.begin(), report.units.end(),
                         [fate](const UnitChange& change) { return change.fate == fate; });
}

Json to_json(const UnitChange& change) {
    Json json{{"fate", to_string(change.fate)},  {"id", core::to_string(change.unit)},
              {"reference", change.reference},   {"name", change.name},
              {"matched_by", change.matched_by}, {"others", Json::array()}};
    for (const core::Uuid& other : change.others) json["others"].push_back(core::to_string(other));
    json["moved_m"] = operations::round_m(change.moved_m);
    json["area_before_m2"] = operations::round_m(change.area_before_m2);
    json["area_after_m2"] = operations::round_m(change.area_after_m2);
    if (change.renamed()) {
        if (change.reference != change.reference_before) json["was_reference"] = change.reference_before;
        if (change.name != change.name_before) json["was_name"] = change.name_before;
    }
    return json;
}

// Names of files and shops may hold anything; a line stays one.
std::string without_controls(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }, ' ');
    return text;
}

class ChangeLines {
  public:
    explicit ChangeLines(const operations::ImportReport& report) : report_(report) {
        // Of a unit that is gone the name that it had, of any other the one it has.
        for (const UnitChange& change : report.units) by_id_.emplace(change.unit, &change);
    }

    std::vector<std::string> run() const {
        std::vector<std::string> lines;
        for (const UnitChange& change : report_.units) {
            const std::string line = line_of(change);
            if (!line.empty()) lines.push_back(without_controls(line));
        }
        for (const auto& it : report_.breaks) {
            lines.push_back(
                without_controls(fmt::format("breaks   {} {} ({})", it.kind, it.slug, it.finding.code)));
        }
        return lines;
    }

  private:
    // A unit without a number has no level in its reference.
    static std::string shown(const UnitChange& change, const std::string& reference,
                             const core::Names& name) {
        const std::string text = core::pick_name(name);
        const bool numbered = reference.find('@') != std::string::npos;
        return fmt::format("{}{}{}", reference, text.empty() ? "" : fmt::format(" \"{}\"", text),
                           numbered ? "" : " on level " + change.level);
    }

    std::string references(const std::vector<core::Uuid>& units) const {
        std::string text;
        for (const core::Uuid& unit : units) {
            const auto found = by_id_.find(unit);
            text += ", " + (found == by_id_.end() ? core::to_string(unit) : found->second->reference);
        }
        return text;
    }

    // Empty for what has stayed, and for a part or an origin that another line names.
    std::string line_of(const UnitChange& change) const {
        const std::string now = shown(change, change.reference, change.name);
        switch (change.fate) {
            case Fate::kept:
                return renaming(change, "renamed  ");
            case Fate::moved:
                return fmt::format("moved    {}  {:.1f} m{}", now, change.moved_m,
                                   renaming(change, ", was "));
            case Fate::resized:
                return fmt::format("resized  {}  {:.1f} to {:.1f} m2{}", now, change.area_before_m2,
                                   change.area_after_m2, renaming(change, ", was "));
            case Fate::split:
                return fmt::format("split    {} into {}{}", change.reference_before, change.reference,
                                   references(change.others));
            case Fate::merged:
                return fmt::format("merged   {}{} into {}", change.reference_before,
                                   references(change.others), change.reference);
            case Fate::added:
                return change.others.empty()
                           ? fmt::format("added    {}  {:.1f} m2", now, change.area_after_m2)
                           : "";
            case Fate::removed:
                return change.others.empty()
                           ? fmt::format("removed  {}  {:.1f} m2", now, change.area_before_m2)
                           : "";
        }
        return {};
    }

    // "renamed  G-01@G "Bakery" to G-01@G "Nail Studio"", or the old name after other news of the unit.
    static std::string renaming(const UnitChange& change, const std::string& prefix) {
        if (!change.renamed()) return {};
        const std::string was = shown(change, change.reference_before, change.name_before);
        const std::string is = shown(change, change.reference, change.name);
        if (was == is) return {};  // in a language that is not shown
        return change.fate == Fate::kept ? fmt::format("{}{} to {}", prefix, was, is) : prefix + was;
    }

    const operations::ImportReport& report_;
    std::unordered_map<core::Uuid, const UnitChange*> by_id_;
};

}  // namespace

void add_unit_changes(Json& json, const operations::ImportReport& report) {
    Json counts = Json::object();
    for (const Fate fate : fates) counts[to_string(fate)] = count_of(report, fate);
    json["fates"] = std::move(counts);
    json["units"] = Json::array();
    for (const UnitChange& change : report.units) json["units"].push_back(to_json(change));
    json["conflicts"] = Json::array();
    for (const auto& it : report.conflicts) {
        json["conflicts"].push_back({{"unit", core::to_string(it.unit)},
                                     {"reference", it.reference},
                                     {"field", it.field},
                                     {"base", it.base},
                                     {"source", it.source},
                                     {"kept", it.kept}});
    }
    json["breaks"] = Json::array();
    for (const auto& it : report.breaks) {
        json["breaks"].push_back({{"code", it.finding.code},
                                  {"kind", it.kind},
                                  {"slug", it.slug},
                                  {"message", it.finding.message},
                                  {"advice", it.finding.advice}});
    }
}

std::string unit_changes_text(const operations::ImportReport& report) {
    if (report.units.empty()) return {};
    std::string text = "units:";
    const char* separator = " ";
    for (const Fate fate : fates) {
        const std::int64_t count = count_of(report, fate);
        if (count == 0) continue;
        text += fmt::format("{}{} {}", separator, count, to_string(fate));
        separator = ", ";
    }
    text += '\n';
    const auto lines = ChangeLines(report).run();
    const std::size_t shown = lines.size() > most_lines ? most_lines - 1 : lines.size();
    for (std::size_t i = 0; i < shown; ++i) text += "  " + lines[i] + '\n';
    if (shown < lines.size()) {
        text += fmt::format("  and {} more: --format json has all\n", lines.size() - shown);
    }
    return text + '\n';
}

}  // namespace mallctl::cli
