#include "db/plan_rows.hpp"

#include "core/error.hpp"
#include "core/wkb.hpp"
#include "db/rows.hpp"
#include "db/unit_edits.hpp"
#include "plan/digest.hpp"

namespace mallctl::db {

using core::to_ewkb;
using core::to_string;
using plan::Plan;

namespace {

std::string flag(bool value) {
    return value ? "t" : "f";
}

std::optional<std::string> number(const std::optional<double>& value) {
    if (!value) return std::nullopt;
    return to_text(*value);
}

std::optional<std::string> point(const std::optional<core::Point>& value) {
    if (!value) return std::nullopt;
    return to_ewkb(*value);
}

// No area is null, which only an outline may be.
std::optional<std::string> area(const core::MultiPolygon& value) {
    if (value.empty()) return std::nullopt;
    return to_ewkb(value);
}

std::string direction(plan::Direction value) {
    if (value == plan::Direction::both) return "both";
    return value == plan::Direction::up ? "up" : "down";
}

class Tables {
  public:
    Tables(const Plan& plan, const PlanDigests& digests) : plan_(plan), digests_(digests) {}

    TableRows buildings() const {
        TableRows table = features("building", {"category", "display_point"});
        for (const auto& b : plan_.buildings) add(table, "building", b, {b.category, point(b.display_point)});
        return table;
    }

    TableRows footprints() const {
        TableRows table = features("footprint", {"category", "geometry"});
        for (const auto& f : plan_.footprints) add(table, "footprint", f, {f.category, area(f.geometry)});
        return table;
    }

    TableRows footprint_buildings() const {
        TableRows table{"footprint_building", {"footprint_id", "seq", "building_id"}, {}};
        for (const auto& f : plan_.footprints) {
            for (std::size_t i = 0; i < f.buildings.size(); ++i) {
                table.rows.push_back(
                    {to_string(f.id), std::to_string(i), to_string(plan_.buildings.at(f.buildings[i]).id)});
            }
        }
        return table;
    }

    TableRows levels() const {
        TableRows table =
            features("level", {"building_id", "ordinal", "short_name", "elevation_m", "outdoor", "outline"});
        for (const auto& l : plan_.levels) {
            std::optional<std::string> building;
            if (l.building) building = to_string(plan_.buildings.at(*l.building).id);
            add(table, "level", l,
                {building, std::to_string(l.ordinal), l.short_name, number(l.elevation_m), flag(l.outdoor),
                 area(l.outline)});
        }
        return table;
    }

    TableRows units() const {
        TableRows table =
            features("unit_version", {"level_id", "category", "ref", "restriction", "accessibility",
                                      "display_point", "direction", "geometry", "edits"});
        for (const auto& u : plan_.units) {
            std::optional<std::string> way;
            if (u.direction) way = direction(*u.direction);
            add(table, "unit", u,
                {level(u.level), u.category, u.ref, u.restriction, texts_to_array(u.accessibility),
                 point(u.display_point), way, area(u.geometry), edits_to_json(u.edits)});
        }
        return table;
    }

    TableRows openings() const {
        TableRows table = features(
            "opening", {"level_id", "category", "width_m", "accessible", "one_way", "inferred", "geometry"});
        for (const auto& o : plan_.openings) {
            add(table, "opening", o,
                {level(o.level), o.category, number(o.width_m), flag(o.accessible), flag(o.one_way),
                 flag(o.inferred), to_ewkb(o.geometry)});
        }
        return table;
    }

    TableRows connectors() const {
        TableRows table =
            features("connector", {"category", "direction", "accessible", "wait_s", "inferred"});
        for (const auto& c : plan_.connectors) {
            add(table, "connector", c,
                {c.category, direction(c.direction), flag(c.accessible), number(c.wait_s), flag(c.inferred)});
        }
        return table;
    }

    TableRows connector_stops() const {
        TableRows table{"connector_stop", {"connector_id", "seq", "level_id", "unit_id", "point"}, {}};
        for (const auto& c : plan_.connectors) {
            for (std::size_t i = 0; i < c.stops.size(); ++i) {
                const plan::ConnectorStop& stop = c.stops[i];
                table.rows.push_back({to_string(c.id), std::to_string(i), level(stop.level), unit(stop.unit),
                                      to_ewkb(stop.point)});
            }
        }
        return table;
    }

    TableRows fixtures() const {
        TableRows table = features("fixture", {"level_id", "category", "geometry"});
        for (const auto& f : plan_.fixtures) {
            add(table, "fixture", f, {level(f.level), f.category, area(f.geometry)});
        }
        return table;
    }

    TableRows amenities() const {
        TableRows table = features("amenity", {"level_id", "category", "point"});
        for (const auto& a : plan_.amenities) {
            add(table, "amenity", a, {level(a.level), a.category, to_ewkb(a.point)});
        }
        return table;
    }

    TableRows amenity_units() const {
        TableRows table{"amenity_unit", {"amenity_id", "seq", "unit_id"}, {}};
        for (const auto& a : plan_.amenities) {
            for (std::size_t i = 0; i < a.units.size(); ++i) {
                table.rows.push_back({to_string(a.id), std::to_string(i), unit(a.units[i])});
            }
        }
        return table;
    }

    TableRows walls() const {
        TableRows table = features("wall", {"level_id", "lines"});
        for (const auto& w : plan_.walls) add(table, "wall", w, {level(w.level), to_ewkb(w.lines)});
        return table;
    }

    TableRows sections() const {
        TableRows table = features("section", {"level_id", "category", "geometry"});
        for (const auto& s : plan_.sections) {
            add(table, "section", s, {level(s.level), s.category, area(s.geometry)});
        }
        return table;
    }

    TableRows kiosks() const {
        TableRows table = features("kiosk", {"level_id", "geometry"});
        for (const auto& k : plan_.kiosks) add(table, "kiosk", k, {level(k.level), area(k.geometry)});
        return table;
    }

    TableRows occupants() const {
        TableRows table = features("occupant", {"category", "unit_id", "hours", "phone", "website"});
        for (const auto& o : plan_.occupants) {
            add(table, "occupant", o, {o.category, unit(o.unit), o.hours, o.phone, o.website});
        }
        return table;
    }

  private:
    static TableRows features(const std::string& name, std::vector<std::string> own_columns) {
        TableRows table{name, {"id", "source_id", "name", "digest"}, {}};
        table.columns.insert(table.columns.end(), own_columns.begin(), own_columns.end());
        return table;
    }

    void add(TableRows& table, const std::string& kind, const plan::Feature& feature, RowValues own) const {
        RowValues row{to_string(feature.id), feature.source_id, names_to_json(feature.name),
                      digests_.at(kind).at(feature.id)};
        row.insert(row.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
        table.rows.push_back(std::move(row));
    }

    std::string level(plan::LevelIndex index) const { return to_string(plan_.levels.at(index).id); }

    std::optional<std::string> unit(const std::optional<plan::UnitIndex>& index) const {
        if (!index) return std::nullopt;
        return to_string(plan_.units.at(*index).id);
    }

    const Plan& plan_;
    const PlanDigests& digests_;
};

template <typename T>
void collect(PlanDigests& digests, const Plan& plan, const std::string& kind,
             const std::vector<T>& features) {
    auto& of_kind = digests[kind];
    for (const T& feature : features) {
        if (of_kind.emplace(feature.id, plan::digest(plan, feature)).second) continue;
        core::Diagnostic finding;
        finding.code = "P005";
        finding.severity = core::Severity::error;
        finding.message = "two features of kind " + kind + " have the id " + to_string(feature.id);
        finding.advice = "give each feature of the source an id of its own";
        finding.feature = feature.source_id;
        throw core::Error(core::Fault::rejected, finding.message, finding.advice, {finding});
    }
}

}  // namespace

std::string table_of_kind(const std::string& kind) {
    return kind == "unit" ? "unit_version" : kind;
}

PlanDigests digests_of(const Plan& plan) {
    PlanDigests digests;
    collect(digests, plan, "building", plan.buildings);
    collect(digests, plan, "footprint", plan.footprints);
    collect(digests, plan, "level", plan.levels);
    collect(digests, plan, "unit", plan.units);
    collect(digests, plan, "opening", plan.openings);
    collect(digests, plan, "connector", plan.connectors);
    collect(digests, plan, "fixture", plan.fixtures);
    collect(digests, plan, "amenity", plan.amenities);
    collect(digests, plan, "wall", plan.walls);
    collect(digests, plan, "section", plan.sections);
    collect(digests, plan, "kiosk", plan.kiosks);
    collect(digests, plan, "occupant", plan.occupants);
    return digests;
}

std::vector<TableRows> rows_of(const Plan& plan, const PlanDigests& digests) {
    const Tables tables(plan, digests);
    return {tables.buildings(),  tables.footprints(),      tables.footprint_buildings(),
            tables.levels(),     tables.units(),           tables.openings(),
            tables.connectors(), tables.connector_stops(), tables.fixtures(),
            tables.amenities(),  tables.amenity_units(),   tables.walls(),
            tables.sections(),   tables.kiosks(),          tables.occupants()};
}

}  // namespace mallctl::db
