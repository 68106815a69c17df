// From the columns of a table to the properties of a feature.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mallctl::importers::ogr {

// The property that a column is: "NAME" -> "name", "restrictio" -> "restriction"; any other as it is written.
std::string property_of(std::string_view column);

// "name_de", "name:de", "NAME_DE" -> "de"; nothing for any other column.
std::optional<std::string> locale_of(std::string_view column);

// True for properties that are yes or no, which tables keep as numbers or words.
bool is_truth(std::string_view property);

// "1", "true", "yes", "t", "y" and their opposites; nothing for other text.
std::optional<bool> truth_in(std::string_view text);

// The class that the name of a layer is: "unit", "Units", "amenities"; empty for any other.
std::string class_of_layer(std::string_view layer);

}  // namespace mallctl::importers::ogr
