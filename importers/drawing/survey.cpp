#include "importers/drawing/survey.hpp"

#include <array>

namespace mallctl::importers::drawing {

std::optional<double> metres_of_insunits(int code) {
    // In the order of the codes; 0 = unitless.
    constexpr std::array<double, 25> metres = {0,
                                               0.0254,
                                               0.3048,
                                               1609.344,
                                               0.001,
                                               0.01,
                                               1,
                                               1000,
                                               2.54e-8,
                                               2.54e-5,
                                               0.9144,
                                               1e-10,
                                               1e-9,
                                               1e-6,
                                               0.1,
                                               10,
                                               100,
                                               1e9,
                                               149597870700.0,
                                               9.4607304725808e15,
                                               3.0856775814913673e16,
                                               1200.0 / 3937,
                                               100.0 / 3937,
                                               3600.0 / 3937,
                                               6336000.0 / 3937};
    if (code <= 0 || code >= static_cast<int>(metres.size())) return std::nullopt;
    return metres.at(static_cast<std::size_t>(code));
}

}  // namespace mallctl::importers::drawing
