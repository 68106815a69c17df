#include "nav/space/categories.hpp"

namespace mallctl::nav {

bool is_passable(std::string_view opening_category) {
    return opening_category != "emergencyexit";
}

}  // namespace mallctl::nav
