// What is sold in a mall and where one parks, held in memory by those who serve it.
#pragma once

#include <vector>

#include "catalog/model.hpp"

namespace mallctl::catalog {

// Each sorted by slug.
struct Wares {
    std::vector<Product> products;
    std::vector<Offer> offers;
    std::vector<ParkingZone> parking_zones;
};

}  // namespace mallctl::catalog
