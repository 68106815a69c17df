// One level of a plan from its sheet.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "importers/drawing/doors.hpp"
#include "importers/drawing/finding_log.hpp"
#include "importers/drawing/level_sheet.hpp"
#include "importers/drawing/parts.hpp"
#include "importers/drawing/placement.hpp"
#include "plan/model.hpp"

namespace mallctl::importers::drawing {

class LevelBuilder {
  public:
    // Appends to `plan`; its level `index` is there already. All must outlive the builder.
    LevelBuilder(plan::Plan& plan, plan::LevelIndex index, const LevelSheet& sheet,
                 const Placement& placement, FindingLog& log)
        : plan_(plan), index_(index), sheet_(sheet), placement_(placement), log_(log) {}

    // Units, openings, walls, fixtures, amenities, sections, kiosks and the outline. Throws
    // core::Error(rejected) for a level that has neither unit nor outline, and for more pairs of things than
    // can be compared.
    void build();

  private:
    // An area of a class that is drawn by areas.
    struct Drawn {
        const Item* item;
        core::MultiPolygon geometry;  // metres
        bool is_sound = true;         // else raw: rings may be open or cross themselves
    };

    const std::vector<Item>& items(mapping::LayerClass layer_class) const;
    // Lines and hatches, each an area of its own; as they are drawn where they are open or cross themselves.
    std::vector<Drawn> read_areas(mapping::LayerClass layer_class);
    void read_area(const Item& item, std::vector<Drawn>& drawn);
    // Furniture and kiosks: an inserted block is one thing, the hull of its parts; what is drawn loose as in
    // read_areas.
    std::vector<Drawn> read_bodies(mapping::LayerClass layer_class);
    std::vector<Part> parts_of(mapping::LayerClass layer_class) const;
    std::vector<Drawn> without_duplicates(std::vector<Drawn> drawn);

    // Calls visit(label, its text, index of the smallest of `areas` around it); a label outside all is a
    // finding that calls them `kind`.
    using VisitLabel = std::function<void(const Item&, const std::string&, std::size_t)>;
    void for_each_label(mapping::LayerClass layer_class, const std::vector<core::MultiPolygon>& areas,
                        const std::string& kind, const VisitLabel& visit);

    void add_units();
    void label_units();
    [[noreturn]] void reject_empty();
    void add_outline();
    void add_openings();
    // The line of a door on an edge: the part that it covers, or, where its block states a width, so much
    // about its middle.
    std::optional<core::LineString> line_of_door(const Item& item, const std::vector<core::Point>& points,
                                                 const Edges& units, const Edges& outline) const;
    void add_walls();
    void add_bodies();
    void add_amenities();
    void add_sections();
    void check_pairs(std::size_t a, std::size_t b, const char* what) const;

    core::LineString place(const core::LineString& line) const;
    core::MultiPolygon place(const core::MultiPolygon& areas) const;
    void report(const char* code, const Item& item, const std::string& message, const std::string& advice,
                core::Point at);

    plan::Plan& plan_;
    plan::LevelIndex index_;
    const LevelSheet& sheet_;
    const Placement& placement_;
    FindingLog& log_;
    plan::UnitIndex first_unit_ = 0;
    std::vector<core::MultiPolygon> unit_areas_;  // metres; [i] is of unit first_unit_ + i
    core::MultiPolygon outline_;                  // metres
};

}  // namespace mallctl::importers::drawing
