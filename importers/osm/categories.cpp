#include "importers/osm/categories.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "importers/osm/tags.hpp"

namespace mallctl::importers::osm {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

template <std::size_t size>
std::string_view find_word(const std::array<Pair, size>& table, std::string_view word) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const Pair& p) { return p.first == word; });
    return it == table.end() ? std::string_view() : it->second;
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Values of `amenity` and `room` (wiki.openstreetmap.org/wiki/Key:amenity, Key:room) -> IMDF unit category.
constexpr std::array<Pair, 72> rooms{{
    {"arts_centre", "theater"},
    {"auditorium", "auditorium"},
    {"bank", "retail"},
    {"bar", "foodservice"},
    {"bathroom", "restroom"},
    {"bicycle_parking", "parking"},
    {"biergarten", "foodservice"},
    {"bureau_de_change", "retail"},
    {"cafe", "foodservice"},
    {"canteen", "foodservice"},
    {"car_rental", "retail"},
    {"changing", "room"},
    {"cinema", "movietheater"},
    {"class", "classroom"},
    {"classroom", "classroom"},
    {"closet", "storage"},
    {"computer", "room"},
    {"conference", "conferenceroom"},
    {"conference_centre", "conferenceroom"},
    {"corridor", "walkway"},
    {"doctors", "office"},
    {"dentist", "office"},
    {"clinic", "office"},
    {"entrance", "lobby"},
    {"fast_food", "foodservice"},
    {"first_aid", "firstaid"},
    {"food_court", "foodservice"},
    {"hall", "lobby"},
    {"hallway", "walkway"},
    {"ice_cream", "foodservice"},
    {"kitchen", "kitchen"},
    {"lab", "laboratory"},
    {"laboratory", "laboratory"},
    {"lecture", "auditorium"},
    {"library", "library"},
    {"living", "room"},
    {"lobby", "lobby"},
    {"locker", "storage"},
    {"lounge", "lounge"},
    {"luggage_locker", "storage"},
    {"mailroom", "mailroom"},
    {"meeting", "conferenceroom"},
    {"motorcycle_parking", "parking"},
    {"nightclub", "recreation"},
    {"office", "office"},
    {"parking", "parking"},
    {"pharmacy", "retail"},
    {"post_office", "retail"},
    {"pub", "foodservice"},
    {"restaurant", "foodservice"},
    {"restroom", "restroom"},
    {"security", "nonpublic"},
    {"server", "serverroom"},
    {"shop", "retail"},
    {"shower", "shower"},
    {"smoking", "smokingarea"},
    {"smoking_area", "smokingarea"},
    {"sport", "fitnessroom"},
    {"storage", "storage"},
    {"store", "storage"},
    {"technical", "nonpublic"},
    {"theatre", "theater"},
    {"ticket", "retail"},
    {"toilet", "restroom"},
    {"toilets", "restroom"},
    {"utility", "nonpublic"},
    {"waiting", "waitingroom"},
    {"waiting_room", "waitingroom"},
    {"wardrobe", "storage"},
    {"maintenance", "nonpublic"},
    {"workshop", "room"},
    {"emergency", "nonpublic"},
}};

// Values of `amenity`, `emergency`, `tourism` -> IMDF amenity category.
constexpr std::array<Pair, 18> amenities{{
    {"toilets", "restroom"},
    {"bench", "seat"},
    {"lounge", "seating"},
    {"vending_machine", "vendingmachine"},
    {"drinking_water", "drinkingfountain"},
    {"telephone", "phone"},
    {"phone", "phone"},
    {"photo_booth", "photobooth"},
    {"post_box", "mailbox"},
    {"charging_station", "powerchargingstation"},
    {"smoking_area", "smokingarea"},
    {"fire_extinguisher", "fireextinguisher"},
    {"first_aid_kit", "firstaid"},
    {"baby_hatch", "babychanging"},
    {"artwork", "exhibit"},
    {"information", "information"},
    {"bicycle_parking", "bicycleparking"},
    {"restaurant", "foodservice"},
}};

constexpr std::array<std::string_view, 34> trades{"restaurant",
                                                  "cafe",
                                                  "fast_food",
                                                  "bar",
                                                  "pub",
                                                  "food_court",
                                                  "ice_cream",
                                                  "biergarten",
                                                  "bank",
                                                  "bureau_de_change",
                                                  "pharmacy",
                                                  "cinema",
                                                  "theatre",
                                                  "nightclub",
                                                  "casino",
                                                  "gambling",
                                                  "post_office",
                                                  "car_rental",
                                                  "clinic",
                                                  "dentist",
                                                  "doctors",
                                                  "veterinary",
                                                  "childcare",
                                                  "kindergarten",
                                                  "library",
                                                  "coworking_space",
                                                  "driving_school",
                                                  "language_school",
                                                  "money_transfer",
                                                  "internet_cafe",
                                                  "police",
                                                  "bicycle_rental",
                                                  "studio",
                                                  "arts_centre"};

constexpr std::array<std::string_view, 4> no_trade{"vacant", "no", "disused", "mall"};

std::string restroom(const Element& element) {
    const bool male = element.has("male");
    const bool female = element.has("female");
    std::string category = "restroom";
    if (male != female) category += male ? ".male" : ".female";
    if (element.has("unisex")) category = "restroom.unisex";
    if (element.is("wheelchair", "yes") || element.is("toilets:wheelchair", "yes") ||
        element.is("wheelchair", "designated")) {
        category += ".wheelchair";
    }
    return category;
}

bool is_walked(std::string_view highway) {
    return highway == "footway" || highway == "pedestrian" || highway == "corridor" || highway == "path";
}

}  // namespace

std::string_view connector_category(const Element& element) {
    const bool steps =
        element.is("highway", "steps") || element.has("stairs") || element.is("room", "stairs");
    if (element.is("highway", "elevator") || element.has("elevator") || element.is("room", "elevator"))
        return "elevator";
    if (is_conveying(element)) return steps ? "escalator" : "movingwalkway";
    return steps ? "stairs" : "";
}

std::string use_category(const Element& element) {
    if (const std::string_view connector = connector_category(element); !connector.empty())
        return std::string(connector);
    for (const char* key : {"amenity", "room"}) {
        const std::string_view found = find_word(rooms, element.tag(key));
        if (found == "restroom") return restroom(element);
        if (!found.empty() && !element.has("shop")) return std::string(found);
    }
    if (element.has("shop") && !element.is("shop", "mall")) return "retail";
    if (element.has("craft")) return "retail";
    if (element.has("office") || element.has("healthcare")) return "office";
    if (element.is("leisure", "fitness_centre")) return "fitnessroom";
    if (element.has("leisure")) return "recreation";
    return {};
}

std::string unit_category(const Element& element) {
    if (element.is("indoor", "column")) return "column";
    std::string use = use_category(element);
    if (!use.empty()) return use;
    if (element.is("indoor", "room")) return "room";
    if (element.is("indoor", "corridor")) return "walkway";
    if (element.is("indoor", "area")) return "unenclosedarea";
    if (is_walked(element.tag("highway"))) return "walkway";
    const bool platform = element.is("railway", "platform") || element.is("public_transport", "platform");
    if (platform && element.has("indoor")) return "platform";
    return element.has("room") ? "room" : "";
}

std::string amenity_category(const Element& element) {
    for (const char* key : {"amenity", "emergency", "tourism"}) {
        if (!element.has(key) || element.is(key, "yes")) continue;
        const std::string_view value = element.tag(key);
        const std::string_view found = find_word(amenities, value);
        if (element.is("vending", "public_transport_tickets")) return "ticketing";
        return std::string(found.empty() ? value : found);
    }
    for (const char* key : {"shop", "office", "craft", "leisure", "healthcare"}) {
        if (element.has(key)) return std::string(element.tag(key));
    }
    return {};
}

std::string trade_of(const Element& element) {
    for (const char* key : {"shop", "office", "craft", "healthcare"}) {
        const std::string_view value = element.tag(key);
        if (!value.empty() && !is_one_of(no_trade, value)) return std::string(value);
    }
    if (is_one_of(trades, element.tag("amenity"))) return std::string(element.tag("amenity"));
    if (element.is("leisure", "fitness_centre") || element.is("leisure", "bowling_alley"))
        return std::string(element.tag("leisure"));
    for (const char* stay : {"hotel", "museum", "gallery"}) {
        if (element.is("tourism", stay)) return stay;
    }
    return {};
}

std::string opening_category(const Element& element) {
    const std::string_view entrance = element.tag("entrance");
    if (entrance == "emergency" || entrance == "emergency_exit" || element.is("exit", "emergency"))
        return "emergencyexit";
    if (entrance == "main") return "pedestrian.principal";
    if (entrance == "garage") return "automobile";
    if (entrance == "service" || entrance == "delivery" || entrance == "staff") return "service";
    return "pedestrian";
}

std::string building_category(const Element& element) {
    const std::string_view building = element.tag("building");
    if (building == "train_station") return "transit.train";
    if (building == "transportation") return "transit";
    if (building == "parking" || building == "garages") return "parking";
    return "unspecified";
}

}  // namespace mallctl::importers::osm
