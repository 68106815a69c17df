#include "exporters/qr/poster.hpp"

#include <qrencode.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
#include <regex>
#include <set>

#include "core/error.hpp"
#include "exporters/drawing/pdf.hpp"
#include "exporters/drawing/svg.hpp"
#include "exporters/qr/qr_code.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/process.hpp"
#include "tests/unit/exporters/svg_reader.hpp"
#include "tests/support/plan_maker.hpp"

using namespace mallctl;
using namespace mallctl::exporters;

namespace {

struct SmallMall : test::PlanMaker {
    plan::LevelIndex ground = level(0, "G");
    qr::SheetOptions options;

    SmallMall() {
        const auto shop = unit(ground, "retail", test::Rectangle{0, 20, 20, 40});
        unit(ground, "retail", test::Rectangle{20, 20, 40, 40});
        unit(ground, "walkway", test::Rectangle{0, 0, 40, 20});
        options.map.title = "Small & Co";
        options.map.locales = {"en"};
        options.map.stores[shop] = {"Bakery", "food"};
    }

    qr::Place door(const std::string& link = "https://m.example/w/door?m=small") const {
        qr::Place place;
        place.name = "North door";
        place.other_names = "Eingang Nord";
        place.level_label = "G";
        place.link = link;
        place.level = ground;
        place.point = at(20, 10);
        return place;
    }
};

// The dark modules that a drawn code shows, found by asking which centres its rectangles hold.
std::vector<bool> modules_of(const std::string& svg, std::size_t width, double left, double top,
                             double side) {
    static const std::regex rectangle(
        "M([0-9.]+) ([0-9.]+)L([0-9.]+) [0-9.]+L[0-9.]+ ([0-9.]+)L[0-9.]+ [0-9.]+Z");
    const double module = side / static_cast<double>(width + 8);
    std::vector<bool> dark(width * width, false);
    for (std::sregex_iterator it(svg.begin(), svg.end(), rectangle), end; it != end; ++it) {
        const double x0 = std::stod((*it)[1]);
        const double y0 = std::stod((*it)[2]);
        const double x1 = std::stod((*it)[3]);
        const double y1 = std::stod((*it)[4]);
        for (std::size_t i = 0; i < dark.size(); ++i) {
            const double x = left + module * (static_cast<double>(i % width) + 4.5);
            const double y = top + module * (static_cast<double>(i / width) + 4.5);
            if (x > x0 && x < x1 && y > y0 && y < y1) dark[i] = true;
        }
    }
    return dark;
}

bool contains_text(const test::SvgFile& file, const std::string& text) {
    return std::any_of(file.texts.begin(), file.texts.end(),
                       [&](const auto& one) { return one.text == text; });
}

}  // namespace

TEST_CASE("a drawn code shows the modules that libqrencode makes of the link, quiet zone around them") {
    const std::string link = "https://guide.example/w/north_entrance?m=riverside&h=193";
    const auto code = qr::encode(link, qr::Correction::quartile);
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> expected(
        QRcode_encodeString8bit(link.c_str(), 0, QR_ECLEVEL_Q), &QRcode_free);
    REQUIRE(code.width == static_cast<std::size_t>(expected->width));
    drawing::Document document;
    document.pages.emplace_back();
    qr::draw(document.pages.back(), code, {{10, 20}, {98, 108}});
    const auto shown = modules_of(drawing::to_svg(document), code.width, 10, 20, 88);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (shown[i] != ((expected->data[i] & 1U) != 0)) FAIL_CHECK("module " << i << " differs");
    }
}

TEST_CASE("a link that no code holds is refused") {
    CHECK_THROWS_AS(qr::encode(std::string(4000, 'x'), qr::Correction::medium), core::Error);
}

TEST_CASE("a short link names location, mall and heading, and its base must be an address") {
    CHECK(qr::deep_link("https://m.example", "riverside", "door", 192.5) ==
          "https://m.example/w/door?m=riverside&h=193");
    CHECK(qr::deep_link("https://m.example/x", "riverside", "door", std::nullopt) ==
          "https://m.example/x/w/door?m=riverside");
    CHECK(qr::deep_link("http://m", "a", "b", 359.8) == "http://m/w/b?m=a&h=0");
    CHECK(qr::checked_base_url("https://m.example/") == "https://m.example");
    for (const std::string bad :
         {"", "m.example", "ftp://m.example", "https://", "https:///x", "https://m/?q=1", "https://m/#top",
          "https://m /", "javascript:alert(1)", "https://m/\n"}) {
        CHECK_THROWS_AS(qr::checked_base_url(bad), core::Error);
    }
    CHECK_THROWS_AS(qr::checked_base_url("https://" + std::string(300, 'm')), core::Error);
}

TEST_CASE("a poster says where it hangs, in all languages, and shows what is around") {
    const SmallMall mall;
    const auto file = test::read_svg(drawing::to_svg(qr::sheets(mall.plan, {mall.door()}, mall.options)));
    CHECK(file.pages == 1);
    for (const auto* text :
         {"Small &amp; Co", "North door", "Eingang Nord", "Level G", "You are here", "Bakery"}) {
        if (!contains_text(file, text)) FAIL_CHECK(text << " is missing");
    }
    CHECK(test::overlapping_texts(file).empty());
}

TEST_CASE("a location on no level gets a poster without a map") {
    const SmallMall mall;
    auto place = mall.door();
    place.level.reset();
    const auto file = test::read_svg(drawing::to_svg(qr::sheets(mall.plan, {place}, mall.options)));
    CHECK(contains_text(file, "North door"));
    CHECK_FALSE(contains_text(file, "You are here"));
    CHECK_FALSE(contains_text(file, "Bakery"));
}

TEST_CASE("the map of a location with a heading has at its top what a reader faces") {
    SmallMall mall;
    const auto bakery = [&](double heading) {
        auto place = mall.door();
        place.heading = heading;
        const auto file = test::read_svg(drawing::to_svg(qr::sheets(mall.plan, {place}, mall.options)));
        for (const auto& text : file.texts) {
            if (text.text == "Bakery") return text.box.centre;
        }
        return core::Point{-1, -1};
    };
    // The bakery lies to the north west: ahead on the left, then ahead on the right.
    const auto to_north = bakery(0);
    const auto to_west = bakery(270);
    REQUIRE(to_north.x > 0);
    REQUIRE(to_west.x > 0);
    CHECK(to_north.x < 105);
    CHECK(to_west.x > 105);
}

TEST_CASE("sheets hold as many as asked for, between cut marks, none outside the paper") {
    const SmallMall mall;
    const std::vector<qr::Place> places(11, mall.door());
    for (const auto layout : {qr::Layout::poster, qr::Layout::card}) {
        for (const std::size_t per_page : {std::size_t{1}, std::size_t{2}, std::size_t{4}, std::size_t{10}}) {
            auto options = mall.options;
            options.layout = layout;
            options.per_page = per_page;
            const auto document = qr::sheets(mall.plan, places, options);
            CHECK(document.pages.size() == (places.size() + per_page - 1) / per_page);
            const auto file = test::read_svg(drawing::to_svg(document));
            const auto marks = std::count(file.groups.begin(), file.groups.end(), "cut-marks");
            CHECK(static_cast<std::size_t>(marks) == (per_page > 1 ? document.pages.size() : 0));
            CHECK(test::overlapping_texts(file).empty());
            for (const auto& text : file.texts) {
                for (const auto& corner : text.box.corners()) {
                    CHECK(corner.x > 0);
                    CHECK(corner.x < document.pages[0].width_mm);
                }
            }
        }
    }
}

TEST_CASE("a PDF bears the date it is given, and the same input gives the same bytes") {
    const SmallMall mall;
    const auto document = qr::sheets(mall.plan, {mall.door(), mall.door()}, mall.options);
    const auto date = core::parse_instant("2026-03-01T12:00:00Z");
    const std::string pdf = drawing::to_pdf(document, date);
    CHECK(pdf.starts_with("%PDF-"));
    CHECK(pdf.find("20260301120000") != std::string::npos);
    CHECK(pdf == drawing::to_pdf(document, date));
}
