#include "exporters/svg/pictograms.hpp"

#include <map>
#include <vector>

namespace mallctl::exporters::floor_map {

namespace {

using drawing::Path;

constexpr double grid = 24;  // signs are drawn in a square of this many units

const char* const ground = "#46596c";
const char* const figure = "#ffffff";

Path moved(const Path& path, double dx) {
    return drawing::transformed(path, {1, 0, 0, 1, dx, 0});
}

Path person(double x, const char* body) {
    Path path = drawing::circle({x, 4.8}, 2);
    return path.add(moved(drawing::parse_path(body), x));
}

Path man(double x) {
    return person(x,
                  "M-2.4 7.4 H2.4 C3 7.4 3.5 7.9 3.5 8.5 V14.2 H2 V21 H0.3 V15 H-0.3 V21 H-2 V14.2 "
                  "H-3.5 V8.5 C-3.5 7.9 -3 7.4 -2.4 7.4 Z");
}

Path woman(double x) {
    return person(x, "M-1.7 7.4 H1.7 L4.1 15.4 H2 V21 H0.3 V15.4 H-0.3 V21 H-2 V15.4 H-4.1 Z");
}

Path ring(core::Point centre, double outer, double inner) {
    return drawing::circle(centre, outer).add(drawing::circle(centre, inner));
}

using Paths = std::vector<Path>;

Paths wheelchair() {
    return {drawing::circle({9.6, 4.2}, 2),
            drawing::parse_path("M8.6 7 H10.8 V9.6 H14.6 V11.4 H10.8 V13 H15.6 L18 18 L20 17.2 L20.7 18.9 "
                                "L17.1 20.4 L14.4 14.9 H8.6 Z"),
            ring({10.4, 15.8}, 5.6, 4.1)};
}

std::map<std::string, Paths, std::less<>> make_signs() {
    const auto path = [](const char* data) { return Paths{drawing::parse_path(data)}; };
    std::map<std::string, Paths, std::less<>> signs;
    signs["elevator"] = path(
        "M3 3 H21 V21 H3 Z M4.6 4.6 V19.4 H19.4 V4.6 Z M8.5 8 L11.5 15.5 H5.5 Z M15.5 16 L12.5 8.5 H18.5 Z");
    signs["stairs"] = path("M3 20.5 V16.5 H7.5 V12.5 H12 V8.5 H16.5 V4.5 H21 V20.5 Z");
    signs["steps"] = signs["stairs"];
    signs["escalator"] = path("M3 18 H7.6 L16.8 8.4 H21 V11.2 H18 L8.8 20.8 H3 Z");
    signs["escalator"].push_back(drawing::circle({9.4, 4.6}, 2));
    signs["escalator"].push_back(drawing::parse_path("M7.6 7.4 H11.2 V11.6 L7.6 15.4 Z"));
    signs["movingwalkway"] = path("M3 17.5 H21 V20.3 H3 Z");
    signs["movingwalkway"].push_back(drawing::circle({9, 4.6}, 2));
    signs["movingwalkway"].push_back(drawing::parse_path("M7.2 7.4 H10.8 V16 H7.2 Z"));
    signs["movingwalkway"].push_back(
        drawing::parse_path("M13 10.4 H16.5 V8.2 L20.5 11.6 L16.5 15 V12.8 H13 Z"));
    signs["ramp"] = path("M3 19.5 L21 8.5 V19.5 Z");
    signs["restroom"] = {man(6.6), woman(17.2), drawing::parse_path("M11.5 3 H12.3 V21 H11.5 Z")};
    signs["restroom.male"] = {man(12)};
    signs["restroom.female"] = {woman(12)};
    signs["restroom.wheelchair"] = wheelchair();
    signs["wheelchairassist"] = wheelchair();
    signs["babychanging"] = {
        drawing::circle({12, 6.4}, 3),
        drawing::parse_path("M8 11 H16 L19 15 L17.4 16.4 L15.4 14.2 V17 L17 20.6 H13.8 L12 18 "
                            "L10.2 20.6 H7 L8.6 17 V14.2 L6.6 16.4 L5 15 Z")};
    signs["mothersroom"] = signs["babychanging"];
    signs["information"] = {drawing::circle({12, 5.6}, 2.1),
                            drawing::parse_path("M8.8 9.6 H13.8 V18 H15.6 V20.4 H8.4 V18 H10.2 V12 H8.8 Z")};
    signs["atm"] = {drawing::parse_path("M2.5 6 H21.5 V18 H2.5 Z").add(drawing::circle({12, 12}, 3.8)),
                    drawing::circle({12, 12}, 2)};
    signs["parking"] = path(
        "M7.4 3.6 H13.2 C16.9 3.6 18.6 6 18.6 8.8 C18.6 11.6 16.9 14 13.2 14 H10.6 V20.4 H7.4 Z "
        "M10.6 6.4 V11.2 H12.9 C14.6 11.2 15.4 10.2 15.4 8.8 C15.4 7.4 14.6 6.4 12.9 6.4 Z");
    signs["entry"] =
        path("M2.5 10 H9 V6.4 L15 12 L9 17.6 V14 H2.5 Z M12 3 H21 V21 H12 V18.8 H18.8 V5.2 H12 Z");
    signs["firstaid"] = path("M9.2 3.5 H14.8 V9.2 H20.5 V14.8 H14.8 V20.5 H9.2 V14.8 H3.5 V9.2 H9.2 Z");
    signs["drinkingfountain"] = path(
        "M12 2.8 C15.6 7.8 18.2 11.4 18.2 14.8 C18.2 18.5 15.4 21.2 12 21.2 C8.6 21.2 5.8 18.5 5.8 14.8 "
        "C5.8 11.4 8.4 7.8 12 2.8 Z");
    signs["baggagestorage"] =
        path("M3.5 8.6 H20.5 V19.6 H3.5 Z M8.4 8.6 V4.6 H15.6 V8.6 H13.8 V6.4 H10.2 V8.6 Z");
    signs["storage.lockers"] = signs["baggagestorage"];
    signs["foodservice"] = path(
        "M5.6 3 H7 V8 H7.9 V3 H9.3 V8 H10.2 V3 H11.6 V9 C11.6 10.8 10.7 11.6 9.6 12 V21 H7.6 V12 "
        "C6.5 11.6 5.6 10.8 5.6 9 Z M14.4 3 C17.2 3.4 18.6 6.8 18.6 10.6 V13 H16.4 V21 H14.4 Z");
    signs["seating"] = path("M4 5 H6.2 V11.4 H17.8 V5 H20 V20 H17.8 V16 H6.2 V20 H4 Z");
    signs["security"] =
        path("M12 2.8 L19.8 5.4 V11 C19.8 16 16.6 19.4 12 21.2 C7.4 19.4 4.2 16 4.2 11 V5.4 Z");
    return signs;
}

const std::map<std::string, Paths, std::less<>>& signs() {
    static const auto table = make_signs();
    return table;
}

// Other names for the same thing: IMDF 1.0.0 amenity categories, and what Azure Maps and OSM say.
const std::map<std::string, std::string, std::less<>>& synonyms() {
    static const std::map<std::string, std::string, std::less<>> table = {
        {"atms", "atm"},
        {"bank.atm", "atm"},
        {"baggagecarousel", "baggagestorage"},
        {"entrance", "entry"},
        {"info", "information"},
        {"infodesk", "information"},
        {"informationdesk", "information"},
        {"kiosk.information", "information"},
        {"lift", "elevator"},
        {"lockers", "baggagestorage"},
        {"police", "security"},
        {"restroom.family", "restroom"},
        {"restroom.female.wheelchair", "restroom.wheelchair"},
        {"restroom.male.wheelchair", "restroom.wheelchair"},
        {"restroom.unisex.wheelchair", "restroom.wheelchair"},
        {"seat", "seating"},
        {"toilets", "restroom"},
    };
    return table;
}

}  // namespace

std::string sign_of(std::string_view category) {
    while (!category.empty()) {
        if (const auto it = synonyms().find(category); it != synonyms().end()) return it->second;
        if (signs().contains(category)) return std::string(category);
        const auto dot = category.rfind('.');
        if (dot == std::string_view::npos) break;
        category = category.substr(0, dot);
    }
    return {};
}

void draw_sign(drawing::Page& page, const std::string& sign, core::Point centre, double size_mm,
               const std::string& title) {
    const double half = size_mm / 2;
    page.begin("sign");
    page.shape(drawing::rounded_box({{centre.x - half, centre.y - half}, {centre.x + half, centre.y + half}},
                                    size_mm / 7),
               {.fill = ground}, title);
    const double scale = size_mm * 0.84 / grid;
    for (const Path& path : signs().at(sign)) {
        page.shape(drawing::transformed(
                       path, {scale, 0, 0, scale, centre.x - scale * grid / 2, centre.y - scale * grid / 2}),
                   {.fill = figure});
    }
    page.end();
}

}  // namespace mallctl::exporters::floor_map
