#include "exporters/svg/floor_signs.hpp"

#include <algorithm>
#include <cmath>

#include "exporters/svg/pictograms.hpp"
#include "exporters/svg/words.hpp"

namespace mallctl::exporters::floor_map {

namespace {

constexpr double min_mm = 1.8;
constexpr double max_mm = 4.4;
constexpr double amenity_mm = 3.2;
constexpr double gap_mm = 0.3;
constexpr double same_place_mm = 6;  // nearer than this, one sign of a kind is enough

class Signs {
  public:
    Signs(drawing::Page& page, const MapOptions& options, std::vector<LabelBox>& taken)
        : page_(page), options_(options), taken_(taken) {}

    void in_unit(const FloorUnit& unit, const std::string& sign) {
        if (unit.size_mm2 < min_mm * min_mm) return;
        const auto box =
            largest_box(unit.area, boxes_near(taken_, unit), {{}, 1.15, 1.15, 0}, min_mm, max_mm);
        if (box) put(sign, box->centre, box->width / 1.15);
    }

    // At the place, or on a ring around it.
    void at_point(core::Point at, const std::string& sign) {
        const auto near = [&](const Placed& other) {
            return other.sign == sign && std::hypot(other.at.x - at.x, other.at.y - at.y) < same_place_mm;
        };
        if (std::any_of(placed_.begin(), placed_.end(), near)) return;
        const double step = amenity_mm + gap_mm;
        const std::vector<core::Point> tries = {{0, 0},        {step, 0},     {-step, 0},
                                                {0, -step},    {0, step},     {step, step},
                                                {-step, step}, {step, -step}, {-step, -step}};
        for (const auto& [dx, dy] : tries) {
            const LabelBox box{{at.x + dx, at.y + dy}, amenity_mm, amenity_mm, 0};
            const bool hit = std::any_of(taken_.begin(), taken_.end(),
                                         [&](const LabelBox& other) { return overlaps(box, other); });
            if (!hit) return put(sign, box.centre, amenity_mm);
        }
    }

    std::set<std::string> drawn() const {
        std::set<std::string> signs;
        for (const auto& one : placed_) signs.insert(one.sign);
        return signs;
    }

  private:
    struct Placed {
        std::string sign;
        core::Point at;
    };

    void put(const std::string& sign, core::Point at, double size) {
        draw_sign(page_, sign, at, size, word(sign, options_.locales));
        taken_.push_back({at, size + gap_mm, size + gap_mm, 0});
        placed_.push_back({sign, at});
    }

    drawing::Page& page_;
    const MapOptions& options_;
    std::vector<LabelBox>& taken_;
    std::vector<Placed> placed_;
};

}  // namespace

std::set<std::string> draw_signs(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                                 plan::LevelIndex level, const PaperFrame& frame,
                                 const std::vector<FloorUnit>& units, std::vector<LabelBox>& taken) {
    Signs signs(page, options, taken);
    page.begin("signs");
    for (const FloorUnit& unit : units) {
        if (unit.store || unit.paint->is_shop) continue;
        const std::string sign = sign_of(plan.units[unit.index].category);
        if (!sign.empty()) signs.in_unit(unit, sign);
    }
    for (const auto& connector : plan.connectors) {
        const std::string sign = sign_of(connector.category);
        for (const auto& stop : connector.stops) {
            if (stop.level == level && !sign.empty()) signs.at_point(frame(stop.point), sign);
        }
    }
    for (const auto& amenity : plan.amenities) {
        const std::string sign = sign_of(amenity.category);
        if (amenity.level == level && !sign.empty()) signs.at_point(frame(amenity.point), sign);
    }
    page.end();
    return signs.drawn();
}

}  // namespace mallctl::exporters::floor_map
