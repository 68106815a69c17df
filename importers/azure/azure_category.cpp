#include <algorithm>
#include <array>
#include <utility>

#include "importers/azure/azure_manifest.hpp"

namespace mallctl::importers::azure {

namespace {

// The last part of an Azure Maps space category, lowered -> the IMDF unit category (docs.ogc.org/cs/20-094,
// "Unit"). Those that are spelt alike in both need no line.
constexpr std::array<std::pair<std::string_view, std::string_view>, 22> counterparts = {{
    {"hallway", "walkway"},
    {"corridor", "walkway"},
    {"circulation", "walkway"},
    {"concourse", "walkway"},
    {"atrium", "walkway"},
    {"stairwell", "stairs"},
    {"stair", "stairs"},
    {"lift", "elevator"},
    {"elevatorlobby", "walkway"},
    {"slidewalk", "movingwalkway"},
    {"movingwalk", "movingwalkway"},
    {"toilet", "restroom"},
    {"bathroom", "restroom"},
    {"restaurant", "foodservice"},
    {"cafe", "foodservice"},
    {"cafeteria", "foodservice"},
    {"conference", "conferenceroom"},
    {"meetingroom", "conferenceroom"},
    {"store", "retail"},
    {"shop", "retail"},
    {"parkinggarage", "parking"},
    {"mechanical", "nonpublic"},
}};

}  // namespace

std::string imdf_category(std::string_view azure_category) {
    const std::size_t dot = azure_category.rfind('.');
    std::string last(dot == std::string_view::npos ? azure_category : azure_category.substr(dot + 1));
    for (char& c : last) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const auto found = std::find_if(counterparts.begin(), counterparts.end(),
                                    [&](const auto& counterpart) { return counterpart.first == last; });
    return found == counterparts.end() ? last : std::string(found->second);
}

}  // namespace mallctl::importers::azure
