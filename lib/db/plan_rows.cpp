#include "db/plan_rows.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/error.hpp"
#include "db/unit_edits.hpp"

namespace mallctl::db {

using core::Uuid;
using plan::Plan;

namespace {

std::string_view direction(plan::Direction value) {
    if (value == plan::Direction::both) return "both";
    return value == plan::Direction::up ? "up" : "down";
}

// Indexes of the features by ascending id.
std::vector<std::size_t> by_id(const std::vector<plan::FeatureDigest>& digests) {
    std::vector<std::size_t> order(digests.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return digests[a].id < digests[b].id; });
    return order;
}

// Part `part` of feature `feature`.
struct Place {
    std::size_t feature = 0;
    std::size_t part = 0;
};

template <typename T, typename PartsOf>
std::vector<Place> places_of(const std::vector<T>& features, PartsOf parts_of) {
    std::vector<Place> places;
    for (std::size_t i = 0; i < features.size(); ++i) {
        for (std::size_t k = 0; k < parts_of(features[i]).size(); ++k) places.push_back({i, k});
    }
    return places;
}

class Tables {
  public:
    Tables(const Plan& plan, const plan::PlanDigests& digests) : plan_(plan), digests_(digests) {}

    TableRows buildings() const {
        return features(
            "building", plan_.buildings, {"category", "display_point"},
            [](CopyRows& out, const plan::Building& b) { out.text(b.category).point(b.display_point); });
    }

    TableRows footprints() const {
        return features(
            "footprint", plan_.footprints, {"category", "geometry"},
            [](CopyRows& out, const plan::Footprint& f) { out.text(f.category).area(f.geometry); });
    }

    TableRows footprint_buildings() const {
        return parts("footprint_building", {"footprint_id", "seq", "building_id"},
                     places_of(
                         plan_.footprints, [](const auto& f) -> const auto& { return f.buildings; }),
                     [plan = &plan_](CopyRows& out, const Place& place) {
                         const plan::Footprint& footprint = plan->footprints[place.feature];
                         out.uuid(footprint.id).integer(static_cast<std::int32_t>(place.part));
                         out.uuid(plan->buildings.at(footprint.buildings[place.part]).id);
                     });
    }

    TableRows levels() const {
        return features("level", plan_.levels,
                        {"building_id", "ordinal", "short_name", "elevation_m", "outdoor", "outline"},
                        [plan = &plan_](CopyRows& out, const plan::Level& l) {
                            l.building ? out.uuid(plan->buildings.at(*l.building).id) : out.null();
                            out.integer(l.ordinal).text(l.short_name).real(l.elevation_m).flag(l.outdoor);
                            out.area(l.outline);
                        });
    }

    TableRows units() const {
        return features("unit", plan_.units,
                        {"level_id", "category", "ref", "restriction", "accessibility", "display_point",
                         "direction", "geometry", "edits"},
                        [this_plan = &plan_](CopyRows& out, const plan::Unit& u) {
                            out.uuid(level(*this_plan, u.level)).text(u.category).text(u.ref);
                            out.text(u.restriction).texts(u.accessibility).point(u.display_point);
                            u.direction ? out.text(direction(*u.direction)) : out.null();
                            out.area(u.geometry).json(edits_to_json(u.edits));
                        });
    }

    TableRows openings() const {
        return features("opening", plan_.openings,
                        {"level_id", "category", "width_m", "accessible", "one_way", "inferred", "geometry"},
                        [this_plan = &plan_](CopyRows& out, const plan::Opening& o) {
                            out.uuid(level(*this_plan, o.level)).text(o.category).real(o.width_m);
                            out.flag(o.accessible).flag(o.one_way).flag(o.inferred).line(o.geometry);
                        });
    }

    TableRows connectors() const {
        return features("connector", plan_.connectors,
                        {"category", "direction", "accessible", "wait_s", "inferred"},
                        [](CopyRows& out, const plan::Connector& c) {
                            out.text(c.category).text(direction(c.direction)).flag(c.accessible);
                            out.real(c.wait_s).flag(c.inferred);
                        });
    }

    TableRows connector_stops() const {
        return parts("connector_stop", {"connector_id", "seq", "level_id", "unit_id", "point"},
                     places_of(
                         plan_.connectors, [](const auto& c) -> const auto& { return c.stops; }),
                     [this_plan = &plan_](CopyRows& out, const Place& place) {
                         const plan::Connector& connector = this_plan->connectors[place.feature];
                         const plan::ConnectorStop& stop = connector.stops[place.part];
                         out.uuid(connector.id).integer(static_cast<std::int32_t>(place.part));
                         out.uuid(level(*this_plan, stop.level)).uuid(unit(*this_plan, stop.unit));
                         out.point(stop.point);
                     });
    }

    TableRows fixtures() const {
        return features("fixture", plan_.fixtures, {"level_id", "category", "geometry"},
                        [this_plan = &plan_](CopyRows& out, const plan::Fixture& f) {
                            out.uuid(level(*this_plan, f.level)).text(f.category).area(f.geometry);
                        });
    }

    TableRows amenities() const {
        return features("amenity", plan_.amenities, {"level_id", "category", "point"},
                        [this_plan = &plan_](CopyRows& out, const plan::Amenity& a) {
                            out.uuid(level(*this_plan, a.level)).text(a.category).point(a.point);
                        });
    }

    TableRows amenity_units() const {
        return parts("amenity_unit", {"amenity_id", "seq", "unit_id"},
                     places_of(
                         plan_.amenities, [](const auto& a) -> const auto& { return a.units; }),
                     [this_plan = &plan_](CopyRows& out, const Place& place) {
                         const plan::Amenity& amenity = this_plan->amenities[place.feature];
                         out.uuid(amenity.id).integer(static_cast<std::int32_t>(place.part));
                         out.uuid(this_plan->units.at(amenity.units[place.part]).id);
                     });
    }

    TableRows walls() const {
        return features("wall", plan_.walls, {"level_id", "lines"},
                        [this_plan = &plan_](CopyRows& out, const plan::Wall& w) {
                            out.uuid(level(*this_plan, w.level)).lines(w.lines);
                        });
    }

    TableRows sections() const {
        return features("section", plan_.sections, {"level_id", "category", "geometry"},
                        [this_plan = &plan_](CopyRows& out, const plan::Section& s) {
                            out.uuid(level(*this_plan, s.level)).text(s.category).area(s.geometry);
                        });
    }

    TableRows kiosks() const {
        return features("kiosk", plan_.kiosks, {"level_id", "geometry"},
                        [this_plan = &plan_](CopyRows& out, const plan::Kiosk& k) {
                            out.uuid(level(*this_plan, k.level)).area(k.geometry);
                        });
    }

    TableRows occupants() const {
        return features("occupant", plan_.occupants, {"category", "unit_id", "hours", "phone", "website"},
                        [this_plan = &plan_](CopyRows& out, const plan::Occupant& o) {
                            out.text(o.category).uuid(unit(*this_plan, o.unit));
                            out.text(o.hours).text(o.phone).text(o.website);
                        });
    }

  private:
    // `write_own` appends the columns that only this kind has.
    template <typename T, typename WriteOwn>
    TableRows features(const std::string& kind, const std::vector<T>& features,
                       std::vector<std::string> own_columns, WriteOwn write_own) const {
        TableRows table{table_of_kind(kind), {"id", "source_id", "name", "digest"}, features.size(), {}};
        table.columns.insert(table.columns.end(), own_columns.begin(), own_columns.end());
        const std::vector<plan::FeatureDigest>& digests = digests_.at(kind);
        table.write = [&features, &digests, write_own, order = by_id(digests),
                       columns = table.columns.size()](CopyRows& out, std::size_t index) {
            const std::size_t at = order.at(index);
            const T& feature = features.at(at);
            out.row(columns);
            out.uuid(feature.id).text(feature.source_id).names(feature.name);
            out.text(core::to_hex(digests.at(at).sha256));
            write_own(out, feature);
        };
        return table;
    }

    template <typename WritePart>
    static TableRows parts(const std::string& name, std::vector<std::string> columns,
                           std::vector<Place> places, WritePart write_part) {
        TableRows table{name, std::move(columns), places.size(), {}};
        table.write = [write_part, places = std::move(places), columns = table.columns.size()](
                          CopyRows& out, std::size_t index) {
            out.row(columns);
            write_part(out, places.at(index));
        };
        return table;
    }

    static const Uuid& level(const Plan& plan, plan::LevelIndex index) { return plan.levels.at(index).id; }

    static std::optional<Uuid> unit(const Plan& plan, const std::optional<plan::UnitIndex>& index) {
        return index ? std::optional(plan.units.at(*index).id) : std::nullopt;
    }

    const Plan& plan_;
    const plan::PlanDigests& digests_;
};

template <typename T>
void require_distinct(const std::string& kind, const std::vector<T>& features,
                      const std::vector<plan::FeatureDigest>& digests) {
    const std::vector<std::size_t> order = by_id(digests);
    const auto twice = std::adjacent_find(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return digests[a].id == digests[b].id;
    });
    if (twice == order.end()) return;
    const plan::Feature& feature = features.at(*twice);
    core::Diagnostic finding;
    finding.code = "P005";
    finding.severity = core::Severity::error;
    finding.message = "two features of kind " + kind + " have the id " + core::to_string(feature.id);
    finding.advice = "give each feature of the source an id of its own";
    finding.feature = feature.source_id;
    throw core::Error(core::Fault::rejected, finding.message, finding.advice, {finding});
}

}  // namespace

std::string table_of_kind(const std::string& kind) {
    return kind == "unit" ? "unit_version" : kind;
}

void require_distinct_ids(const Plan& plan, const plan::PlanDigests& digests) {
    const auto require = [&](const std::string& kind, const auto& features) {
        require_distinct(kind, features, digests.at(kind));
    };
    require("building", plan.buildings);
    require("footprint", plan.footprints);
    require("level", plan.levels);
    require("unit", plan.units);
    require("opening", plan.openings);
    require("connector", plan.connectors);
    require("fixture", plan.fixtures);
    require("amenity", plan.amenities);
    require("wall", plan.walls);
    require("section", plan.sections);
    require("kiosk", plan.kiosks);
    require("occupant", plan.occupants);
}

std::vector<TableRows> rows_of(const Plan& plan, const plan::PlanDigests& digests) {
    const Tables tables(plan, digests);
    return {tables.buildings(),  tables.footprints(),      tables.footprint_buildings(),
            tables.levels(),     tables.units(),           tables.openings(),
            tables.connectors(), tables.connector_stops(), tables.fixtures(),
            tables.amenities(),  tables.amenity_units(),   tables.walls(),
            tables.sections(),   tables.kiosks(),          tables.occupants()};
}

}  // namespace mallctl::db
