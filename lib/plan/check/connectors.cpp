// Lifts, stairs, escalators and ramps as the plan states or implies them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "plan/check/checks.hpp"

namespace mallctl::plan {

namespace {

using core::Severity;

constexpr std::array<std::string_view, 5> kinds{"elevator", "stairs", "escalator", "movingwalkway", "ramp"};

using Ordinals = std::map<std::optional<BuildingIndex>, std::set<int>>;

class ConnectorCheck {
  public:
    ConnectorCheck(const Survey& survey, Report& report) : plan_(survey.plan), report_(report) {
        for (const Level& level : plan_.levels) ordinals_[level.building].insert(level.ordinal);
    }

    void run(const Connector& connector) {
        if (connector.stops.empty()) return;
        check_kind(connector);
        check_stops(connector);
        if (!connector.inferred) check_direction(connector);
        for (std::size_t i = 1; i < connector.stops.size(); ++i) {
            check_run(connector, connector.stops[i - 1], connector.stops[i]);
        }
    }

  private:
    void add(const char* code, Severity severity, const Connector& connector, const ConnectorStop& stop,
             std::string message, std::string advice) {
        core::Diagnostic& finding = report_.add_line(code, severity, stop.level, connector, {},
                                                     std::move(message), std::move(advice));
        finding.at = stop.point;
        if (stop.unit) {
            finding.shape = plan_.units.at(*stop.unit).geometry;
            if (finding.feature.empty()) finding.feature = feature_text(plan_.units[*stop.unit]);
        }
    }

    void check_kind(const Connector& connector) {
        if (std::find(kinds.begin(), kinds.end(), connector.category) != kinds.end()) return;
        add("P069", Severity::warning, connector, connector.stops.front(),
            connector.category.empty() ? std::string("the connector is of no kind")
                                       : fmt::format("\"{}\" is no kind of connector", connector.category),
            "state one of: elevator, stairs, escalator, movingwalkway, ramp; until then it is walked like a "
            "ramp");
    }

    void check_stops(const Connector& connector) {
        if (connector.category == "movingwalkway") return;  // may run along one level
        std::map<LevelIndex, int> uses;
        for (const ConnectorStop& stop : connector.stops) ++uses[stop.level];
        if (uses.size() < 2) {
            const bool lift = connector.category == "elevator";
            add(lift ? "P062" : "P022", Severity::warning, connector, connector.stops.front(),
                fmt::format("the {} serves this level only", connector.category),
                "state its stops on the levels above and below");
        }
        for (const ConnectorStop& stop : connector.stops) {
            if (uses[stop.level] < 2 || uses.size() < 2) continue;
            add("P063", Severity::warning, connector, stop,
                fmt::format("the {} has {} stops on this level: one run has one end on a level",
                            connector.category, uses[stop.level]),
                "state each run as a connector of its own");
            uses[stop.level] = 0;
        }
    }

    void check_direction(const Connector& connector) {
        for (const ConnectorStop& stop : connector.stops) {
            if (!stop.unit) continue;
            const auto& says = plan_.units.at(*stop.unit).direction;
            if (!says || *says == Direction::both || connector.direction == Direction::both) continue;
            if (*says == connector.direction) continue;
            add("P064", Severity::warning, connector, stop,
                fmt::format("the {} runs {}, its unit on this level says {}", connector.category,
                            connector.direction == Direction::up ? "up" : "down",
                            *says == Direction::up ? "up" : "down"),
                "correct one of them: routes follow the connector");
            return;
        }
    }

    void check_run(const Connector& connector, const ConnectorStop& low, const ConnectorStop& high) {
        const Level& below = plan_.levels.at(low.level);
        const Level& above = plan_.levels.at(high.level);
        if (below.elevation_m && above.elevation_m &&
            below.ordinal<above.ordinal&& * below.elevation_m> * above.elevation_m) {
            add("P064", Severity::warning, connector, high,
                fmt::format("the {} climbs from ordinal {} to {} and descends from {:g} to {:g} m",
                            connector.category, below.ordinal, above.ordinal, *below.elevation_m,
                            *above.elevation_m),
                "correct the elevations of the levels");
        }
        if (connector.category == "elevator" || below.building != above.building) return;
        const std::set<int>& ordinals = ordinals_[below.building];
        const auto next = ordinals.upper_bound(below.ordinal);
        if (next == ordinals.end() || *next >= above.ordinal) return;
        add("P065", Severity::note, connector, low,
            fmt::format("the {} passes ordinal {} on its way from {} to {} without a stop",
                        connector.category, *next, below.ordinal, above.ordinal),
            "state the stop between, unless it really has none");
    }

    const Plan& plan_;
    Report& report_;
    Ordinals ordinals_;
};

}  // namespace

void check_connectors(const Survey& survey, Report& report) {
    ConnectorCheck check(survey, report);
    for (const Connector& connector : survey.plan.connectors) check.run(connector);
}

}  // namespace mallctl::plan
