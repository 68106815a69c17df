// Posters and cards to put up at locations: a QR code that opens the mall's guide there, the location's name,
// and a map of its surroundings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "exporters/drawing/drawing.hpp"
#include "exporters/svg/map.hpp"
#include "plan/model.hpp"

namespace mallctl::exporters::qr {

// One location as the poster shows it.
struct Place {
    std::string name;
    std::string other_names;  // in the mall's other languages; smaller
    std::string level_label;
    std::string link;                       // what the code holds
    std::optional<plan::LevelIndex> level;  // nothing: its level is not on the plan, and there is no map
    core::Point point;                      // geographic
    std::optional<double> heading;          // degrees clockwise from north: up on the map
};

enum class Layout { poster, card };

struct SheetOptions {
    Layout layout = Layout::poster;
    std::size_t per_page = 1;  // 1..24: A4 is divided evenly, upright or lengthwise, whichever is larger
    MapOptions map;            // title, locales, stores
};

// Cards of 90 by 55 mm, or posters as large as the page allows; with more than one a page, cut marks stand in
// the margin. Codes on posters bear 25 % damage, those on cards 15 %. Throws core::Error(rejected) for a link
// that is too long for a code.
drawing::Document sheets(const plan::Plan& plan, const std::vector<Place>& places,
                         const SheetOptions& options);

// "https://mall.example/w/north_entrance?m=riverside&h=193": what the server's short address understands. The
// heading, in whole degrees, is for clients that read the link themselves.
std::string deep_link(const std::string& base_url, const std::string& mall, const std::string& location,
                      std::optional<double> heading);

// The base without the slash at its end. Throws core::Error(usage) for what is no http or https address
// without query and fragment, or longer than 200 bytes.
std::string checked_base_url(const std::string& url);

}  // namespace mallctl::exporters::qr
