#include "db/plan_reader.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "core/error.hpp"
#include "core/wkb.hpp"
#include "db/rows.hpp"
#include "db/unit_edits.hpp"

namespace mallctl::db {

using core::Uuid;

namespace {

class PlanReader {
  public:
    PlanReader(Work& work, const Uuid& mall, const Uuid& plan_id) : work_(work) {
        key_.add(mall).add(plan_id);
    }

    plan::Plan read() {
        read_header();
        read_buildings();
        read_footprints();
        read_levels();
        read_units();
        read_openings();
        read_connectors();
        read_fixtures();
        read_amenities();
        read_walls();
        read_sections();
        read_kiosks();
        read_occupants();
        return std::move(plan_);
    }

  private:
    using Index = std::unordered_map<Uuid, std::size_t>;

    // Columns 0, 1 and 2 of a feature's table are id, source id and name; its own follow.
    static constexpr int own = 3;

    Rows features(const char* table, const char* own_columns) {
        return work_.run(fmt::format("select id, source_id, name, {} from mallctl.{} "
                                     "where mall_id = $1 and plan_id = $2 order by id",
                                     own_columns, table),
                         key_);
    }

    // The rows of a table that lists parts of features, in the order of the features and then of the parts.
    Rows parts(const char* table, const char* of, const char* columns) {
        return work_.run(fmt::format("select {1}, {2} from mallctl.{0} where mall_id = $1 and plan_id = $2 "
                                     "order by {1}, seq",
                                     table, of, columns),
                         key_);
    }

    template <typename T>
    static T& add(std::vector<T>& features, const Rows& rows, std::size_t row) {
        T& feature = features.emplace_back();
        feature.id = rows.uuid(row, 0);
        feature.source_id = rows.text(row, 1);
        feature.name = rows.names(row, 2);
        return feature;
    }

    template <typename T>
    static Index index_of(const std::vector<T>& features) {
        Index index;
        index.reserve(features.size());
        for (std::size_t i = 0; i < features.size(); ++i) index.emplace(features[i].id, i);
        return index;
    }

    static std::optional<std::size_t> find(const Index& index, const Rows& rows, std::size_t row,
                                           int column) {
        if (rows.is_null(row, column)) return std::nullopt;
        return index.at(rows.uuid(row, column));
    }

    static std::optional<core::Point> point_or_null(const Rows& rows, std::size_t row, int column) {
        if (rows.is_null(row, column)) return std::nullopt;
        return core::point_from_ewkb(rows.text(row, column));
    }

    static plan::Direction direction(std::string_view text) {
        if (text == "up") return plan::Direction::up;
        return text == "down" ? plan::Direction::down : plan::Direction::both;
    }

    plan::LevelIndex level(const Rows& rows, std::size_t row, int column) const {
        return levels_.at(rows.uuid(row, column));
    }

    void read_header() {
        const Rows rows =
            work_.run("select format, name from mallctl.plan where mall_id = $1 and id = $2", key_);
        if (rows.empty())
            throw core::Error(core::Fault::failed, "the mall's plan is not in the database");
        plan_.format = rows.text(0, 0);
        plan_.name = rows.names(0, 1);
    }

    void read_buildings() {
        const Rows rows = features("building", "category, display_point");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Building& building = add(plan_.buildings, rows, i);
            building.category = rows.text(i, own);
            building.display_point = point_or_null(rows, i, own + 1);
        }
        buildings_ = index_of(plan_.buildings);
    }

    void read_footprints() {
        const Rows rows = features("footprint", "category, geometry");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Footprint& footprint = add(plan_.footprints, rows, i);
            footprint.category = rows.text(i, own);
            footprint.geometry = core::polygons_from_ewkb(rows.text(i, own + 1));
        }
        const Index footprints = index_of(plan_.footprints);
        const Rows shared = parts("footprint_building", "footprint_id", "building_id");
        for (std::size_t i = 0; i < shared.size(); ++i) {
            plan_.footprints[footprints.at(shared.uuid(i, 0))].buildings.push_back(
                buildings_.at(shared.uuid(i, 1)));
        }
    }

    void read_levels() {
        const Rows rows =
            features("level", "building_id, ordinal, short_name, elevation_m, outdoor, outline");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Level& level = add(plan_.levels, rows, i);
            level.building = find(buildings_, rows, i, own);
            level.ordinal = static_cast<int>(rows.integer(i, own + 1));
            level.short_name = rows.text(i, own + 2);
            level.elevation_m = rows.real_or_null(i, own + 3);
            level.outdoor = rows.flag(i, own + 4);
            if (!rows.is_null(i, own + 5)) level.outline = core::polygons_from_ewkb(rows.text(i, own + 5));
        }
        levels_ = index_of(plan_.levels);
    }

    void read_units() {
        const Rows rows =
            features("unit_version",
                     "level_id, category, ref, restriction, to_jsonb(accessibility), display_point, "
                     "direction, geometry, edits");
        plan_.units.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Unit& unit = add(plan_.units, rows, i);
            unit.level = level(rows, i, own);
            unit.category = rows.text(i, own + 1);
            unit.ref = rows.text(i, own + 2);
            unit.restriction = rows.text(i, own + 3);
            unit.accessibility = rows.texts(i, own + 4);
            unit.display_point = point_or_null(rows, i, own + 5);
            if (!rows.is_null(i, own + 6)) unit.direction = direction(rows.text(i, own + 6));
            unit.geometry = core::polygons_from_ewkb(rows.text(i, own + 7));
            unit.edits = edits_from_json(rows.text(i, own + 8));
        }
        units_ = index_of(plan_.units);
    }

    void read_openings() {
        const Rows rows =
            features("opening", "level_id, category, width_m, accessible, one_way, inferred, geometry");
        plan_.openings.reserve(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Opening& opening = add(plan_.openings, rows, i);
            opening.level = level(rows, i, own);
            opening.category = rows.text(i, own + 1);
            opening.width_m = rows.real_or_null(i, own + 2);
            opening.accessible = rows.flag(i, own + 3);
            opening.one_way = rows.flag(i, own + 4);
            opening.inferred = rows.flag(i, own + 5);
            opening.geometry = core::line_from_ewkb(rows.text(i, own + 6));
        }
    }

    void read_connectors() {
        const Rows rows = features("connector", "category, direction, accessible, wait_s, inferred");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Connector& connector = add(plan_.connectors, rows, i);
            connector.category = rows.text(i, own);
            connector.direction = direction(rows.text(i, own + 1));
            connector.accessible = rows.flag(i, own + 2);
            connector.wait_s = rows.real_or_null(i, own + 3);
            connector.inferred = rows.flag(i, own + 4);
        }
        const Index connectors = index_of(plan_.connectors);
        const Rows stops = parts("connector_stop", "connector_id", "level_id, unit_id, point");
        for (std::size_t i = 0; i < stops.size(); ++i) {
            plan_.connectors[connectors.at(stops.uuid(i, 0))].stops.push_back(
                {level(stops, i, 1), find(units_, stops, i, 2), core::point_from_ewkb(stops.text(i, 3))});
        }
    }

    void read_fixtures() {
        const Rows rows = features("fixture", "level_id, category, geometry");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Fixture& fixture = add(plan_.fixtures, rows, i);
            fixture.level = level(rows, i, own);
            fixture.category = rows.text(i, own + 1);
            fixture.geometry = core::polygons_from_ewkb(rows.text(i, own + 2));
        }
    }

    void read_amenities() {
        const Rows rows = features("amenity", "level_id, category, point");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Amenity& amenity = add(plan_.amenities, rows, i);
            amenity.level = level(rows, i, own);
            amenity.category = rows.text(i, own + 1);
            amenity.point = core::point_from_ewkb(rows.text(i, own + 2));
        }
        const Index amenities = index_of(plan_.amenities);
        const Rows where = parts("amenity_unit", "amenity_id", "unit_id");
        for (std::size_t i = 0; i < where.size(); ++i) {
            plan_.amenities[amenities.at(where.uuid(i, 0))].units.push_back(units_.at(where.uuid(i, 1)));
        }
    }

    void read_walls() {
        const Rows rows = features("wall", "level_id, lines");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Wall& wall = add(plan_.walls, rows, i);
            wall.level = level(rows, i, own);
            wall.lines = core::lines_from_ewkb(rows.text(i, own + 1));
        }
    }

    void read_sections() {
        const Rows rows = features("section", "level_id, category, geometry");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Section& section = add(plan_.sections, rows, i);
            section.level = level(rows, i, own);
            section.category = rows.text(i, own + 1);
            section.geometry = core::polygons_from_ewkb(rows.text(i, own + 2));
        }
    }

    void read_kiosks() {
        const Rows rows = features("kiosk", "level_id, geometry");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Kiosk& kiosk = add(plan_.kiosks, rows, i);
            kiosk.level = level(rows, i, own);
            kiosk.geometry = core::polygons_from_ewkb(rows.text(i, own + 1));
        }
    }

    void read_occupants() {
        const Rows rows = features("occupant", "category, unit_id, hours, phone, website");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            plan::Occupant& occupant = add(plan_.occupants, rows, i);
            occupant.category = rows.text(i, own);
            occupant.unit = find(units_, rows, i, own + 1);
            occupant.hours = rows.text(i, own + 2);
            occupant.phone = rows.text(i, own + 3);
            occupant.website = rows.text(i, own + 4);
        }
    }

    Work& work_;
    Params key_;
    plan::Plan plan_;
    Index buildings_;
    Index levels_;
    Index units_;
};

}  // namespace

plan::Plan read_plan(Work& work, const Uuid& mall, const Uuid& plan_id) {
    return PlanReader(work, mall, plan_id).read();
}

}  // namespace mallctl::db
