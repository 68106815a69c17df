#include "exporters/svg/map.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "core/error.hpp"
#include "exporters/svg/paper_frame.hpp"
#include "exporters/svg/pictograms.hpp"
#include "importers/importer.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/plan_maker.hpp"
#include "tests/unit/exporters/svg_reader.hpp"

using namespace mallctl;
using exporters::floor_map_svg;
using exporters::MapOptions;
using test::read_svg;

namespace {

// Shops of random width in rows, with names of random length; some hardly wider than a door.
test::PlanMaker crowded_mall(unsigned seed, MapOptions& options) {
    test::PlanMaker maker;
    std::mt19937 random(seed);
    const auto level = maker.level(0, "G");
    const std::vector<std::string> words = {"Sport", "&",           "Wohnen", "Apotheke",      "am",
                                            "Platz", "Caf\xC3\xA9", "24",     "Internationale"};
    for (int row = 0; row < 8; ++row) {
        for (double x = 0; x < 150;) {
            const double width = 1 + static_cast<double>(random() % 140) / 10;
            const auto unit =
                maker.unit(level, "retail", test::Rectangle{x, row * 12.0, x + width, row * 12.0 + 9});
            std::string name;
            for (unsigned i = 0; i <= random() % 5; ++i)
                name += (i ? " " : "") + words[random() % words.size()];
            options.stores[unit] = {name, "food"};
            x += width;
        }
    }
    return maker;
}

plan::Plan imported(const std::filesystem::path& path) {
    importers::ImportRequest request;
    request.sources = {path};
    return importers::import_plan(request).plan;
}

bool has_text(const test::SvgFile& file, const std::string& text) {
    return std::any_of(file.texts.begin(), file.texts.end(),
                       [&](const test::SvgText& one) { return one.text == text; });
}

}  // namespace

TEST_CASE("no two texts of a crowded map overlap, and every name is on it or in its directory") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        MapOptions options;
        options.title = "Crowded";
        const auto maker = crowded_mall(seed, options);
        const auto file = read_svg(floor_map_svg(maker.plan, options));
        CHECK(test::overlapping_texts(file).empty());
        std::string all;
        for (const auto& text : file.texts) all += text.text + " ";
        for (const auto& [unit, store] : options.stores) {
            std::string name = store.name;
            for (auto at = name.find('&'); at != std::string::npos; at = name.find('&', at + 5))
                name.replace(at, 1, "&amp;");
            // A name in several lines stands there word by word.
            if (all.find(name) == std::string::npos) FAIL_CHECK(name << " is not on the map");
        }
    }
}

TEST_CASE("labels lie inside their units") {
    MapOptions options;
    test::PlanMaker maker;
    const auto level = maker.level(0, "G");
    const auto unit = maker.unit(level, "retail", test::Rectangle{0, 0, 20, 10});
    maker.unit(level, "retail", test::Rectangle{20, 0, 40, 10});
    options.stores[unit] = {"Bakery", "food"};
    const auto file = read_svg(floor_map_svg(maker.plan, options));
    exporters::floor_map::PaperFrame frame(maker.plan.units[0].geometry[0].rings[0][0], 0);
    frame.fit(exporters::floor_map::extent_of(maker.plan, level), {{10, 29}, {227, 186}}, 20);
    for (const auto& text : file.texts) {
        if (text.text != "Bakery") continue;
        const auto area = frame(maker.plan.units[unit].geometry);
        CHECK(text.box.centre.x < area[0].rings[0][1].x);
        return;
    }
    FAIL("there is no label");
}

TEST_CASE("the same plan and options give the same bytes, and no address but the namespace") {
    MapOptions options;
    options.title = "Twice";
    const auto maker = crowded_mall(7, options);
    const std::string svg = floor_map_svg(maker.plan, options);
    CHECK(svg == floor_map_svg(maker.plan, options));
    const auto address = svg.find("://");
    CHECK(svg.substr(address - 4, 26) == "http://www.w3.org/2000/svg");
    CHECK(svg.find("://", address + 1) == std::string::npos);
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find("<style") == std::string::npos);
}

TEST_CASE("hostile names stay text") {
    test::PlanMaker maker;
    const auto unit = maker.unit(maker.level(0, "<G>"), "retail", test::Rectangle{0, 0, 40, 30});
    MapOptions options;
    options.title = "</title><script>alert(1)</script>";
    options.note = std::string(5000, '&');
    options.stores[unit] = {"\"><script>\x01'\xFF", "\"/>"};
    maker.plan.units[unit].name[""] = "]]>";
    const std::string svg = floor_map_svg(maker.plan, options);
    CHECK_NOTHROW(read_svg(svg));
    CHECK(svg.find("<script") == std::string::npos);
    CHECK(svg.find('\x01') == std::string::npos);
}

TEST_CASE("the scale bar is a round number of metres and as long as it says") {
    test::PlanMaker maker;
    const auto level = maker.level(0, "G");
    maker.unit(level, "retail", test::Rectangle{0, 0, 100, 20});
    const auto file = read_svg(floor_map_svg(maker.plan, {}));
    double begin = 0;
    double end = 0;
    for (const auto& text : file.texts) {
        if (text.group != "scale") continue;
        if (text.text == "0") begin = text.box.centre.x;
        if (text.text == "20 m") end = text.box.centre.x;
    }
    exporters::floor_map::PaperFrame frame(maker.at(0, 0), 0);
    frame.fit(exporters::floor_map::extent_of(maker.plan, level), {{10, 29}, {227, 186}}, 20);
    CHECK(end - begin == Approx(20 * frame.mm_per_m()).epsilon(0.01));
}

TEST_CASE("a building that stands askew is drawn straight, and the arrow shows where north is") {
    test::PlanMaker maker;
    const auto level = maker.level(0, "G");
    const double c = std::cos(0.35);
    const double s = std::sin(0.35);
    std::vector<core::Point> corners;
    for (const auto& [x, y] : {core::Point{0, 0}, {60, 0}, {60, 30}, {0, 30}})
        corners.push_back({c * x - s * y, s * x + c * y});
    maker.unit(level, "retail", corners);
    CHECK(exporters::floor_map::upright_turn(maker.plan) == Approx(0.35 * 180 / 3.14159265).margin(0.05));
    const auto file = read_svg(floor_map_svg(maker.plan, {}));
    for (const auto& text : file.texts) {
        if (text.text != "N") continue;
        // The map is turned clockwise, so north leans to the right of up: 7 mm from (218, 195).
        CHECK(text.box.centre.x == Approx(218 + 7 * s).margin(0.1));
        return;
    }
    FAIL("there is no north");
}

TEST_CASE("a way is drawn on its levels, with where it leads") {
    test::PlanMaker maker;
    const auto ground = maker.level(0, "G");
    const auto upper = maker.level(1, "1");
    maker.unit(ground, "walkway", test::Rectangle{0, 0, 40, 20});
    maker.unit(upper, "walkway", test::Rectangle{0, 0, 40, 20});
    MapOptions options;
    options.route = exporters::MapRoute{
        {{ground, {maker.at(1, 1), maker.at(30, 10)}, "1"}, {upper, {maker.at(30, 10), maker.at(2, 2)}, ""}},
        "Door to shop: 60 m"};
    options.levels = {ground, upper};
    options.locales = {"fr-CA"};
    const auto file = read_svg(floor_map_svg(maker.plan, options));
    CHECK(file.pages == 2);
    CHECK(has_text(file, "vers niveau 1"));
    CHECK(has_text(file, "Door to shop: 60 m"));
    CHECK(has_text(file, "Itin\xC3\xA9raire"));
    CHECK(std::count(file.groups.begin(), file.groups.end(), "route") == 2);
}

TEST_CASE("the steps of a way are numbered on the map and told beside it, each on its level") {
    test::PlanMaker maker;
    const auto ground = maker.level(0, "G");
    const auto upper = maker.level(1, "1");
    maker.unit(ground, "walkway", test::Rectangle{0, 0, 40, 20});
    maker.unit(upper, "walkway", test::Rectangle{0, 0, 40, 20});
    using Mark = exporters::MapRoute::Step::Mark;
    exporters::MapRoute way{{{ground, {maker.at(1, 1), maker.at(20, 1), maker.at(30, 10)}, "1", "elevator"},
                             {upper, {maker.at(30, 10), maker.at(2, 2)}, "", ""}},
                            "Door to shop"};
    way.steps = {{Mark::start, ground, maker.at(1, 1), "Start and walk 19 m"},
                 {Mark::turn, ground, maker.at(20, 1), "Turn left at <Bakery> & walk \"13\" m"},
                 {Mark::ride, ground, maker.at(30, 10), "Take the lift"},
                 {Mark::end, upper, maker.at(2, 2), "You have arrived"}};
    MapOptions options;
    options.route = way;
    options.levels = {ground, upper};
    const std::string svg = floor_map_svg(maker.plan, options);
    const auto file = read_svg(svg);
    const auto pages_of = [&](const std::string& text, const std::string& group) {
        std::vector<std::size_t> pages;
        for (const auto& one : file.texts) {
            if (one.text == text && one.group == group) pages.push_back(one.page);
        }
        return pages;
    };
    const std::vector<std::size_t> first{file.texts.front().page};
    const std::vector<std::size_t> second{first[0] + 1};
    for (const char* number : {"1", "2", "3"}) {
        CHECK(pages_of(number, "route") == first);
        CHECK(pages_of(number, "steps") == first);
    }
    CHECK(pages_of("4", "route") == second);
    CHECK(pages_of("4", "steps") == second);
    CHECK(pages_of("Start and walk 19 m", "steps") == first);
    CHECK(pages_of("You have arrived", "steps") == second);
    CHECK(pages_of("to level 1", "route") == first);
    CHECK(svg.find("&lt;Bakery&gt; &amp;") != std::string::npos);
    CHECK(svg == floor_map_svg(maker.plan, options));
    CHECK(test::overlapping_texts(file).empty());
}

TEST_CASE("more steps than there is room for end in an ellipsis and leave room for the legend") {
    test::PlanMaker maker;
    const auto level = maker.level(0, "G");
    maker.unit(level, "walkway", test::Rectangle{0, 0, 40, 20});
    MapOptions options;
    options.route = exporters::MapRoute{{{level, {maker.at(1, 1), maker.at(30, 10)}, ""}}, ""};
    for (int i = 0; i < 200; ++i) {
        options.route->steps.push_back({exporters::MapRoute::Step::Mark::turn, level,
                                        maker.at(1 + i % 30, 1 + i % 17), "Turn left and then go on and on"});
    }
    const auto file = read_svg(floor_map_svg(maker.plan, options));
    CHECK(has_text(file, "\xE2\x80\xA6"));
    CHECK(has_text(file, "Legend"));
    for (const auto& text : file.texts) {
        if (text.group == "steps") CHECK(text.box.centre.y < 200 - 50);
    }
}

TEST_CASE("steps from right to left begin at the right and are not stretched") {
    test::PlanMaker maker;
    const auto level = maker.level(0, "G");
    maker.unit(level, "walkway", test::Rectangle{0, 0, 40, 20});
    MapOptions options;
    options.locales = {"ar"};
    options.route = exporters::MapRoute{{{level, {maker.at(1, 1), maker.at(30, 10)}, ""}}, ""};
    options.route->right_to_left = true;
    options.route->steps = {
        {exporters::MapRoute::Step::Mark::turn, level, maker.at(20, 5), "انعطف إلى اليسار"}};
    const std::string svg = floor_map_svg(maker.plan, options);
    const auto at = svg.find("انعطف إلى اليسار");
    REQUIRE(at != std::string::npos);
    const std::string element = svg.substr(svg.rfind("<text", at), at - svg.rfind("<text", at));
    CHECK(element.find("direction=\"rtl\"") != std::string::npos);
    CHECK(element.find("text-anchor") == std::string::npos);
    CHECK(element.find("textLength") == std::string::npos);
}

TEST_CASE("levels without geometry and plans without levels are told apart") {
    test::PlanMaker maker;
    CHECK_THROWS_AS(floor_map_svg(maker.plan, {}), core::Error);
    maker.level(0, "G");
    CHECK(has_text(read_svg(floor_map_svg(maker.plan, {})), "Level G"));
}

TEST_CASE("every sign can be drawn, by its own name or that of a broader one") {
    CHECK(exporters::floor_map::sign_of("restroom.female") == "restroom.female");
    CHECK(exporters::floor_map::sign_of("restroom.nursing") == "restroom");
    CHECK(exporters::floor_map::sign_of("toilets") == "restroom");
    CHECK(exporters::floor_map::sign_of("retail").empty());
    for (const auto* category :
         {"elevator", "stairs", "escalator", "movingwalkway", "ramp", "restroom", "information", "atm",
          "parking", "entry", "firstaid", "drinkingfountain", "babychanging"}) {
        exporters::drawing::Page page;
        exporters::floor_map::draw_sign(page, exporters::floor_map::sign_of(category), {5, 5}, 4, category);
        CHECK(page.items.size() >= 4);
    }
}

TEST_CASE("texts of real plans do not overlap") {
    for (const auto* path : {"imdf/polymap-spbstu/IMDFData.zip", "geojson/location20/site1"}) {
        const auto source = test::shared_data(path);
        if (!source) {
            WARN("shared data is absent: skipped");
            return;
        }
        const auto plan = imported(*source);
        MapOptions options;
        options.title = path;
        const auto file = read_svg(floor_map_svg(plan, options));
        CHECK(file.pages >= plan.levels.size());
        for (const auto& pair : test::overlapping_texts(file)) FAIL_CHECK(path << ": " << pair);
    }
}
