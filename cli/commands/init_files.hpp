// The files of a new mall directory.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace mallctl::cli {

struct NewMall {
    std::string slug;
    std::string name;
    std::string time_zone;  // IANA
    std::string currency;   // ISO 4217
};

// Relative path and text of each file. Together they are a manifest that `apply` accepts as it is.
std::vector<std::pair<std::string, std::string>> mall_directory(const NewMall& mall);

}  // namespace mallctl::cli
