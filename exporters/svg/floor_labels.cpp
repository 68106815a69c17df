#include "exporters/svg/floor_labels.hpp"

#include <algorithm>
#include <cmath>

#include "core/names.hpp"
#include "exporters/drawing/text_width.hpp"
#include "exporters/svg/labels.hpp"

namespace mallctl::exporters::floor_map {

namespace {

const LabelStyle of_highlight{1.5, 4.4, "#7a1408", true};
const LabelStyle of_shop{1.6, 4, "#22272d", true};
const LabelStyle of_room{1.5, 3, "#4a5159", false};
const LabelStyle of_ref{1.4, 1.9, "#7b828a", false};
const LabelStyle of_number{1.1, 2.2, "#22272d", true};

// Bounds for plans that nobody could read on paper: a page has room for fewer labels than are tried, and a
// unit with more things in it than this has none.
constexpr std::size_t max_tries = 6000;
constexpr std::size_t max_in_the_way = 200;
constexpr double min_area_mm2 = 2;  // less than one digit takes

struct Wish {
    std::size_t unit = 0;  // in FloorUnits
    std::string text;
    LabelStyle style;
    bool must = false;  // a number and the legend stand in for it
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// A number rather than a name: "A-017", "B2".
bool is_code(const std::string& text) {
    return text.size() <= 8 && std::any_of(text.begin(), text.end(), is_digit) &&
           std::none_of(text.begin(), text.end(), [](char c) { return c == ' ' || (c >= 'a' && c <= 'z'); });
}

// What a sign at the door of "Classroom 104" would say where there is no room for more; empty for a name
// that does not end with a number.
std::string number_in(const std::string& name) {
    const std::string last = name.substr(name.rfind(' ') + 1);
    return last != name && !last.empty() && is_digit(last.front()) ? last : std::string{};
}

std::optional<Wish> wish_of(const plan::Unit& unit, const FloorUnit& drawn, std::size_t position,
                            const MapOptions& options) {
    if (drawn.store) {
        return Wish{position, drawing::printable(drawn.store->name),
                    drawn.highlighted ? of_highlight : of_shop, true};
    }
    if (!drawn.paint->has_label && !drawn.highlighted) return std::nullopt;
    const std::string name = drawing::printable(core::pick_name(unit.name, options.locales));
    if (drawn.highlighted) return Wish{position, name.empty() ? unit.ref : name, of_highlight, true};
    if (!name.empty() && name != unit.ref && !is_code(name))
        return Wish{position, name, drawn.paint->is_shop ? of_shop : of_room, true};
    if (!unit.ref.empty() || !name.empty())
        return Wish{position, drawing::printable(name.empty() ? unit.ref : name), of_ref, false};
    return std::nullopt;
}

class Labels {
  public:
    Labels(drawing::Page& page, const std::vector<FloorUnit>& units, const std::vector<LabelBox>& taken)
        : page_(page), units_(units), taken_(taken) {}

    bool put(std::size_t unit, const std::string& text, const LabelStyle& style) {
        auto in_the_way = boxes_near(taken_, units_[unit]);
        const auto inside = units_inside(units_, unit);
        in_the_way.insert(in_the_way.end(), inside.begin(), inside.end());
        if (in_the_way.size() > max_in_the_way) return false;
        const auto label = place_label(units_[unit].area, in_the_way, text, style);
        if (!label) return false;
        draw_label(page_, *label);
        taken_.push_back(label->box);
        return true;
    }

  private:
    drawing::Page& page_;
    const std::vector<FloorUnit>& units_;
    std::vector<LabelBox> taken_;
};

}  // namespace

void draw_labels(drawing::Page& page, const plan::Plan& plan, const MapOptions& options,
                 const std::vector<FloorUnit>& units, const std::vector<LabelBox>& taken,
                 const FloorWindow* window, FloorContents& contents) {
    std::vector<Wish> wishes;
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto wish = wish_of(plan.units[units[i].index], units[i], i, options);
        if (wish && !wish->text.empty()) wishes.push_back(*wish);
    }
    page.begin("labels");
    Labels labels(page, units, taken);
    std::vector<Wish> left;
    std::size_t tries = 0;
    const auto fits = [&](const Wish& wish, const std::string& text, LabelStyle style) {
        if (window != nullptr) style.min_mm = std::max(style.min_mm, window->min_label_mm);
        style.max_mm = std::max(style.min_mm, style.max_mm);
        return units[wish.unit].size_mm2 >= min_area_mm2 && ++tries <= max_tries &&
               labels.put(wish.unit, text, style);
    };
    for (const bool must : {true, false}) {
        for (const Wish& wish : wishes) {
            if (wish.must != must || fits(wish, wish.text, wish.style)) continue;
            if (!must) continue;
            const std::string number = units[wish.unit].paint->is_shop ? "" : number_in(wish.text);
            if (number.empty() || !fits(wish, number, of_room)) left.push_back(wish);
        }
    }
    if (window != nullptr) left.clear();
    std::stable_sort(left.begin(), left.end(), [](const Wish& a, const Wish& b) { return a.text < b.text; });
    for (const Wish& wish : left) {
        // Units of one name share a number.
        const bool repeated = !contents.numbered.empty() && contents.numbered.back() == wish.text;
        const std::size_t number = contents.numbered.size() + (repeated ? 0 : 1);
        if (fits(wish, std::to_string(number), of_number)) {
            if (!repeated) contents.numbered.push_back(wish.text);
        } else if (!repeated && (contents.unplaced.empty() || contents.unplaced.back() != wish.text)) {
            contents.unplaced.push_back(wish.text);
        }
    }
    page.end();
}

}  // namespace mallctl::exporters::floor_map
