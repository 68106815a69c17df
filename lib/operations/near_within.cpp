#include <charconv>

#include "core/error.hpp"
#include "operations/near.hpp"

namespace mallctl::operations {

void read_within(std::string_view text, NearRequest& request) {
    double value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
    if (failure == std::errc{} && value >= 0 && value < 1e9) {
        if (unit == "m") request.within_m = value;
        if (unit == "km") request.within_m = value * 1000;
        if (unit == "s") request.within_s = value;
        if (unit == "min") request.within_s = value * 60;
    }
    if (!request.within_m && !request.within_s) {
        throw core::Error(core::Fault::usage,
                          "--within \"" + std::string(text) + "\" is neither a distance nor a time",
                          "write it with its unit: 50m, 1.2km, 90s or 5min");
    }
    if (request.within_s && request.straight_line) {
        throw core::Error(core::Fault::usage, "--straight-line knows no walking time",
                          "give --within as a distance: 50m");
    }
}

}  // namespace mallctl::operations
