#include "nav/space/level_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "nav/space/barriers.hpp"
#include "plan/lookup.hpp"

namespace mallctl::nav {

namespace {

Profile profile_of(Body body) {
    return body == Body::wheelchair ? Profile::wheelchair : Profile::walk;
}

template <typename Items, typename Item>
bool holds(const Items& items, const Item& item) {
    return std::find(items.begin(), items.end(), item) != items.end();
}

core::Diagnostic on_level(const BodyLevel& level, const char* code) {
    core::Diagnostic finding;
    finding.code = code;
    finding.level = plan::level_label(level.plan, level.space.drawing->level);
    return finding;
}

core::Diagnostic at_opening(const BodyLevel& level, const Doorway& doorway) {
    const plan::Opening& opening = level.plan.openings[doorway.opening];
    core::Diagnostic finding = on_level(level, "P059");
    finding.feature = core::to_string(opening.id);
    finding.at = opening.geometry.front();
    return finding;
}

void report_stops(const ShapedLevel& shaped, const ShapedLevel* walker, const ShapedLevel& staff,
                  core::Diagnostics& findings) {
    const BodyLevel& level = shaped.level;
    for (const auto& missed : shaped.portals.missed_stops) {
        const plan::Connector& connector = level.plan.connectors[missed.first];
        if (!is_usable(connector, level.body)) continue;
        if (walker != nullptr && holds(walker->portals.missed_stops, missed)) continue;
        if (walker == nullptr && !holds(staff.portals.missed_stops, missed)) continue;
        core::Diagnostic finding = on_level(level, "P068");
        finding.message = fmt::format("the {} cannot be entered on this level {}", connector.category,
                                      in_words(profile_of(level.body)));
        finding.advice = "draw its opening, at least as wide as the body, and keep the space before it clear";
        finding.feature = core::to_string(connector.id);
        finding.at = connector.stops[missed.second].point;
        findings.push_back(std::move(finding));
    }
}

void report_one_way_openings(const ShapedLevel& shaped, const ShapedLevel* walker,
                             core::Diagnostics& findings) {
    for (const std::size_t missed : shaped.portals.missed_doorways) {
        if (walker != nullptr && holds(walker->portals.missed_doorways, missed)) continue;
        core::Diagnostic finding = at_opening(shaped.level, shaped.level.space.drawing->doorways[missed]);
        finding.message = "nobody can pass the one-way opening: there is no free space on both of its sides";
        finding.advice = "move what stands before it";
        findings.push_back(std::move(finding));
    }
}

void report_openings(const BodyLevel& level, const BodyLevel* walker, core::Diagnostics& findings) {
    for (const Doorway& doorway : level.space.drawing->doorways) {
        const bool narrow = !clearance_in(doorway, level.body);
        // What stops a walker stops a wheelchair too; a wheelchair that something stands in the way of is
        // only told of where it cuts a unit off.
        if (walker != nullptr && (!clearance_in(doorway, walker->body) || !narrow)) continue;
        core::Diagnostic finding = at_opening(level, doorway);
        if (narrow) {
            finding.message =
                fmt::format("the opening is {:.2f} m wide; {} needs {:.2f} m", doorway.width_mm / 1000,
                            walker == nullptr ? "a walker" : "a wheelchair", narrowest_opening_m(level.body));
            finding.advice = "correct its line or its width";
        } else if (is_open(level.plan, level.space, doorway, level.body) && is_blocked(level, doorway)) {
            // Only a note: a unit that this cuts off is a warning of its own.
            finding.severity = core::Severity::note;
            finding.message = "nobody can pass the opening: walls or fixtures stand too close to it";
            finding.advice = "move what stands in it";
        } else {
            continue;
        }
        findings.push_back(std::move(finding));
    }
}

const char* why(UnitState state, Body body) {
    switch (state) {
        case UnitState::no_opening:
            return "no opening leads into it";
        case UnitState::narrow:
            return body == Body::wheelchair ? "none of its openings is wide enough or accessible"
                                            : "none of its openings is wide enough";
        default:
            return "its openings lead to no space that joins the rest, or are blocked";
    }
}

bool is_cut_off(UnitState state) {
    return state == UnitState::no_opening || state == UnitState::narrow || state == UnitState::filled;
}

void report_units(const ShapedLevel& shaped, const ShapedLevel* walker, const ShapedLevel& staff,
                  core::Diagnostics& findings) {
    const BodyLevel& level = shaped.level;
    for (std::size_t i = 0; i < shaped.units.size(); ++i) {
        const UnitState state = shaped.units[i].state;
        if (!is_cut_off(state)) continue;
        if (walker != nullptr && walker->units[i].state != UnitState::reachable) continue;
        if (walker == nullptr && staff.units[i].state == UnitState::reachable) continue;
        const plan::UnitIndex unit = shaped.units[i].unit;
        core::Diagnostic finding = on_level(level, "P068");
        finding.message = fmt::format("the {} unit cannot be reached {}: {}", level.plan.units[unit].category,
                                      in_words(profile_of(level.body)), why(state, level.body));
        finding.advice = state == UnitState::filled
                             ? "join this part of the level to the rest by an opening, stairs or a lift"
                             : "draw the opening on the unit's edge, or widen it";
        finding.feature = plan::unit_reference(level.plan, unit);
        finding.at = plan::representative_point(level.plan.units[unit]);
        findings.push_back(std::move(finding));
    }
}

}  // namespace

void report_level(const ShapedLevel& walker, const ShapedLevel& wheelchair, const ShapedLevel& staff,
                  core::Diagnostics& findings) {
    for (const ShapedLevel* shaped : {&walker, &wheelchair}) {
        const ShapedLevel* before = shaped == &walker ? nullptr : &walker;
        report_stops(*shaped, before, staff, findings);
        report_one_way_openings(*shaped, before, findings);
        report_openings(shaped->level, before != nullptr ? &before->level : nullptr, findings);
        report_units(*shaped, before, staff, findings);
    }
}

}  // namespace mallctl::nav
