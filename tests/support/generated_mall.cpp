#include "tests/support/generated_mall.hpp"

#include <algorithm>
#include <string>

#include "tests/support/generated_shop.hpp"

namespace mallctl::test {

namespace {

constexpr double usual_width = 390;
constexpr double height = 145;
constexpr double shop_m = 11.5;  // how wide a shop is where there is no wing

// The first gallery lies at the same place on every level, and the second on every level that has one, so
// that connectors meet them.
constexpr Rectangle first_gallery{0, 111, usual_width, 125};
constexpr Rectangle second_gallery{0, 53, usual_width, 69};
constexpr Rectangle third_gallery{0, 0, usual_width, 14};

constexpr double wing_begin = 300;
constexpr double wing_middle = 24;
constexpr double wing_length = 95;
constexpr double wing_half = 5;  // of its gallery's width
constexpr double wing_depth = 14;
constexpr double wing_cosine = 0.829;
constexpr double wing_sine = 0.55925;

// Shops between two heights that look onto a gallery.
struct Band {
    double front;
    double back;
    bool full_width;     // not cut by corridors, and above the wing
    bool back_corridor;  // behind them
};

struct Corridor {
    double left;
    double right;
};

class LevelDrawer {
  public:
    LevelDrawer(PlanMaker& maker, const MallSettings& settings, int number)
        : maker_(maker),
          settings_(settings),
          number_(number),
          level_(maker.level(number, std::to_string(number))),
          dice_(settings.seed * 1000 + static_cast<unsigned>(number)),
          galleries_(gallery_count(settings, number)),
          wing_(has_wing(settings)),
          width_(mall_width(settings)),
          inner_width_(wing_ ? wing_begin - 8 : width_) {}

    static bool has_wing(const MallSettings& settings) { return settings.units >= 100; }

    static int gallery_count(const MallSettings& settings, int number) {
        if (has_wing(settings)) return number % 3 == 1 ? 2 : 3;
        return settings.units >= 30 ? 2 : 1;
    }

    static double mall_width(const MallSettings& settings) {
        if (has_wing(settings)) return usual_width;
        return std::max(40.0, std::round(settings.units * shop_m / (settings.units >= 30 ? 4 : 2)));
    }

    void draw() {
        const std::size_t before = maker_.plan.units.size();
        if (wing_) maker_.plan.levels[level_].elevation_m = 4.5 * number_;
        draw_galleries();
        choose_corridors();
        draw_corridors();
        draw_back_corridors();
        if (wing_) draw_wing_gallery();
        if (galleries_ == 2 && wing_) draw_parking();
        collect_rows();
        const int shops = settings_.units - static_cast<int>(maker_.plan.units.size() - before);
        draw_rows(shops);
        for (const Rectangle& gallery : gallery_boxes()) furnish_gallery(gallery);
    }

  private:
    std::vector<Rectangle> gallery_boxes() const {
        std::vector<Rectangle> boxes{first_gallery};
        boxes[0].right = width_;
        if (galleries_ >= 2) boxes.push_back(second_gallery);
        if (galleries_ >= 3) boxes.push_back(third_gallery);
        for (std::size_t i = 1; i < boxes.size(); ++i) boxes[i].right = inner_width_;
        return boxes;
    }

    std::vector<Band> bands() const {
        std::vector<Band> bands{{125, height, true, false}};
        if (galleries_ == 1) {
            bands.push_back({111, 90, false, false});
            return bands;
        }
        bands.push_back({111, 92, false, true});
        bands.push_back({69, 88, false, true});
        if (galleries_ == 2) {
            bands.push_back({53, 23, false, true});
        } else {
            bands.push_back({53, 36, false, true});
            bands.push_back({14, 32, false, true});
        }
        return bands;
    }

    // Between two rows of shops, or behind the last.
    std::vector<Rectangle> back_boxes() const {
        if (galleries_ == 1) return {};
        std::vector<Rectangle> boxes{{0, 88, 0, 92}};
        if (galleries_ == 2) boxes.push_back({0, 19, 0, 23});
        if (galleries_ == 3) boxes.push_back({0, 32, 0, 36});
        return boxes;
    }

    // The atrium is a hole in the second gallery (or the only one), from the level above the lowest one on.
    bool has_void() const { return number_ > 0 && inner_width_ >= 80; }
    Rectangle void_box() const {
        const Rectangle gallery = galleries_ >= 2 ? second_gallery : first_gallery;
        const double middle = inner_width_ / 2;
        return {middle - 14, gallery.bottom + 4, middle + 14, gallery.top - 4};
    }

    void draw_galleries() {
        const std::vector<Rectangle> boxes = gallery_boxes();
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            const auto unit = maker_.unit(level_, "walkway", boxes[i]);
            if (i != (galleries_ >= 2 ? 1U : 0U) || !has_void()) continue;
            core::Ring hole = maker_.polygon(void_box())[0].rings[0];
            std::reverse(hole.begin(), hole.end());
            maker_.plan.units[unit].geometry[0].rings.push_back(hole);
            maker_.unit(level_, "opentobelow", void_box());
        }
    }

    void choose_corridors() {
        if (galleries_ == 1) return;
        const int count = std::max(1, static_cast<int>(inner_width_ / 75) - (wing_ ? 1 : 0));
        for (int i = 1; i <= count; ++i) {
            const double middle = inner_width_ * i / (count + 1) + dice_.metres(-4, 4);
            const double half = dice_.metres(2.5, 4.5);
            corridors_.push_back({middle - half, middle + half});
        }
    }

    void draw_corridors() {
        const std::vector<Rectangle> boxes = gallery_boxes();
        for (const Corridor& corridor : corridors_) {
            for (std::size_t i = 1; i < boxes.size(); ++i) {
                maker_.unit(level_, "walkway",
                            Rectangle{corridor.left, boxes[i].top, corridor.right, boxes[i - 1].bottom});
            }
        }
        if (wing_) {
            maker_.unit(level_, "walkway", Rectangle{inner_width_, 0, wing_begin, first_gallery.bottom});
        }
    }

    // The stretches of a band between the corridors.
    std::vector<Corridor> stretches(bool below_last_gallery) const {
        std::vector<Corridor> result;
        double left = 0;
        if (!below_last_gallery) {
            for (const Corridor& corridor : corridors_) {
                result.push_back({left, corridor.left});
                left = corridor.right;
            }
        }
        result.push_back({left, inner_width_});
        return result;
    }

    void draw_back_corridors() {
        for (const Rectangle& box : back_boxes()) {
            for (const Corridor& part : stretches(box.top < second_gallery.bottom && galleries_ == 2)) {
                maker_.unit(level_, "nonpublic", Rectangle{part.left, box.bottom, part.right, box.top});
                const double middle = (box.bottom + box.top) / 2;
                if (part.left > 0) {
                    maker_.opening(level_, {part.left, middle - 0.5}, {part.left, middle + 0.5});
                }
                if (part.right < width_) {
                    maker_.opening(level_, {part.right, middle - 0.5}, {part.right, middle + 0.5});
                }
            }
        }
    }

    void draw_parking() {
        maker_.unit(level_, "parking", Rectangle{0, 0, inner_width_, 19});
        maker_.opening(level_, {inner_width_, 8}, {inner_width_, 10.5});
    }

    Frontage wing_side(bool right) const {
        const double off = right ? -wing_half : wing_half;
        return {
            {wing_begin - off * wing_sine, wing_middle + off * wing_cosine}, wing_cosine, wing_sine, right};
    }

    void draw_wing_gallery() {
        const Frontage axis{{wing_begin, wing_middle}, wing_cosine, wing_sine, false};
        const double half = wing_half / wing_cosine;
        maker_.unit(level_, "walkway",
                    std::vector<core::Point>{{wing_begin, wing_middle - half},
                                             axis.at(wing_length, -wing_half),
                                             axis.at(wing_length, wing_half),
                                             {wing_begin, wing_middle + half}});
    }

    void collect_rows() {
        for (const Band& band : bands()) {
            const double depth = std::abs(band.back - band.front);
            const bool mirrored = band.back < band.front;
            if (band.full_width) {
                rows_.push_back({{{0, band.front}, 1, 0, mirrored}, width_, depth, false, false, false});
                continue;
            }
            const bool below = galleries_ == 2 && band.front == second_gallery.bottom;
            for (const Corridor& part : stretches(below)) {
                rows_.push_back({{{part.left, band.front}, 1, 0, mirrored},
                                 part.right - part.left,
                                 depth,
                                 part.left > 0,
                                 part.right < width_,
                                 band.back_corridor});
            }
        }
        if (!wing_) return;
        for (const bool right : {false, true}) {
            Frontage side = wing_side(right);
            const double begin = right ? 1 : 14;
            side.origin = side.at(begin, 0);
            rows_.push_back({side, wing_length - begin, wing_depth, false, false, false});
        }
    }

    // As many shops a metre in every row, and all of them together exactly `shops`.
    void draw_rows(int shops) {
        double sum = 0;
        for (const Row& row : rows_) sum += row.length;
        double passed = 0;
        int drawn = 0;
        for (const Row& row : rows_) {
            passed += row.length;
            const int until = std::max(drawn + 1, static_cast<int>(std::lround(shops * passed / sum)));
            draw_shops(maker_, level_, row, until - drawn, dice_);
            drawn = until;
        }
    }

    // Columns in two lines, kiosks in the middle.
    void furnish_gallery(const Rectangle& gallery) {
        const Rectangle hole = void_box();
        const auto near_void = [&](double x, double y) {
            return has_void() && x > hole.left - 3 && x < hole.right + 3 && y > hole.bottom - 3 &&
                   y < hole.top + 3;
        };
        for (double x = 8; x < gallery.right - 4; x += 40) {
            for (const double y : {gallery.bottom + 3.2, gallery.top - 3.2}) {
                if (!near_void(x, y)) maker_.fixture(level_, Rectangle{x - 0.3, y - 0.3, x + 0.3, y + 0.3});
            }
        }
        const double middle = (gallery.bottom + gallery.top) / 2;
        for (double x = 20; x < gallery.right - 10; x += 35) {
            const double length = dice_.metres(2, 5);
            const double half = dice_.metres(0.8, 1.4);
            if (near_void(x, middle) || near_void(x + length, middle) || dice_.chance(20)) continue;
            maker_.kiosk(level_, {x, middle - half, x + length, middle + half});
        }
    }

    PlanMaker& maker_;
    const MallSettings& settings_;
    int number_;
    plan::LevelIndex level_;
    Dice dice_;
    int galleries_;
    bool wing_;
    double width_;
    double inner_width_;
    std::vector<Corridor> corridors_;
    std::vector<Row> rows_;
};

class ConnectorDrawer {
  public:
    ConnectorDrawer(PlanMaker& maker, const MallSettings& settings)
        : maker_(maker),
          levels_(static_cast<std::size_t>(settings.levels)),
          width_(LevelDrawer::mall_width(settings)),
          large_(LevelDrawer::has_wing(settings)) {}

    void draw() {
        const double low = first_gallery.bottom + 1.2;
        const double second = second_gallery.bottom + 1.2;
        if (!large_) {
            add("elevator", {6, low}, 1);
            add("stairs", {width_ - 6, low}, 1);
            add_escalators({width_ / 2, low});
            return;
        }
        for (const core::Point at : {core::Point{60, low}, {200, low}, {110, second}, {296, 40}}) {
            add("elevator", at, 1);
        }
        add("elevator", {250, low}, 3);
        add("elevator", {30, second}, 4);
        for (const core::Point at :
             {core::Point{12, low}, {150, low}, {380, low}, {12, second}, {200, second}, {296, 8}}) {
            add("stairs", at, 1);
        }
        for (const core::Point at :
             {core::Point{90, low}, {180, low}, {330, low}, {75, second}, {225, second}}) {
            add_escalators(at);
        }
    }

  private:
    // At every `step`th level.
    void add(const std::string& category, core::Point at, std::size_t step) {
        std::vector<std::pair<plan::LevelIndex, core::Point>> stops;
        for (std::size_t i = 0; i < levels_; i += step) stops.emplace_back(i, at);
        if (stops.size() > 1) maker_.connector(category, stops);
    }

    // One up and one down beside each other from each level to the next, 8 m long.
    void add_escalators(core::Point at) {
        for (std::size_t i = 0; i + 1 < levels_; ++i) {
            // The next flight stands opposite, so that one walks from the end of one to the next.
            const double low = at.x + (i % 2 == 0 ? -4 : 4);
            const double high = at.x + (i % 2 == 0 ? 4 : -4);
            auto& up = maker_.connector("escalator", {{i, {low, at.y}}, {i + 1, {high, at.y}}});
            up.direction = plan::Direction::up;
            auto& down = maker_.connector("escalator", {{i, {low, at.y + 1.1}}, {i + 1, {high, at.y + 1.1}}});
            down.direction = plan::Direction::down;
        }
    }

    PlanMaker& maker_;
    std::size_t levels_;
    double width_;
    bool large_;
};

}  // namespace

PlanMaker generate_mall(const MallSettings& settings) {
    PlanMaker maker;
    maker.plan.format = "geojson";
    for (int number = 0; number < settings.levels; ++number) LevelDrawer(maker, settings, number).draw();
    ConnectorDrawer(maker, settings).draw();
    return maker;
}

}  // namespace mallctl::test
