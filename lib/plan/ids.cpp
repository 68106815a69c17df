#include "plan/ids.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "plan/classes.hpp"
#include "plan/content.hpp"

namespace mallctl::plan {

namespace {

class IdAssigner {
  public:
    IdAssigner(const Plan& plan, const Uuid& mall, core::Diagnostics& findings,
               const std::vector<Uuid>& taken)
        : format_(plan.format), mall_(mall), findings_(findings), used_(taken.begin(), taken.end()) {}

    // To be called for every class before the first `assign`: who has an id keeps it.
    template <typename F>
    void keep(std::string_view kind, std::vector<F>& features) {
        used_.reserve(used_.size() + features.size());
        for (F& feature : features) {
            if (feature.id.is_nil()) continue;
            for (int order = 2; !used_.insert(feature.id).second; ++order) {
                report(kind, feature, order);
                feature.id = core::uuid_v5(feature.id, fmt::format("again {}", order));
            }
        }
    }

    // `content` writes what tells features without a source id apart.
    template <typename F, typename WriteContent>
    void assign(std::string_view kind, std::vector<F>& features, WriteContent content) {
        std::unordered_map<std::string_view, int> by_source_id;
        std::unordered_map<std::string, int> by_content;
        by_source_id.reserve(features.size());
        for (F& feature : features) {
            ContentWriter key;
            int order = 0;
            if (!feature.source_id.empty()) {
                order = ++by_source_id[feature.source_id];
            } else if (feature.id.is_nil()) {
                content(key.text(format_).text(kind).text("content"), feature);
                order = ++by_content[key.str()];
            }
            if (order > 1) report(kind, feature, order);
            if (!feature.id.is_nil()) continue;
            if (!feature.source_id.empty()) {
                key.text(format_).text(kind).text("source").text(feature.source_id);
            }
            name(feature, key, order);
        }
    }

  private:
    void name(Feature& feature, const ContentWriter& key, int order) {
        do {
            ContentWriter text = key;
            if (order > 1) text.text("again").text(std::to_string(order));
            feature.id = core::uuid_v5(mall_, text.str());
            ++order;
        } while (!used_.insert(feature.id).second);
    }

    void report(std::string_view kind, const Feature& feature, int order) {
        core::Diagnostic finding;
        finding.severity = core::Severity::warning;
        finding.feature = feature.source_id;
        if (feature.source_id.empty()) {
            finding.code = "P032";
            finding.message = fmt::format("a {} is in the plan {} times with the same content", kind, order);
            finding.advice = "remove the copies";
        } else {
            finding.code = "P005";
            finding.message = fmt::format("{} id {} is used {} times", kind, feature.source_id, order);
            finding.advice = "give each feature an id of its own: leases and links follow ids";
        }
        findings_.push_back(std::move(finding));
    }

    std::string format_;
    Uuid mall_;
    core::Diagnostics& findings_;
    std::unordered_set<Uuid> used_;
};

std::string level_id(const Plan& plan, LevelIndex level) {
    return core::to_string(plan.levels.at(level).id);
}

// A unit's number is its identity where no other unit of the level has it: its shape and name may change. Its
// name is never part of it: shops are renamed all the time, and leases stay.
void assign_units(IdAssigner& ids, Plan& plan) {
    std::map<std::pair<LevelIndex, std::string>, int> uses;
    for (const Unit& unit : plan.units) ++uses[{unit.level, unit.ref}];
    ids.assign("unit", plan.units, [&](ContentWriter& out, const Unit& it) {
        out.text(level_id(plan, it.level)).text(it.ref);
        if (it.ref.empty() || uses.at({it.level, it.ref}) > 1) out.text(it.category).area(it.geometry);
    });
}

// Buildings first, then levels, then units: what comes later is told apart by the ids of what came before.
void assign_structure(IdAssigner& ids, Plan& plan) {
    ids.assign("building", plan.buildings,
               [](ContentWriter& out, const Building& it) { out.text(it.category).names(it.name); });
    ids.assign("footprint", plan.footprints, [](ContentWriter& out, const Footprint& it) {
        out.text(it.category).names(it.name).area(it.geometry);
    });
    ids.assign("level", plan.levels, [&](ContentWriter& out, const Level& it) {
        out.text(it.building ? core::to_string(plan.buildings.at(*it.building).id) : "")
            .text(std::to_string(it.ordinal))
            .text(it.short_name);
    });
    assign_units(ids, plan);
}

void assign_details(IdAssigner& ids, Plan& plan) {
    ids.assign("opening", plan.openings, [&](ContentWriter& out, const Opening& it) {
        out.text(level_id(plan, it.level)).text(it.category).names(it.name).line(it.geometry);
    });
    ids.assign("fixture", plan.fixtures, [&](ContentWriter& out, const Fixture& it) {
        out.text(level_id(plan, it.level)).text(it.category).names(it.name).area(it.geometry);
    });
    ids.assign("amenity", plan.amenities, [&](ContentWriter& out, const Amenity& it) {
        out.text(level_id(plan, it.level)).text(it.category).names(it.name).point(it.point);
    });
    ids.assign("wall", plan.walls, [&](ContentWriter& out, const Wall& it) {
        out.text(level_id(plan, it.level)).names(it.name);
        for (const LineString& line : it.lines) out.line(line);
    });
    ids.assign("section", plan.sections, [&](ContentWriter& out, const Section& it) {
        out.text(level_id(plan, it.level)).text(it.category).names(it.name).area(it.geometry);
    });
    ids.assign("kiosk", plan.kiosks, [&](ContentWriter& out, const Kiosk& it) {
        out.text(level_id(plan, it.level)).names(it.name).area(it.geometry);
    });
}

void assign_links(IdAssigner& ids, Plan& plan) {
    const auto unit_id = [&](const std::optional<UnitIndex>& unit) {
        return unit ? core::to_string(plan.units.at(*unit).id) : std::string();
    };
    ids.assign("connector", plan.connectors, [&](ContentWriter& out, const Connector& it) {
        out.text(it.category).names(it.name);
        for (const ConnectorStop& stop : it.stops) {
            out.text(level_id(plan, stop.level)).text(unit_id(stop.unit));
            if (!stop.unit) out.point(stop.point);
        }
    });
    ids.assign("occupant", plan.occupants, [&](ContentWriter& out, const Occupant& it) {
        out.text(unit_id(it.unit)).text(it.category).names(it.name);
    });
}

}  // namespace

void assign_ids(Plan& plan, const Uuid& mall, core::Diagnostics& findings, const std::vector<Uuid>& taken) {
    IdAssigner ids(plan, mall, findings, taken);
    for_each_class(plan, [&](const char* kind, auto& features) { ids.keep(kind, features); });
    assign_structure(ids, plan);
    assign_details(ids, plan);
    assign_links(ids, plan);
}

}  // namespace mallctl::plan
