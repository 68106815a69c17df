#include "operations/ledger_json.hpp"

#include <nlohmann/json.hpp>

#include "operations/json_parts.hpp"

namespace mallctl::operations {

namespace {

double seconds(std::int64_t tenths) {
    return static_cast<double>(tenths) / 10;
}

Json item_json(const LedgerItem& item) {
    return {{"distance_m", static_cast<double>(item.distance_cm) / 100},
            {"walking_s", seconds(item.walking_ds)},
            {"waiting_s", seconds(item.waiting_ds)},
            {"riding_s", seconds(item.riding_ds)},
            {"duration_s", seconds(item.duration_ds())},
            {"turning_s", seconds(item.turning_ds)}};
}

Json closure_json(const ClosureEffect& effect) {
    return {{"label", effect.label},
            {"reason", effect.reason},
            {"until", effect.until ? Json(core::format_instant(*effect.until)) : Json(nullptr)},
            {"changed", effect.changed},
            {"costs_s", round_s(effect.costs_s)}};
}

}  // namespace

Json to_object(const Ledger& ledger) {
    Json legs = Json::array();
    for (const auto& item : ledger.legs) legs.push_back(item_json(item));
    Json closures = Json::array();
    for (const auto& effect : ledger.closures) closures.push_back(closure_json(effect));
    Json open = nullptr;
    if (ledger.open_distance_m && ledger.open_duration_s) {
        open = {{"distance_m", round_m(*ledger.open_distance_m)},
                {"duration_s", round_s(*ledger.open_duration_s)}};
    }
    return {{"legs", std::move(legs)},
            {"total", item_json(ledger.total)},
            {"speed_m_s", ledger.speed_m_s},
            {"closures", std::move(closures)},
            {"open", std::move(open)}};
}

}  // namespace mallctl::operations
