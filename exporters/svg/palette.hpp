// What a unit looks like on a map, by what it is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mallctl::exporters::floor_map {

struct Paint {
    std::string key;        // "food": also the word of the legend, see words.hpp
    std::string fill;       // "#rrggbb"
    bool in_legend = true;  // floors and walls explain themselves
    bool has_label = true;  // whether a unit of this kind is labelled with its own name
    bool is_shop = false;   // whether its name is what people look for
};

// By the first part of the store's category ("food.cafe"), where there is a store; otherwise by the unit's.
const Paint& paint_of(std::string_view unit_category, std::string_view store_category);

// All of them, in the order of a legend.
const std::vector<Paint>& paints();

}  // namespace mallctl::exporters::floor_map
