#include "cli/output/route_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/output/rows.hpp"
#include "core/names.hpp"

namespace mallctl::cli {

namespace {

using operations::Ledger;
using operations::LedgerItem;

std::string minutes(double seconds) {
    const auto whole = static_cast<long long>(std::llround(seconds));
    return whole < 60 ? fmt::format("{} s", whole) : fmt::format("{} min {:02} s", whole / 60, whole % 60);
}

std::string headline(const operations::RouteAnswer& answer) {
    std::string text;
    for (const auto& stop : answer.stops) text += (text.empty() ? "" : " -> ") + stop.place.name;
    return text + fmt::format(" ({}): {:.1f} m, {}\n", nav::to_string(answer.profile),
                              answer.route.distance_m, minutes(answer.route.duration_s));
}

std::string steps(const operations::RouteAnswer& answer) {
    Rows rows;
    rows.columns = {{"step", CellKind::number}, {"level"}, {"metres", CellKind::number}, {"instruction"}};
    for (const auto& step : answer.instructions) {
        rows.rows.push_back({std::to_string(rows.rows.size() + 1), answer.levels[step.level].label,
                             fmt::format("{:.1f}", step.distance_m), step.text});
    }
    return format_rows(rows, "table");
}

// Of tenths; what is nothing is a blank, so that what costs stands out.
std::optional<std::string> seconds(std::int64_t tenths) {
    if (tenths == 0) return std::nullopt;
    return fmt::format("{}.{}", tenths / 10, tenths % 10);
}

std::string leg_name(const nav::Leg& leg) {
    if (leg.kind == nav::LegKind::walk) return "walk";
    return leg.connector_name.empty() ? leg.connector_category : leg.connector_name;
}

std::vector<std::optional<std::string>> cells(const std::string& number, const std::string& name,
                                              const std::string& level, const std::string& speed,
                                              const LedgerItem& item, bool turns) {
    std::vector<std::optional<std::string>> row{number, name, level};
    row.push_back(item.distance_cm == 0
                      ? std::optional<std::string>{}
                      : fmt::format("{}.{:02}", item.distance_cm / 100, item.distance_cm % 100));
    row.push_back(speed.empty() ? std::optional<std::string>{} : speed);
    row.push_back(seconds(item.walking_ds));
    row.push_back(seconds(item.waiting_ds));
    row.push_back(seconds(item.riding_ds));
    row.push_back(seconds(item.duration_ds()));
    if (turns) row.push_back(seconds(item.turning_ds));
    return row;
}

std::string costs(const operations::RouteAnswer& answer, const Ledger& ledger) {
    const bool turns = answer.preference == nav::Preference::fewest_turns;
    const auto number = CellKind::number;
    Rows rows;
    rows.columns = {{"leg", number},
                    {"by"},
                    {"level"},
                    {"metres", number},
                    {"m_per_s", number},
                    {"walking_s", number},
                    {"waiting_s", number},
                    {"riding_s", number},
                    {"total_s", number}};
    if (turns) rows.columns.push_back({"turns_count_as_s", number});
    for (std::size_t i = 0; i < answer.route.legs.size(); ++i) {
        const auto& leg = answer.route.legs[i];
        const auto& from = answer.levels[leg.level].label;
        const auto& to = answer.levels[leg.to_level].label;
        const bool is_walk = leg.kind == nav::LegKind::walk;
        rows.rows.push_back(cells(std::to_string(i + 1), leg_name(leg), is_walk ? from : from + " -> " + to,
                                  is_walk ? fmt::format("{:.2f}", ledger.speed_m_s) : "", ledger.legs[i],
                                  turns));
    }
    rows.rows.push_back(cells("", "total", "", "", ledger.total, turns));
    return format_rows(rows, "table");
}

std::string closures(const operations::RouteAnswer& answer, const Ledger& ledger) {
    if (ledger.closures.empty()) return "nothing is closed\n";
    Rows rows;
    rows.columns = {
        {"closure"}, {"until"}, {"on_the_way", CellKind::boolean}, {"costs_s", CellKind::number}, {"reason"}};
    for (const auto& effect : ledger.closures) {
        rows.rows.push_back({effect.label,
                             effect.until ? std::optional(core::format_instant(*effect.until)) : std::nullopt,
                             effect.changed ? "yes" : "no", fmt::format("{:.1f}", effect.costs_s),
                             core::pick_name(effect.reason, {})});
    }
    std::string text = format_rows(rows, "table");
    if (ledger.open_duration_s && ledger.open_distance_m) {
        text += fmt::format("with nothing closed: {:.1f} m, {}; the closures cost {:.1f} s\n",
                            *ledger.open_distance_m, minutes(*ledger.open_duration_s),
                            answer.route.duration_s - *ledger.open_duration_s);
    }
    return text;
}

}  // namespace

std::string route_text(const operations::RouteAnswer& answer) {
    std::string text = headline(answer) + steps(answer);
    if (answer.ledger) text += "\n" + costs(answer, *answer.ledger) + "\n" + closures(answer, *answer.ledger);
    return text;
}

std::string obstructions_text(const std::vector<operations::Obstruction>& obstructions) {
    if (obstructions.empty()) return {};
    Rows rows;
    rows.columns = {{"blocked_by"}, {"cause"}, {"name"}, {"level"}, {"at"}};
    for (const auto& [what, level] : obstructions) {
        rows.rows.push_back(
            {what.kind, what.cause, what.label, level, fmt::format("{:.6f},{:.6f}", what.at.y, what.at.x)});
    }
    return format_rows(rows, "table");
}

}  // namespace mallctl::cli
