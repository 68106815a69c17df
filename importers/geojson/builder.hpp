// Turns classified features into a plan, file by file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "importers/geojson/classify.hpp"
#include "importers/geojson/level_book.hpp"
#include "importers/importer.hpp"

namespace mallctl::importers::geojson {

// A feature that has been read; its geometry is moved into the plan.
struct Item {
    features::Feature feature;
    Classified what;
};

class Builder {
  public:
    explicit Builder(ImportResult& result) : result_(result), book_(result.plan) {}

    LevelBook& book() { return book_; }

    void add_building(Item& item);
    plan::LevelIndex add_level(Item& item);

    // A feature on a level, but no connector; `file_level` is where those belong that name none. False for a
    // class that is not known.
    bool add_on_level(Item& item, std::optional<plan::LevelIndex> file_level);

    // Amenities name units that may come after them in the file: settled when all units are there, before the
    // connectors.
    void settle_amenities();

    // After everything else: its stops refer to units.
    void add_connector(Item& item);

    void report(const features::Feature& feature, const char* code, core::Severity severity,
                std::string message, std::string advice);

  private:
    plan::Plan& plan() { return result_.plan; }
    void fill(plan::Feature& target, const features::Feature& source);
    bool has_shape(const features::Feature& feature, features::Shape shape);
    std::optional<plan::LevelIndex> level_of(const features::Feature& feature,
                                             std::optional<plan::LevelIndex> file_level);
    std::optional<plan::UnitIndex> unit_of(const std::string& id_or_ref,
                                           std::optional<plan::LevelIndex> level);

    void add_outline(Item& item, plan::LevelIndex level);
    void add_unit(Item& item, plan::LevelIndex level);
    void add_opening(Item& item, plan::LevelIndex level);
    void add_wall(Item& item, plan::LevelIndex level);
    void add_amenity(Item& item, plan::LevelIndex level);

    template <typename F>
    void add_area(Item& item, plan::LevelIndex level, std::vector<F>& target);

    void index_units();

    ImportResult& result_;
    LevelBook book_;
    // Made when the first reference is looked up, once all units are there; the keys are the units' own
    // texts.
    bool indexed_ = false;
    std::unordered_map<std::string_view, plan::UnitIndex> units_;  // by source id
    using LevelAndRef = std::pair<plan::LevelIndex, std::string_view>;
    std::map<LevelAndRef, plan::UnitIndex> units_by_ref_;

    struct NamedUnits {
        std::size_t amenity = 0;  // its index in the plan
        std::vector<std::string> names;
        features::Feature feature;  // without geometry
    };
    std::vector<NamedUnits> amenities_with_units_;
};

}  // namespace mallctl::importers::geojson
