#include "exporters/svg/palette.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace mallctl::exporters::floor_map {

namespace {

using Keys = std::map<std::string, std::string, std::less<>>;

const Keys& shops() {
    static const Keys keys = {
        {"food", "food"},          {"grocery", "food"},
        {"supermarket", "food"},   {"restaurant", "food"},
        {"cafe", "food"},          {"foodservice", "food"},
        {"fashion", "fashion"},    {"clothing", "fashion"},
        {"shoes", "fashion"},      {"jewellery", "fashion"},
        {"jewelry", "fashion"},    {"accessories", "fashion"},
        {"beauty", "beauty"},      {"health", "beauty"},
        {"pharmacy", "beauty"},    {"electronics", "electronics"},
        {"mobile", "electronics"}, {"home", "home"},
        {"furniture", "home"},     {"household", "home"},
        {"media", "media"},        {"books", "media"},
        {"gifts", "media"},        {"souvenirs", "media"},
        {"sports", "leisure"},     {"toys", "leisure"},
        {"leisure", "leisure"},    {"entertainment", "leisure"},
        {"cinema", "leisure"},     {"fitness", "leisure"},
        {"services", "services"},  {"bank", "services"},
        {"travel", "services"},    {"post", "services"},
    };
    return keys;
}

const Keys& rooms() {
    static const Keys keys = {
        {"retail", "shop"},
        {"shop", "shop"},
        {"foodservice", "food"},
        {"foodcourt", "food"},
        {"restaurant", "food"},
        {"walkway", "circulation"},
        {"lobby", "circulation"},
        {"concourse", "circulation"},
        {"corridor", "circulation"},
        {"footbridge", "circulation"},
        {"platform", "circulation"},
        {"unenclosedarea", "circulation"},
        {"ramp", "circulation"},
        {"terrace", "circulation"},
        {"restroom", "restroom"},
        {"shower", "restroom"},
        {"mothersroom", "restroom"},
        {"elevator", "vertical"},
        {"stairs", "vertical"},
        {"steps", "vertical"},
        {"escalator", "vertical"},
        {"movingwalkway", "vertical"},
        {"parking", "parking"},
        {"road", "parking"},
        {"nonpublic", "nonpublic"},
        {"storage", "nonpublic"},
        {"serverroom", "nonpublic"},
        {"mailroom", "nonpublic"},
        {"kitchen", "nonpublic"},
        {"opentobelow", "void"},
        {"void", "void"},
        {"structure", "structure"},
        {"column", "structure"},
        {"wall", "structure"},
        {"brick", "structure"},
        {"concrete", "structure"},
        {"drywall", "structure"},
        {"glass", "structure"},
        {"metal", "structure"},
        {"stone", "structure"},
        {"wood", "structure"},
        {"vegetation", "green"},
        {"recreation", "leisure"},
        {"movietheater", "leisure"},
        {"theater", "leisure"},
        {"fitnessroom", "leisure"},
        {"fieldofplay", "leisure"},
        {"auditorium", "teaching"},
        {"classroom", "teaching"},
        {"laboratory", "teaching"},
        {"library", "teaching"},
        {"office", "office"},
        {"conferenceroom", "office"},
        {"huddleroom", "office"},
        {"phoneroom", "office"},
    };
    return keys;
}

const Paint& paint(std::string_view key) {
    const auto& all = paints();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Paint& one) { return one.key == key; });
    if (it == all.end()) throw std::logic_error("no paint " + std::string(key));
    return *it;
}

}  // namespace

const std::vector<Paint>& paints() {
    static const std::vector<Paint> table = {
        {"food", "#f4d6b4", true, true, true},         {"fashion", "#eccfd9", true, true, true},
        {"beauty", "#d2e5d0", true, true, true},       {"electronics", "#c9d9ec", true, true, true},
        {"home", "#dccfbb", true, true, true},         {"media", "#d8d1e8", true, true, true},
        {"leisure", "#f0e6b2", true, true, true},      {"services", "#c8e0df", true, true, true},
        {"shop", "#ece2d0", true, true, true},         {"teaching", "#e6e8d4", true, true, false},
        {"office", "#dfe6ee", true, true, false},      {"room", "#ebe9e4", true, true, false},
        {"restroom", "#d3e6f0", true, false, false},   {"vertical", "#dfe1e6", false, false, false},
        {"parking", "#e3e6ea", true, true, false},     {"nonpublic", "#dad7d2", true, true, false},
        {"green", "#dcead0", false, true, false},      {"void", "#f3f4f6", false, false, false},
        {"structure", "#a7abb0", false, false, false}, {"circulation", "#ffffff", false, false, false},
    };
    return table;
}

const Paint& paint_of(std::string_view unit_category, std::string_view store_category) {
    const auto first_part = [](std::string_view category) { return category.substr(0, category.find('.')); };
    if (!store_category.empty()) {
        const auto it = shops().find(first_part(store_category));
        if (it != shops().end()) return paint(it->second);
    }
    const auto it = rooms().find(first_part(unit_category));
    return paint(it != rooms().end() ? it->second : "room");
}

}  // namespace mallctl::exporters::floor_map
