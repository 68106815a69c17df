// Turns classified features into a plan, file by file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "importers/geojson/classify.hpp"
#include "importers/geojson/level_book.hpp"
#include "importers/importer.hpp"

namespace mallctl::importers::geojson {

struct Item {
    const features::Feature* feature = nullptr;
    Classified what;
};

class Builder {
  public:
    explicit Builder(ImportResult& result) : result_(result), book_(result.plan) {}

    LevelBook& book() { return book_; }

    void add_building(const Item& item);
    plan::LevelIndex add_level(const Item& item);

    // A feature on a level, but no connector; `file_level` is where those belong that name none. False for a
    // class that is not known.
    bool add_on_level(const Item& item, std::optional<plan::LevelIndex> file_level);

    // After everything else: its stops refer to units.
    void add_connector(const Item& item);

    // Amenities name units that may come after them in the file: settled at the end.
    void settle_amenities();

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

    void add_outline(const Item& item, plan::LevelIndex level);
    void add_unit(const Item& item, plan::LevelIndex level);
    void add_opening(const Item& item, plan::LevelIndex level);
    void add_wall(const Item& item, plan::LevelIndex level);
    void add_amenity(const Item& item, plan::LevelIndex level);

    template <typename F>
    void add_area(const Item& item, plan::LevelIndex level, std::vector<F>& target);

    ImportResult& result_;
    LevelBook book_;
    std::map<std::string, plan::UnitIndex> units_;  // by source id
    std::map<std::pair<plan::LevelIndex, std::string>, plan::UnitIndex> units_by_ref_;
    std::vector<std::pair<std::size_t, const features::Feature*>> amenities_with_units_;  // index of amenity
};

}  // namespace mallctl::importers::geojson
