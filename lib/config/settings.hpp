// Every setting there is, declared once: the keys that a file may hold, their defaults and the values they
// take.
#pragma once

#include <string>
#include <vector>

namespace mallctl::config {

struct Setting {
    std::string key;  // the flag's name without dashes
    std::string fallback;
    std::vector<std::string> choices;  // empty: any text
    std::string doc;
};

// Sorted by key.
const std::vector<Setting>& settings();

// "MALLCTL_DATA_DIR" for "data-dir".
std::string environment_name(const std::string& key);

}  // namespace mallctl::config
